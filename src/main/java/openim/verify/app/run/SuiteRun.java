package openim.verify.app.run;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Wiring;
import openim.verify.app.program.OnStop;
import openim.verify.app.program.OwnLack;
import openim.verify.app.program.ProgramFault;
import openim.verify.app.run.RunContext.RunMemory;
import openim.verify.app.run.RunObservations.Stall;
import openim.verify.app.site.RunbookPlanning.Explaining;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.history.Comparison;
import openim.verify.message.OpenSessions;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.report.HtmlReport;
import openim.verify.report.JunitXml;
import openim.verify.report.LeftOpen;
import openim.verify.report.Redactor;
import openim.verify.report.RunDirectory;
import openim.verify.report.Trend;
import openim.verify.report.VerdictFile;
import openim.verify.report.allure.AllureResults;
import openim.verify.report.terminal.Table;
import openim.verify.report.terminal.Table.LiveLines;
import openim.verify.report.terminal.Terminal;
import openim.verify.report.text.NextCommand;
import openim.verify.suite.Engine;
import openim.verify.suite.Fixtures;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.suite.SuiteSession;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.platform.launcher.TestExecutionListener;

/**
 * One run of a suite against one deployment, from the first line of output to the last.
 *
 * <p>It ends by its deadline whatever the deployment does, and if it hangs itself a watchdog gives it up: in each case with a
 * verdict on what was seen by then.
 */
public final class SuiteRun {

    /** From the deadline of the run to the moment at which the watchdog gives it up. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** What specs need to say how far they came, once their fixtures have been given up. */
    private static final Duration LAST_WORDS = Duration.ofMillis(700);

    /** The suite that leaves groups and conversations behind. */
    private static final String SWEPT_AFTER = "full";

    /** Where the report is, if reports cannot be written. */
    private static final String NOT_KEPT = "none, for nothing of it could be kept";

    private final Belonging belonging;
    private final Suite suite;
    private final Settings settings;
    private final Subject subject;
    private final NextCommand next;
    private final RunContext circumstances;
    private final RunHistory past;
    private final RunMemory memory;
    private final Deadline ends;

    private final Instant startedAt = Instant.now();
    private final CompletableFuture<Run> told = new CompletableFuture<>();
    private final Redactor redactor;
    private final Terminal terminal;
    private final OwnLack lack = new OwnLack(startedAt);
    private final RunObservations observations = new RunObservations(lack);
    private volatile Stall stall = Stall.unwatched();
    private volatile Supplier<List<Loss>> losses = List::of;
    private volatile Supplier<List<Latency>> latencies = List::of;

    /**
     * @param terminal where it is told
     * @param ends when the run is over
     */
    SuiteRun(Suite suite, Settings settings, Subject subject, NextCommand next, Terminal terminal, Deadline ends) {
        this(suite, RunContext.alone(suite, settings), settings, subject, next, terminal, ends);
    }

    /** As part of something larger. */
    public SuiteRun(
            Suite suite,
            RunContext circumstances,
            Settings settings,
            Subject subject,
            NextCommand next,
            Terminal terminal,
            Deadline ends) {
        this.memory = new RunMemory(settings, subject, circumstances.memory());
        this.belonging = Belonging.of(RunHistory.limited(suite, settings), settings, memory.known());
        this.suite = belonging.suite();
        this.settings = settings;
        this.subject = subject;
        this.next = next;
        this.circumstances = circumstances;
        this.past = RunHistory.before(
                suite, settings, subject.rehearsal(), circumstances.occasion(), circumstances.memory());
        this.terminal = terminal;
        this.ends = ends;
        this.redactor = Redactor.of(settings.secrets().reveal());
    }

    /** Runs it. What fails when the verdict stands already changes nothing of it. */
    public Run run(Deployment openim) {
        try {
            return looked(openim);
        } catch (RuntimeException | Error fault) {
            Optional<Run> stands = told();
            if (stands.isEmpty()) {
                throw fault;
            }
            circumstances
                    .afterwards()
                    .accept("the verdict stands, and then openim-verify failed: " + ProgramFault.words(fault));
            return stands.get();
        }
    }

    private Run looked(Deployment openim) {
        Explaining explaining = Explaining.of(openim, subject.rehearsal());
        past.lookAt(openim);
        List<LeftOpen> leftOpen = LeftOpen.in(circumstances.runs());
        try (Stall watched = Stall.watched();
                RunDirectory directory = RunDirectory.open(circumstances.runs(), suite, subject, startedAt, redactor);
                Deadline.Guard watchdog = Deadline.in(ends.remaining().plus(GRACE))
                        .closing(() -> circumstances.whenHung().hung(() -> tell(directory, explaining)))) {
            stall = watched;
            OnStop onStop = OnStop.does(() -> tell(directory, explaining));
            leftOpen.forEach(run -> {
                terminal.line(run.sentence());
                attempted("that it was told is not noted", () -> run.told(startedAt));
            });
            LiveLines lines = new LiveLines(terminal);
            lines.starts(directory.id(), suite, subject);
            directory.notKept().ifPresent(words -> terminal.line("note: " + words));
            try (Fixtures fixtures = Stage.set(
                    openim,
                    OwnPlaces.pool(settings),
                    circumstances.memory(),
                    circumstances.ledger(),
                    subject.rehearsal(),
                    directory.id(),
                    ends.earlierBy(LAST_WORDS))) {
                losses = () ->
                        fixtures.made(Settlement.class).map(Settlement::losses).orElse(List.of());
                prepare(fixtures);
                latencies = () -> fixtures.made(Settlement.class)
                        .map(Settlement::latencies)
                        .orElseGet(openim.latencies()::summaries);
                runSpecs(fixtures, listeners(directory), observation -> note(observation, directory, lines));
                Run run = tell(directory, explaining);
                fixtures.made(Settlement.class).ifPresent(circumstances.settled());
                memory.keep(run, fixtures);
                circumstances.memory().troubles().forEach(circumstances.afterwards());
                return run;
            } finally {
                onStop.callOff();
            }
        } finally {
            sweepUp(openim);
            openim.connections().close();
        }
    }

