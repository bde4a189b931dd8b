package openim.verify.app.run;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.ProgramFault;
import openim.verify.app.program.Version;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.history.Comparison;
import openim.verify.history.Figure;
import openim.verify.history.Figure.Percentile;
import openim.verify.history.Gap;
import openim.verify.history.Limit;
import openim.verify.history.PastRun;
import openim.verify.history.RunDatabase;
import openim.verify.history.RunOrigin;
import openim.verify.recovery.RecoveryResult;
import openim.verify.report.Redactor;
import openim.verify.report.Trend;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.target.Deployment.Makeup;
import openim.verify.target.History;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.Verdict;

/**
 * The history of runs, as one run meets it: read when it begins, and added to when its verdict was told.
 *
 * <p>A history that cannot be read or written stops no run and changes no verdict; it is said in the run's notes.
 */
public final class RunHistory {

    /** How many nights report.html draws. */
    public static final int DRAWN = 30;

    /** Among so many runs of any suite the last good one is looked for. */
    private static final int LOOKED_THROUGH = 10;

    /** Of all rehearsals alike: each has ports of its own, and none is there any more when it is asked for. */
    public static final String REHEARSALS = "rehearsal";

    private final Settings settings;
    private final String deployment;
    private final RunOrigin occasion;
    private final String suite;
    private final List<String> troubles = new ArrayList<>();
    private final FutureTask<List<PastRun>> reading;
    private final List<PastRun> usual = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private volatile CompletableFuture<Map<String, String>> makeup = CompletableFuture.completedFuture(Map.of());

    private RunHistory(Settings settings, String deployment, RunOrigin occasion, String suite, String lastRun) {
        this.settings = settings;
        this.deployment = deployment;
        this.occasion = occasion;
        this.suite = suite;
        this.reading = new FutureTask<>(() -> read(lastRun));
    }

    /** It is not needed before the verdict, and the run goes on meanwhile. */
    private RunHistory beingRead() {
        begin(reading, "reads-history");
        return this;
    }

