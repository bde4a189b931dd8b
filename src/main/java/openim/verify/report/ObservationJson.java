package openim.verify.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/** An observation as a JSON object, both ways and without loss. */
final class ObservationJson {

    private ObservationJson() {}

    static ObjectNode write(Observation seen) {
        ObjectNode node = RedactedJson.object()
                .put("check", seen.check().value())
                .put("verdict", seen.verdict().word())
                .put("summary", seen.verdict().summary())
                .put("at", seen.at().toString())
                .put("waited", seen.waited().toString())
                .put("took", seen.took().toString());
        ArrayNode blockedBy = node.putArray("blockedBy");
        seen.blockedBy().forEach(id -> blockedBy.add(id.value()));
        node.set("evidence", evidence(seen.evidence()));
        return node;
    }

    static ArrayNode evidence(List<Evidence> evidence) {
        ArrayNode nodes = RedactedJson.MAPPER.createArrayNode();
        evidence.forEach(e -> nodes.addObject().put("name", e.name()).put("value", e.value()));
        return nodes;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException or {@link java.time.DateTimeException} if it is not that
     */
    static Observation read(JsonNode node) {
        List<CheckId> blockedBy = new ArrayList<>();
        node.path("blockedBy").forEach(id -> blockedBy.add(new CheckId(id.asText())));
        List<Evidence> evidence = new ArrayList<>();
        node.path("evidence")
                .forEach(e -> evidence.add(
                        new Evidence(e.path("name").asText(), e.path("value").asText())));
        return new Observation(
                new CheckId(node.path("check").asText()),
                Verdicts.of(node.path("verdict").asText(), node.path("summary").asText()),
                blockedBy,
                Instant.parse(node.path("at").asText()),
                Duration.parse(node.path("waited").asText("PT0S")),
                Duration.parse(node.path("took").asText()),
                evidence);
    }
}
