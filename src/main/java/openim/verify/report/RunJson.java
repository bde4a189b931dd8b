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
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.Observation;

/** {@code run.json}, which says whose run it is, and the lines of {@code observations.jsonl}. */
final class RunJson {

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
}