    private static void begin(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to look at what the deployment is made of. */
    void lookAt(Deployment openim) {
        Deadline deadline = Deadline.in(settings.deadlines().call());
        makeup = CompletableFuture.supplyAsync(() -> Makeup.of(openim, deadline), look -> begin(look, "sees-makeup"))
                .exceptionally(unforeseen -> Map.of());
    }

    /** The earlier runs; what else was read is there too when this is. */
    private List<PastRun> past() {
        boolean stopped = false;
        try {
            while (true) {
                try {
                    return reading.get();
                } catch (InterruptedException stop) {
                    // A run that was stopped is judged all the same.
                    stopped = true;
                }
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Begins to read what is known.
     *
     * @param memory of the deployments, which remembers the last run: if the history does not know that one, it was lost
     */
    static RunHistory before(Suite suite, Settings settings, boolean rehearsal, RunOrigin occasion, History memory) {
        return new RunHistory(
                        settings,
                        nameOf(settings, rehearsal),
                        occasion,
                        suite.name(),
                        lastRun(settings, rehearsal, memory))
                .beingRead();
    }

    /**
     * Adds what a gate or a recovery as a whole came to, beside the runs that it made.
     *
     * @param ending as it is told
     */
    public static void add(
            Settings settings,
            boolean rehearsal,
            Redactor redactor,
            RunOrigin occasion,
            Instant began,
            RecoveryResult ending) {
        String summary = redactor.redact(ending.word() + ": " + ending.sentence());
        Verdict verdict = switch (ending.exitStatus()) {
            case ExitStatus.HEALTHY -> new Verdict.Healthy(summary);
            case ExitStatus.UNHEALTHY -> new Verdict.Unhealthy(summary);
            default -> new Verdict.Undetermined(summary);
        };
        PastRun whole = PastRun.whole(
                nameOf(settings, rehearsal),
                redactor.redact(Verification.subject(settings, rehearsal)),
                occasion,
                began,
                Duration.between(began, Instant.now()),
                verdict);
        try (RunDatabase chronicle =
                RunDatabase.in(settings.reports(), settings.watch().historyRuns())) {
            chronicle.add(whole);
        } catch (RuntimeException | LinkageError unwritten) {
            // The journal has it; each of the runs has said that the history is not to be had.
            return;
        }
    }

    /** By which name the history knows the deployment of these settings. */
    public static String nameOf(Settings settings, boolean rehearsal) {
        return rehearsal ? REHEARSALS : History.nameOf(settings.endpoints().api());
    }

    private static String lastRun(Settings settings, boolean rehearsal, History memory) {
        try {
            return memory.of(settings.endpoints().api(), rehearsal).lastRun();
        } catch (CannotLook unreadable) {
            // deployment.identity says so.
            return "";
        }
    }

    /** The suite, with the limits that are set for what it times. */
    static Suite limited(Suite suite, Settings settings) {
        return settings.watch().limits().isEmpty() ? suite : Suites.withLimits(suite);
    }

    private RunDatabase open() {
        return RunDatabase.in(settings.reports(), settings.watch().historyRuns());
    }

    private List<PastRun> read(String lastRun) {
        try (RunDatabase chronicle = open()) {
            if (!lastRun.isEmpty() && !chronicle.knows(lastRun)) {
                chronicle.note(
                        deployment,
                        new Gap(
                                Instant.now(),
                                "run " + lastRun + " was made from here, and the history does not know it: what was"
                                        + " kept up to then is lost"));
            }
            gaps.addAll(chronicle.gaps(deployment));
            usual.addAll(chronicle.usual(deployment, suite));
            return chronicle.last(deployment, suite, DRAWN);
        } catch (RuntimeException | LinkageError unreadable) {
            troubles.add("nothing is compared with earlier runs: " + ProgramFault.words(unreadable));
            return List.of();
        }
    }

    /** How these figures compare. */
    Comparison compared(List<Latency> figures) {
        past();
        return Comparison.of(figures, usual, limits(settings));
    }

    /** What of a run is over a warning limit. */
    static List<String> warned(Run run, Settings settings) {
        return Comparison.of(run.latencies(), List.of(), limits(settings)).warned();
    }

    /** The limits that are set. */
    static List<Limit> limits(Settings settings) {
        return new TreeMap<>(settings.watch().limits())
                .entrySet().stream()
                        .map(entry -> new Limit(
                                figure(entry.getKey()),
                                entry.getValue().warn(),
                                entry.getValue().critical()))
                        .toList();
    }

    private static Figure figure(String word) {
        int dash = word.lastIndexOf('-');
        return new Figure(
                Step.valueOf(word.substring(0, dash).toUpperCase(Locale.ROOT)),
                Percentile.valueOf(word.substring(dash + 1).toUpperCase(Locale.ROOT)));
    }

    /** What is to be said besides the verdict. */
    List<String> notes(Comparison comparison, Verdict verdict) {
        List<String> notes = new ArrayList<>(comparison.slower());
        notes.addAll(comparison.warned());
        List<PastRun> past = past();
        gaps.stream()
                .filter(gap -> past.stream()
                        .noneMatch(run -> run.startedAt().plus(run.took()).isAfter(gap.at())))
                .forEach(gap -> notes.add(gap.words()));
        if (!verdict.isHealthy()) {
            exchanged().ifPresent(notes::add);
        }
        notes.addAll(troubles);
        return notes;
    }

    /** What is another than when all was well, which may be why it is not. */
    private Optional<String> exchanged() {
        return lastGood().flatMap(run -> {
            List<String> changes = Makeup.changes(run.versions(), makeup.join());
            return changes.isEmpty()
                    ? Optional.empty()
                    : Optional.of("since the last good run (" + run.suite() + " of "
                            + run.startedAt().truncatedTo(SECONDS) + "): " + String.join("; ", changes));
        });
    }

    private Optional<PastRun> lastGood() {
        try (RunDatabase chronicle = open()) {
            return Stream.concat(chronicle.last(deployment, LOOKED_THROUGH).stream(), past().stream())
                    .filter(run -> run.isGood() && !run.looks().isEmpty())
                    .max(Comparator.comparing(PastRun::startedAt));
        } catch (RuntimeException | LinkageError unreadable) {
            return Optional.empty(); // That it cannot be read was said when the run began.
        }
    }

    /**
     * Adds the run.
     *
     * @param run redacted
     * @return how it stands among the earlier ones
     */
    Trend keep(Run run) {
        Map<String, String> versions = new TreeMap<>(makeup.join());
        versions.put("verifier", Version.number());
        versions.put(PastRun.RELEASE, run.subject().release());
        PastRun kept = PastRun.of(run, deployment, occasion, versions);
        Optional<String> trouble = Optional.empty();
        List<PastRun> past = past();
        try (RunDatabase chronicle = open()) {
            chronicle.add(kept);
        } catch (RuntimeException | LinkageError unwritten) {
            trouble = Optional.of("this run is not in the history: " + ProgramFault.words(unwritten));
        }
        List<PastRun> all = new ArrayList<>(past.subList(0, Math.min(past.size(), DRAWN - 1)));
        all.add(0, kept);
        List<String> words = new ArrayList<>(gaps.stream().map(Gap::words).toList());
        words.addAll(troubles);
        trouble.ifPresent(words::add);
        return Trend.of(all, words);
    }
}
