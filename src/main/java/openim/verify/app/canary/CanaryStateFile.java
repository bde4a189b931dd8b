package openim.verify.app.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.ConfirmedProblem;
import openim.verify.canary.Round;
import openim.verify.canary.StateStore;
import openim.verify.disk.Private;
import openim.verify.report.Redactor;
import openim.verify.verdict.CheckId;

/**
 * What a canary believes of a deployment, in a file.
 *
 * @param file of that deployment
 */
public record CanaryStateFile(Path file, Redactor redactor) implements StateStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public AlertState recall() {
        if (!Files.exists(file)) {
            return AlertState.well();
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            Map<Round, ConfirmedProblem> troubles = new EnumMap<>(Round.class);
            troubles(node).forEach(trouble -> troubles.put(trouble.round(), trouble));
            return new AlertState(
                    troubles,
                    node.has("told")
                            ? Optional.of(Instant.parse(node.path("told").asText()))
                            : Optional.empty(),
                    node.path("toldRed").asBoolean(),
                    node.has("owed") ? Optional.of(alert(node.path("owed"))) : Optional.empty());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file, failed);
        }
    }

    private static List<ConfirmedProblem> troubles(JsonNode node) {
        return StreamSupport.stream(node.path("troubles").spliterator(), false)
                .map(CanaryStateFile::trouble)
                .toList();
    }

    private static Alert alert(JsonNode node) {
        return new Alert(
                Alert.Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                Instant.parse(node.path("at").asText()),
                troubles(node),
                Duration.parse(node.path("lasted").asText()),
                node.path("sentence").asText());
    }

    private static ConfirmedProblem trouble(JsonNode node) {
        List<CheckId> red = StreamSupport.stream(node.path("red").spliterator(), false)
                .map(check -> new CheckId(check.asText()))
                .toList();
        return new ConfirmedProblem(
                Round.valueOf(node.path("round").asText().toUpperCase(Locale.ROOT)),
                node.path("verdict").asText(),
                node.path("summary").asText(),
                red,
                Instant.parse(node.path("since").asText()));
    }

    @Override
    public void keep(AlertState standing) {
        ObjectNode node = JSON.createObjectNode();
        put(standing.inOrder(), node);
        standing.told().ifPresent(at -> node.put("told", at.toString()));
        node.put("toldRed", standing.toldRed());
        standing.owed()
                .ifPresent(alert -> put(
                        alert.troubles(),
                        node.putObject("owed")
                                .put("kind", alert.kind().word())
                                .put("at", alert.at().toString())
                                .put("lasted", alert.lasted().toString())
                                .put("sentence", redactor.redact(alert.sentence()))));
        write(node);
    }

    private void put(List<ConfirmedProblem> troubles, ObjectNode node) {
        ArrayNode all = node.putArray("troubles");
        troubles.forEach(trouble -> {
            ObjectNode one = all.addObject()
                    .put("round", trouble.round().word())
                    .put("verdict", trouble.word())
                    .put("summary", redactor.redact(trouble.summary()))
                    .put("since", trouble.since().toString());
            ArrayNode red = one.putArray("red");
            trouble.red().forEach(check -> red.add(check.value()));
        });
    }

    private void write(ObjectNode node) {
        try {
            Private.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }
}
