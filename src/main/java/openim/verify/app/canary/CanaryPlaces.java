package openim.verify.app.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.ConfirmedProblem;
import openim.verify.canary.Round;
import openim.verify.canary.StateStore;
import openim.verify.client.SearchCap;
import openim.verify.config.Settings;
import openim.verify.disk.Private;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.report.Redactor;
import openim.verify.target.History;
import openim.verify.verdict.CheckId;

/**
 * Where a canary keeps its things: apart from those of runs that people make, so that neither clears the other's away.
 *
 * @param directory {@code reports/canary/}
 * @param deployment the deployment's name, as part of a file name
 */
public record CanaryPlaces(Path directory, String deployment) {

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
}
