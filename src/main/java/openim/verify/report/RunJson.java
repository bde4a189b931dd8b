package openim.verify.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openim.verify.lock.ProcessMark;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.Observation;

/**
 * A run as JSON: {@code run.json}, which says whose run it is, the lines of {@code observations.jsonl}, and those for a machine that
 * is told of it.
 */
public final class RunJson {

    private RunJson() {}

    static ObjectNode started(String id, Suite suite, Subject subject, Instant startedAt) {
        ProcessMark self = ProcessMark.self();
        ObjectNode node = RedactedJson.object()
                .put("run", id)
                .put("suite", suite.name())
                .put("checks", suite.checks().size())
                .put("startedAt", startedAt.toString())
                .put("pid", self.pid());
        // A pid is given again to another process; with the start of the process it is not.
        self.startedAt().ifPresent(start -> node.put("processStartedAt", start.toString()));
        node.putObject("target")
                .put("name", subject.name())
                .put("flavour", subject.flavour())
                .put("rehearsal", subject.rehearsal());
        RedactedJson.putIfAny(node, "vantage", subject.vantage());
        return node;
    }

    /** Whether the process that wrote it still lives. */
    static boolean ownerLives(JsonNode run) {
        return ProcessMark.read(
                        run.path("pid").asLong(-1), run.path("processStartedAt").asText(""))
                .lives();
    }

    /** What the lines say; a line that a dying process left half written is passed over. */
    static List<Observation> observations(Path file) {
        List<Observation> seen = new ArrayList<>();
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            // Not readAllLines: a torn line may end in half a character.
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                try {
                    seen.add(ObservationJson.read(RedactedJson.MAPPER.readTree(line)));
                } catch (JsonProcessingException | IllegalArgumentException | DateTimeException torn) {
                    // What a dying process left; nothing of it was printed.
                }
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * A judged run as lines of JSON, redacted: one for each check ({@code "type":"check"}), one for each figure ({@code "latency"}),
     * and one for the whole ({@code "verdict"}), which is the last. Fields are only ever added.
     */
    public static List<String> lines(Run judged, Redactor redactor) {
        Run run = redactor.redact(judged);
        List<String> lines = new ArrayList<>();
        run.observations()
                .forEach(seen -> lines.add(line(
                        RedactedJson.object()
                                .put("type", "check")
                                .put("run", run.id())
                                .put("id", seen.check().value())
                                .put("verdict", seen.verdict().word())
                                .put("required", run.suite().requires(seen.check()))
                                .put("at", seen.at().toString())
                                .put("waitedMs", seen.waited().toMillis())
                                .put("durationMs", seen.took().toMillis())
                                .put("summary", seen.verdict().summary()),
                        redactor)));
        run.latencies()
                .forEach(latency -> lines.add(line(
                        RedactedJson.object()
                                .put("type", "latency")
                                .put("run", run.id())
                                .put("step", latency.step().word())
                                .put("count", latency.count())
                                .put("p50Ms", latency.median().toNanos() / 1e6)
                                .put("p95Ms", latency.p95().toNanos() / 1e6)
                                .put("p99Ms", latency.p99().toNanos() / 1e6),
                        redactor)));
        lines.add(line(verdict(run), redactor));
        return lines;
    }

    private static ObjectNode verdict(Run run) {
        ObjectNode node = RedactedJson.object()
                .put("type", "verdict")
                .put("run", run.id())
                .put("suite", run.suite().name())
                .put("target", run.subject().name())
                .put("rehearsal", run.subject().rehearsal())
                .put("verdict", run.verdict().word())
                .put("summary", run.verdict().summary())
                .put("exitStatus", run.exitStatus())
                .put("startedAt", run.startedAt().toString())
                .put("durationMs", run.took().toMillis())
                .put("notProven", run.notProven())
                .put("lost", run.losses().size());
        RedactedJson.putIfAny(node, "vantage", run.subject().vantage());
        run.firstCause().ifPresent(cause -> node.put("firstCause", cause.check().value()));
        run.explanation().next().ifPresent(step -> node.put("next", step.brief()));
        node.set("causes", ExplanationJson.causes(run.explanation()));
        var notes = node.putArray("notes");
        run.notes().forEach(notes::add);
        return node;
    }

    private static String line(ObjectNode node, Redactor redactor) {
        return RedactedJson.line(node, redactor);
    }
}
