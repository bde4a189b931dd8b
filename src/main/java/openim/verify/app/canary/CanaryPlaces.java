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
import openim.verify.config.Settings;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.target.History;

/**
 * Where a canary keeps its things: apart from those of runs that people make, so that neither clears the other's away.
 *
 * @param directory {@code reports/canary/}
 * @param deployment the deployment's name, as part of a file name
 */
record CanaryPlaces(Path directory, String deployment) {

    static CanaryPlaces of(Settings settings) {
        return new CanaryPlaces(
                settings.reports().resolve("canary"),
                History.nameOf(settings.endpoints().api()));
    }

    /** The ledgers of its own flows. */
    Path ledger() {
        return LedgerFile.of(directory, deployment);
    }

    /** What it believes. */
    Path standing() {
        return directory.resolve(deployment + ".json");
    }

    /** How often it had the server search its messages today. */
    Path searches() {
        return directory.resolve(deployment + ".searches");
    }

    /** The directories of its rounds, of which the last ones are kept. */
    Path rounds() {
        return directory.resolve("rounds");
    }

    /** Held by the one that watches this deployment from here. */
    Path lock() {
        return directory.resolve("locks").resolve(deployment);
    }

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
                List<Path> newestFirst = entries.filter(
                                entry -> Files.isDirectory(entry) && !Files.isSymbolicLink(entry))
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
}
