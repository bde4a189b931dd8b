package openim.verify.app.canary;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directories of a canary's rounds, of which the last are kept: more of those that were not good, because those are read.
 *
 * <p>What cannot be deleted is tried again after the next round.
 */
record OldRounds(Path directory, int good, int others) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static OldRounds in(Path directory) {
        return new OldRounds(directory, 60, 200);
    }

    /** Deletes the older ones. */
    void clearAway() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> newestFirst = entries.filter(entry -> Files.isDirectory(entry) && !Files.isSymbolicLink(entry))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            List<Path> healthy = new ArrayList<>();
            List<Path> rest = new ArrayList<>();
            newestFirst.forEach(run -> (isHealthy(run) ? healthy : rest).add(run));
            healthy.stream().skip(good).forEach(OldRounds::delete);
            rest.stream().skip(others).forEach(OldRounds::delete);
        } catch (IOException | UncheckedIOException later) {
            return;
        }
    }

    private static boolean isHealthy(Path run) {
        try {
            return JSON.readTree(run.resolve("run.json").toFile())
                    .path("verdict")
                    .asText()
                    .equals("healthy");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static void delete(Path run) {
        try (Stream<Path> all = Files.walk(run)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException later) {
            return;
        }
    }
}
