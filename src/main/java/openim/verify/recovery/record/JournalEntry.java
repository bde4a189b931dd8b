package openim.verify.recovery.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import openim.verify.recovery.record.JournalEntry.Kind;

/**
 * One thing that happened in a recovery.
 *
 * @param at when
 * @param kind what sort of thing
 * @param what in a sentence
 * @param facts by name, in the order in which they were told
 */
public record JournalEntry(Instant at, Kind kind, String what, Map<String, String> facts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sorts of things that happen. */
    public enum Kind {
        /** The recovery, or the watch of a gate, began. */
        BEGAN,
        /** What was decided before anything was touched: verified is repaired, tools, resources. */
        PREFLIGHT,
        /** A suite was run. */
        VERIFIED,
        /** A check was seen red for the first time, or red again. */
        RED,
        /** A check that had been red was seen green for the first time. */
        GREEN,
        /** A cause was named. */
        CAUSE,
        /** A step was planned. */
        PLANNED,
        /** A command is about to be run; a run that ends here was stopped in the middle of it. */
        STEP_BEGAN,
        /** A tool is about to be started: a run that ends here may have started it, and a run that cannot note this does not. */
        STARTING,
        /** A tool was started, with its number, by which a later run finds it. */
        STARTED,
        /** A tool came to its end, or to its deadline. */
        RAN,
        /** It was judged what the command did. */
        STEP_ENDED,
        /** A step was passed over, with the reason. */
        PASSED_OVER,
        /** Something is waited for. */
        WAITING,
        /** The deployment held steady from here on. */
        STABLE,
        /** The gate is open. */
        OPEN,
        /** The gate stays shut. */
        SHUT,
        /** A person is needed. */
        ESCALATED,
        /** It came to its end. */
        ENDED;

        /** The word for it in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public JournalEntry {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    JournalEntry redacted(UnaryOperator<String> redact) {
        Map<String, String> clean = new LinkedHashMap<>();
        facts.forEach((name, value) -> clean.put(name, redact.apply(value)));
        return new JournalEntry(at, kind, redact.apply(what), clean);
    }

    /** The fact of that name, or the empty string. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /** As a line of JSON. */
    String line() {
        ObjectNode node = JSON.createObjectNode()
                .put("at", at.toString())
                .put("kind", kind.word())
                .put("what", what);
        ObjectNode named = node.putObject("facts");
        facts.forEach(named::put);
        return node.toString();
    }

    /** The entry of a line; empty for one that a dying process left half written. */
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
