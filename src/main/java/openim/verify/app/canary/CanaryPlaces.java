package openim.verify.app.canary;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.client.SearchCap;
import openim.verify.config.Settings;
import openim.verify.disk.Private;
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

    /**
     * How often a canary has the server search its messages in a day, all rounds together: so often, evenly over the day, and no more
     * often when it is begun anew. What a round does to MongoDB is the same for the first one and the thousandth.
     */
    static final class CanarySearches implements SearchCap {

        private static final Duration DAY = Duration.ofDays(1);

        /** One look may need a second one, and is not to wait for the next turn. */
        private static final double AT_ONCE = 3;

        private final int most;
        private final Path file;
        private final Clock clock;
        private final Clock steady;
        private final Runnable searched;
        private double turns = AT_ONCE;
        private Instant counted;
        private LocalDate day;
        private int made;

        /**
         * @param most in a day
         * @param file that remembers how many were made on which day
         * @param clock says which day it is, by UTC
         * @param steady for the time between two
         * @param searched hears of each
         */
        CanarySearches(int most, Path file, Clock clock, Clock steady, Runnable searched) {
            this.most = most;
            this.file = file;
            this.clock = clock;
            this.steady = steady;
            this.searched = searched;
            this.counted = steady.instant();
            this.day = today();
            this.made = madeBefore(day);
        }

        private LocalDate today() {
            return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        }

        @Override
        public synchronized Optional<String> refusal() {
            Instant now = steady.instant();
            turns = Math.min(AT_ONCE, turns + most * seconds(Duration.between(counted, now)) / seconds(DAY));
            counted = now;
            if (!today().equals(day)) {
                day = today();
                made = 0;
            }
            if (made >= most || turns < 1) {
                return Optional.of("the canary has the server search its messages " + most
                        + " times a day at the most (openim.canary.searches), evenly, and it is not the time for one; with"
                        + " openim.mongo.uri it needs none");
            }
            turns--;
            made++;
            remember();
            searched.run();
            return Optional.empty();
        }

        private static double seconds(Duration time) {
            return time.toMillis() / 1000.0;
        }

        private int madeBefore(LocalDate today) {
            try {
                String[] words =
                        Files.exists(file) ? Files.readString(file).strip().split(" ", -1) : new String[0];
                return words.length == 2 && words[0].equals(today.toString()) ? Integer.parseInt(words[1]) : 0;
            } catch (IOException | NumberFormatException unreadable) {
                return 0;
            }
        }

        /** If it cannot be written, it is known as long as this process lives. */
        private void remember() {
            try {
                Private.directoryOf(file);
                Private.write(file, day + " " + made + "\n");
            } catch (IOException unwritten) {
                return;
            }
        }
    }
}
