package openim.verify.recovery.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.recovery.record.JournalEntry.Kind;

/** An entry as a line of JSON. */
final class EntryJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntryJson() {}

    static String line(JournalEntry entry) {
        ObjectNode node = JSON.createObjectNode()
                .put("at", entry.at().toString())
                .put("kind", entry.kind().word())
                .put("what", entry.what());
        ObjectNode facts = node.putObject("facts");
        entry.facts().forEach(facts::put);
        return node.toString();
    }

    /** The entry; empty for a line that a dying process left half written. */
    static Optional<JournalEntry> read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            Optional<Kind> kind = Stream.of(Kind.values())
                    .filter(each -> each.word().equals(node.path("kind").asText()))
                    .findFirst();
            Map<String, String> facts = new LinkedHashMap<>();
            node.path("facts")
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
            return kind.map(known -> new JournalEntry(
                    Instant.parse(node.path("at").asText()),
                    known,
                    node.path("what").asText(),
                    facts));
        } catch (JsonProcessingException | DateTimeException torn) {
            return Optional.empty();
        }
    }
}
