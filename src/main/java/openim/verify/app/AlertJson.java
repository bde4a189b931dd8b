package openim.verify.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import openim.verify.canary.Alert;
import openim.verify.report.Redactor;
import openim.verify.suite.Subject;

/** An alert for machines. Fields are only ever added. */
final class AlertJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertJson() {}

    /**
     * As JSON, redacted.
     *
     * @param subject what is watched, and from where
     */
    static String of(Alert alert, Subject subject, Redactor redactor) {
        ObjectNode node = JSON.createObjectNode()
                .put("schema", 1)
                .put("source", "openim-verify")
                .put("kind", alert.kind().word())
                .put("at", alert.at().toString())
                .put("lastedSeconds", alert.lasted().toSeconds())
                // What chat services show without being told how.
                .put("text", redactor.redact(mark(subject) + subject.seen() + ": " + alert.sentence()));
        node.putObject("target")
                .put("name", redactor.redact(subject.name()))
                .put("flavour", subject.flavour())
                .put("rehearsal", subject.rehearsal());
        if (!subject.vantage().isEmpty()) {
            node.put("vantage", subject.vantage());
        }
        ArrayNode troubles = node.putArray("troubles");
        alert.troubles().forEach(trouble -> {
            ObjectNode one = troubles.addObject()
                    .put("round", trouble.round().word())
                    .put("verdict", trouble.word())
                    .put("summary", redactor.redact(trouble.summary()))
                    .put("since", trouble.since().toString());
            ArrayNode red = one.putArray("red");
            trouble.red().forEach(check -> red.add(check.value()));
        });
        return node.toString();
    }

    private static String mark(Subject subject) {
        return subject.rehearsal() ? "REHEARSAL " : "";
    }
}