    /** The longest way begins before the specs are looked for. */
    private void prepare(Fixtures fixtures) {
        if (suite.checks().contains(new CheckId("message.pushed"))) {
            fixtures.prepare(OpenSessions.class);
        }
    }

    private List<TestExecutionListener> listeners(RunDirectory directory) {
        if (!directory.isThere()) {
            return List.of(lack);
        }
        AllureResults allure = new AllureResults(directory.path(), redactor);
        attempted("Allure's results are not whole", () -> allure.describe(directory.id(), suite, subject));
        return List.of(lack, allure.listener(suite, subject));
    }

    /** What is not needed for the verdict: if it fails, that is a note. */
    private void attempted(String lost, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            circumstances.afterwards().accept(lost + ": " + ProgramFault.words(failed));
        }
    }

    /**
     * After the fixtures have let their accounts go, and without a word, for the verdict is the last one. What cannot be swept
     * now is found by the next full run, and `footprint` tells of it.
     */
    private void sweepUp(Deployment openim) {
        if (suite.name().equals(SWEPT_AFTER) && OwnPlaces.areKept(settings)) {
            try {
                Wiring.sweep(settings, openim).sweep();
            } catch (CannotLook | BrokenPromise | UncheckedIOException later) {
                return;
            }
        }
    }

    private void runSpecs(Fixtures fixtures, List<TestExecutionListener> listeners, Consumer<Observation> sink) {
        CountDownLatch done = new CountDownLatch(1);
        Thread engine = new Thread(
                () -> {
                    try {
                        Engine.ofTheProduct(listeners).run(suite, new SuiteSession(fixtures, sink));
                    } finally {
                        done.countDown();
                    }
                },
                "engine");
        engine.setDaemon(true);
        engine.start();
        try {
            done.await(ends.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** On disk first, then on the screen. */
    private void note(Observation looked, RunDirectory directory, LiveLines lines) {
        Observation observation =
                looked.verdict() instanceof Verdict.Weak ? memory.weaknesses().applied(looked) : looked;
        observations.add(observation, seen -> {
            directory.record(seen);
            lines.seen(seen);
        });
    }

    /** Judges what was seen, writes it down and prints it; only the first call does, and the others get what it made of it. */
    private Run tell(RunDirectory directory, Explaining explaining) {
        if (observations.close()) {
            try {
                told.complete(answer(directory, explaining));
            } catch (RuntimeException | Error failed) {
                told.completeExceptionally(failed);
                throw failed;
            }
            // What nobody waits for at 3 a.m. comes after the answer.
            writeDown(told.join(), directory);
        }
        return told.join();
    }

    private void writeDown(Run run, RunDirectory directory) {
        List<Trend> trend = new ArrayList<>();
        attempted("this run is not in the history", () -> trend.add(past.keep(redactor.redact(run))));
        if (directory.isThere()) {
            attempted("there is no JUnit XML", () -> new JunitXml(directory.path(), redactor).write(run));
            trend.forEach(among -> attempted(
                    "there is no HTML report",
                    () -> new HtmlReport(directory.path(), redactor, next).write(run, among)));
            attempted("its end is not noted", () -> directory.ended(run, Instant.now()));
        }
    }

    /** What it was judged to be, as soon as that is known. */
    public Optional<Run> told() {
        return told.isDone() && !told.isCompletedExceptionally() ? Optional.of(told.join()) : Optional.empty();
    }

    private Run answer(RunDirectory directory, Explaining explaining) {
        List<Latency> figures = latencies.get();
        Comparison comparison = past.compared(figures);
        List<Observation> seen = new ArrayList<>(observations.all());
        if (suite.checks().contains(Suites.LIMITS)) {
            Observation limits = comparison.ofLimits(Instant.now());
            directory.record(limits);
            seen.add(lack.weighed(limits));
        }
        Run run = Run.judged(
                        directory.id(), suite, subject, startedAt, Duration.between(startedAt, Instant.now()), seen)
                .with(losses.get(), figures);
        List<String> notes = new ArrayList<>(past.notes(comparison, run.verdict()));
        belonging.remark().ifPresent(notes::add);
        directory.notKept().ifPresent(notes::add);
        Optional<String> busy = run.verdict().isHealthy() ? Optional.empty() : stall.words();
        busy.ifPresent(notes::add);
        Run noted = explained(run, explaining, busy, notes).noting(notes);
        if (directory.isThere()) {
            try {
                new VerdictFile(directory.path(), redactor, next).write(noted);
            } catch (UncheckedIOException failed) {
                notes.add("verdict.json is not written: " + ProgramFault.words(failed));
                noted = noted.noting(notes);
            }
        }
        new Table(terminal, next).print(noted, directory.isThere() ? shown(directory.path()) : NOT_KEPT);
        return noted;
    }

    /** A run that cannot be explained stands as it is. */
    private static Run explained(Run run, Explaining explaining, Optional<String> busy, List<String> notes) {
        try {
            return explaining.explained(run, busy);
        } catch (RuntimeException failed) {
            notes.add("its red checks are not explained: " + ProgramFault.words(failed));
            return run;
        }
    }

    private static String shown(Path directory) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = directory.toAbsolutePath();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }
}
