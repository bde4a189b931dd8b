package openim.verify.app.recovery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.ProgramFault;
import openim.verify.app.recovery.RecoveryAssembly.Beginning;
import openim.verify.app.run.RunHistory;
import openim.verify.app.run.Verification;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.config.reach.Ports;
import openim.verify.history.RunOrigin;
import openim.verify.recovery.GateVerdict;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.act.Preflight;
import openim.verify.recovery.drill.Drill.Rescue.Rescued;
import openim.verify.recovery.record.DeploymentLock;
import openim.verify.recovery.record.DeploymentLock.Attempt;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;
import openim.verify.report.Redactor;
import openim.verify.report.Timeline;
import openim.verify.report.TimelinePage;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.verdict.CannotLook;

/**
 * One recovery, or one watch of the gate, of one deployment: holds the lock, keeps the journal, and puts everything together.
 */
public final class RecoverySession {

    /** What a timeline tells of a journal. */
    private static final Set<Kind> TOLD = Set.of(
            Kind.RED, Kind.GREEN, Kind.STEP_BEGAN, Kind.STEP_ENDED, Kind.STABLE, Kind.OPEN, Kind.SHUT, Kind.ESCALATED);

    private final Settings settings;
    private final boolean rehearsal;
    private final Terminal terminal;
    private final boolean acceptFirstRun;
    private final Clock clock = Clock.systemUTC();
    private final Redactor redactor;
    private final Path recoveries;
    private final Journals journals;

    /**
     * @param acceptFirstRun whether a deployment is believed in that nobody verified before
     */
    public RecoverySession(Settings settings, boolean rehearsal, Terminal terminal, boolean acceptFirstRun) {
        this.settings = settings;
        this.rehearsal = rehearsal;
        this.terminal = terminal;
        this.acceptFirstRun = acceptFirstRun;
        this.redactor = Redactor.of(settings.secrets().reveal());
        this.recoveries = RecoveryAssembly.recoveries(settings);
        this.journals = new Journals(recoveries, clock);
    }

    /** Diagnoses, and repairs as far as it is allowed. */
    public RecoveryResult recover(Allowances allowances) {
        return held(() -> written("recover", attempts(), assembly -> {
                    if (allowances.apply()) {
                        assembly.resume();
                    }
                    return assembly.recovery(allowances).run();
                })
                .ending());
    }

    /**
     * The same in the course of a drill, which holds the deployment.
     *
     * @param attempts where its attempts are counted: what was broken on purpose is not broken too often
     */
    Rescued drilled(Allowances allowances, Path attempts) {
        return written(
                "drill", attempts, assembly -> assembly.recovery(allowances).run());
    }

    /** Watches whether it holds steady. */
    public RecoveryResult gate() {
        return held(() -> written("gate", attempts(), assembly -> {
                    GateVerdict verdict = assembly.watched();
                    return RecoveryResult.of(
                            verdict.exitStatus(), verdict.word(), "gate " + verdict.word() + ": " + verdict.sentence());
                })
                .ending());
    }

    /** Runs the smoke, for the record: what is healthy is put there, and that what is verified is what would be repaired. */
    Run observed() {
        History history = new History(settings.reports());
        Run run =
                new SessionVerifier(RunOrigin.of("drill"), settings, rehearsal, history, terminal).verify(Suites.SMOKE);
        if (run.verdict().isHealthy()) {
            putProofsOnRecord(Wiring.forSettings(settings));
        }
        return run;
    }

    private Path attempts() {
        return recoveries.resolve("attempts");
    }

    /** Does it while nobody else is at this deployment; else it says who is. */
    RecoveryResult held(Supplier<RecoveryResult> work) {
        List<DeploymentLock> locks = new ArrayList<>();
        try {
            for (Path place : places()) {
                Attempt attempt = DeploymentLock.attempt(place, clock);
                if (attempt instanceof Attempt.Held held) {
                    return heldBy(held);
                }
                locks.add(((Attempt.Taken) attempt).lock());
            }
            Optional<Attempt> atPort = atPort();
            if (atPort.isPresent() && atPort.get() instanceof Attempt.Held held) {
                return heldBy(held);
            }
            atPort.ifPresent(attempt -> locks.add(((Attempt.Taken) attempt).lock()));
            locks.stream()
                    .flatMap(lock -> lock.leftBehind().stream())
                    .map(owner ->
                            "the lock was left behind by " + owner.description(clock.instant()) + "; it is taken over")
                    .distinct()
                    .forEach(terminal::line);
            return work.get();
        } finally {
            locks.forEach(DeploymentLock::close);
        }
    }

    private RecoveryResult heldBy(Attempt.Held held) {
        return RecoveryResult.of(
                RecoveryResult.HELD,
                "held",
                "another run holds this deployment: "
                        + held.owner()
                                .map(owner -> owner.description(clock.instant()))
                                .orElse("it does not say which"));
    }

