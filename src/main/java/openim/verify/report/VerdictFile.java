package openim.verify.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import openim.verify.disk.WholeFile;
import openim.verify.report.text.NextCommand;
import openim.verify.report.text.NextStep;
import openim.verify.suite.Run;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Observation;

/**
 * {@code verdict.json}: what a machine reads of a run. Held to {@code verdict.schema.json}; fields are only ever added.
 *
 * <p>Safe for all threads at any time, a watchdog's included: it takes no lock, and a reader sees the old file or the new
 * one, whole.
 */
public final class VerdictFile {

    /** Its name in the run's directory. */
    public static final String NAME = "verdict.json";

    private final Path file;
    private final Redactor redactor;
    private final NextCommand next;

    public VerdictFile(Path runDirectory, Redactor redactor, NextCommand next) {
        this.file = runDirectory.resolve(NAME);
        this.redactor = redactor;
        this.next = next;
    }

    /**
     * Writes it, in the place of one that may be there.
     *
     * @throws UncheckedIOException if it cannot be written; one that was there then still is
     */
    public void write(Run run) {
        try {
            WholeFile.write(file, RedactedJson.pretty(json(run), redactor));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private ObjectNode json(Run judged) {
        Run run = redactor.redact(judged);
        ObjectNode node = RedactedJson.object()
                .put("schema", 1)
                .put("run", run.id())
                .put("mode", run.suite().name());
        node.putObject("target")
                .put("name", run.subject().name())
                .put("flavour", run.subject().flavour())
                .put("release", run.subject().release())
                .put("rehearsal", run.subject().rehearsal());
        RedactedJson.putIfAny(node, "vantage", run.subject().vantage());
        node.put("verdict", run.verdict().word())
                .put("summary", run.verdict().summary())
                .put("exitStatus", run.exitStatus())
                .put("startedAt", run.startedAt().toString())
                .put("durationMs", run.took().toMillis())
                .put("notProven", run.notProven());
        run.firstCause().ifPresent(cause -> node.put("firstCause", cause.check().value()));
        NextStep.of(run, next).ifPresent(step -> node.put("next", step.brief()));
        ArrayNode steps = node.putArray("steps");
        run.explanation().steps().forEach(step -> {
            ObjectNode one = steps.addObject().put("do", step.sentence());
            if (!step.command().isBlank()) {
                one.put("type", step.command());
            }
        });
        node.set("causes", ExplanationJson.causes(run.explanation()));
        ArrayNode checks = node.putArray("checks");
        run.observations().forEach(seen -> checks.add(check(seen, run)));
        ArrayNode weaknesses = node.putArray("weaknesses");
        run.weaknesses().forEach(weak -> weaknesses.add(weak.check().value()));
        ArrayNode losses = node.putArray("losses");
        run.losses().forEach(loss -> losses.add(loss(loss)));
        ArrayNode latencies = node.putArray("latencies");
        run.latencies().forEach(latency -> latencies.add(latency(latency)));
        ArrayNode notes = node.putArray("notes");
        run.notes().forEach(notes::add);
        return node;
    }

    private static ObjectNode loss(Loss loss) {
        return RedactedJson.object()
                .put("message", loss.message())
                .put("state", loss.state())
                .put("from", loss.from())
                .put("to", loss.to())
                .put("conversation", loss.conversation())
                .put("sentAt", loss.sentAt().toString())
                .put("lastSeen", loss.lastSeen())
                .put("cause", loss.cause());
    }

    private static ObjectNode latency(Latency latency) {
        return RedactedJson.object()
                .put("step", latency.step().word())
                .put("count", latency.count())
                .put("p50Ms", millis(latency.median()))
                .put("p90Ms", millis(latency.p90()))
                .put("p95Ms", millis(latency.p95()))
                .put("p99Ms", millis(latency.p99()))
                .put("maxMs", millis(latency.slowest()));
    }

    private static double millis(Duration time) {
        return Math.round(time.toNanos() / 10_000.0) / 100.0;
    }

    private static ObjectNode check(Observation seen, Run run) {
        ObjectNode node = RedactedJson.object()
                .put("id", seen.check().value())
                .put("verdict", seen.verdict().word())
                .put("required", run.suite().requires(seen.check()))
                .put("at", seen.at().toString())
                .put("waitedMs", seen.waited().toMillis())
                .put("durationMs", seen.took().toMillis())
                .put("summary", seen.verdict().summary());
        ArrayNode blockedBy = node.putArray("blockedBy");
        seen.blockedBy().forEach(id -> blockedBy.add(id.value()));
        node.set("evidence", ObservationJson.evidence(seen.evidence()));
        return node;
    }
}
