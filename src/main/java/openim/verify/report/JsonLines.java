package openim.verify.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import openim.verify.suite.Run;

/**
 * A run as lines of JSON: one for each check ({@code "type":"check"}), one for each figure ({@code "latency"}), and one for the
 * whole ({@code "verdict"}), which is the last. Fields are only ever added.
 */
public final class JsonLines {

    private JsonLines() {}

    /** The lines, redacted. */
    public static List<String> of(Run judged, Redactor redactor) {
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