    /** Every directory that is repaired, in one order for all, so that no two have one half each. */
    private List<Path> places() {
        Directories directories = settings.directories();
        List<Path> repaired = Stream.of(directories.server(), directories.docker(), directories.chat())
                .flatMap(Optional::stream)
                .sorted()
                .distinct()
                .toList();
        return repaired.isEmpty() ? List.of(recoveries) : repaired;
    }

    /** What those who repair other directories of the same deployment have in common with us; nothing, where no lock can be kept. */
    private Optional<Attempt> atPort() {
        try {
            return rehearsal || places().contains(recoveries)
                    ? Optional.empty()
                    : Optional.of(DeploymentLock.attempt(
                            DeploymentLock.ofPort(Ports.of(settings.endpoints().api())), clock));
        } catch (CannotLook noHome) {
            return Optional.empty();
        }
    }

    private Rescued written(String what, Path attempts, Function<RecoveryAssembly, RecoveryResult> work) {
        terminal.line(firstLine(what));
        List<PastRecovery> left = journals.left();
        Optional<Instant> etcdBack = etcdBack(journals.all());
        try (Journal journal = journals.begin(redactor::redact)) {
            journal.note(Kind.BEGAN, what + " of " + settings.endpoints().api());
            RecoveryAssembly assembly = new RecoveryAssembly(
                    settings,
                    rehearsal,
                    terminal,
                    acceptFirstRun,
                    new Beginning(RunOrigin.of(what), journal, attempts, left, etcdBack));
            Instant began = clock.instant();
            RecoveryResult ending = work.apply(assembly);
            RunHistory.add(settings, rehearsal, redactor, RunOrigin.of(what), began, ending);
            if (ending.exitStatus() == ExitStatus.HEALTHY) {
                attempted("the proof that it is the same deployment", () -> putProofsOnRecord(assembly.openim()));
            }
            attempted(
                    "the end in the journal", () -> journal.note(Kind.ENDED, ending.word() + ": " + ending.sentence()));
            attempted("the timeline", () -> tellTimeline(journal, journals.all()));
            return new Rescued(ending, journal.entries());
        }
    }

    /** When an earlier recovery saw etcd again, if that was so short ago that registrations may still fall away. */
    private Optional<Instant> etcdBack(List<PastRecovery> earlier) {
        return earlier.stream()
                .flatMap(recovery -> recovery.entries().stream())
                .filter(entry -> entry.kind() == Kind.GREEN)
                .filter(entry -> entry.fact("check").equals("component.etcd"))
                .map(JournalEntry::at)
                .max(Comparator.naturalOrder())
                .filter(back -> back.plus(settings.repair().afterEtcd()).isAfter(clock.instant()));
    }

    /** Tells a journal as a timeline: on the screen, and as a page beside the journal. */
    private void tellTimeline(Journal journal, List<PastRecovery> all) {
        Timeline timeline = timeline(journal, all);
        Path page = journal.file()
                .resolveSibling(journal.file().getFileName().toString().replace(".journal.jsonl", ".timeline.html"));
        timeline.lines().forEach(terminal::line);
        new TimelinePage(page, redactor).write(timeline);
        terminal.line("timeline: " + page);
    }

    private static Timeline timeline(Journal journal, List<PastRecovery> all) {
        List<JournalEntry> entries = journal.entries();
        Instant zero = entries.stream()
                .filter(entry -> entry.kind() == Kind.RED)
                .map(JournalEntry::at)
                .min(Instant::compareTo)
                .orElse(entries.get(0).at());
        List<Timeline.Moment> moments = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (TOLD.contains(entry.kind())) {
                moments.add(new Timeline.Moment(
                        Duration.between(zero, entry.at()), entry.kind().word(), entry.what()));
            }
        }
        List<Duration> earlier = all.stream()
                .filter(past -> !past.file().equals(journal.file()))
                .map(PastRecovery::tookToOpen)
                .flatMap(Optional::stream)
                .toList();
        return new Timeline(entries.get(0).what(), zero, moments, earlier);
    }

    /** What is written down when it is over already changes nothing of how it ended. */
    private void attempted(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            terminal.line("note: " + what + " could not be written down: " + ProgramFault.words(failed));
        }
    }

    /** That it is the same deployment is proven on good days, for the day on which the fault hides it. */
    private void putProofsOnRecord(Deployment openim) {
        Preflight now = new LookAhead(openim, rehearsal, recoveries, clock).look();
        if (now.refuses()) {
            terminal.line(
                    "from here nothing would be repaired: " + now.obstacles().get(0));
        }
    }

    private String firstLine(String what) {
        Subject subject = Verification.subject(settings, rehearsal);
        return (rehearsal ? "REHEARSAL, which proves nothing about a real deployment: " : "") + what + " of "
                + subject.seen() + " (" + subject.flavour() + ")";
    }
}
