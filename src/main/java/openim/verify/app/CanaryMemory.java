package openim.verify.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import openim.verify.canary.Memory;
import openim.verify.canary.Round;
import openim.verify.canary.Standing;
import openim.verify.canary.Trouble;
import openim.verify.report.Redactor;
import openim.verify.verdict.CheckId;

/**
 * What a canary believes of a deployment, in a file.
 *
 * @param file of that deployment
 */
record CanaryMemory(Path file, Redactor redactor) implements Memory {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Standing recall() {
        if (!Files.exists(file)) {
            return Standing.well();
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            Map<Round, Trouble> troubles = new EnumMap<>(Round.class);
            node.path("troubles").forEach(one -> {
                Trouble trouble = trouble(one);
                troubles.put(trouble.round(), trouble);
            });
            return new Standing(
                    troubles,
                    node.has("told")
                            ? Optional.of(Instant.parse(node.path("told").asText()))
                            : Optional.empty(),
                    node.path("toldRed").asBoolean());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file, failed);
        }
    }

    private static Trouble trouble(JsonNode node) {
        List<CheckId> red = StreamSupport.stream(node.path("red").spliterator(), false)
                .map(check -> new CheckId(check.asText()))
                .toList();
        return new Trouble(
                Round.valueOf(node.path("round").asText().toUpperCase(Locale.ROOT)),
                node.path("verdict").asText(),
                node.path("summary").asText(),
                red,
                Instant.parse(node.path("since").asText()));
    }

    @Override
    public void keep(Standing standing) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode troubles = node.putArray("troubles");
        standing.inOrder().forEach(trouble -> {
            ObjectNode one = troubles.addObject()
                    .put("round", trouble.round().word())
                    .put("verdict", trouble.word())
                    .put("summary", redactor.redact(trouble.summary()))
                    .put("since", trouble.since().toString());
            ArrayNode red = one.putArray("red");
            trouble.red().forEach(check -> red.add(check.value()));
        });
        standing.told().ifPresent(at -> node.put("told", at.toString()));
        node.put("toldRed", standing.toldRed());
        write(node);
    }

    private void write(ObjectNode node) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "next", ".tmp");
            JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), node);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }
}
