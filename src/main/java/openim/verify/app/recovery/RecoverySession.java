package openim.verify.app.recovery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.program.ExitStatus;
import openim.verify.app.program.ProgramFault;
import openim.verify.app.run.RunHistory;
import openim.verify.app.run.Verification;
import openim.verify.app.site.RunbookPlanning;
import openim.verify.app.site.SiteLook;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.config.reach.Ports;
import openim.verify.history.RunOrigin;
import openim.verify.host.RunningStarts;
import openim.verify.recovery.Gate;
import openim.verify.recovery.GateVerdict;
import openim.verify.recovery.Looks;
import openim.verify.recovery.ObservationSchedule;
import openim.verify.recovery.Recovery;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.Recovery.Resumption;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.Sleeper;
import openim.verify.recovery.StepRunner;
import openim.verify.recovery.Verifier;
import openim.verify.recovery.Verifier.SecondLook;
import openim.verify.recovery.Verifier.Strict;
import openim.verify.recovery.act.CommandTimeouts;
import openim.verify.recovery.act.Executor;
import openim.verify.recovery.act.Preflight;
import openim.verify.recovery.drill.Drill.Rescue.Rescued;
import openim.verify.recovery.record.Budget;
import openim.verify.recovery.record.DeploymentLock;
import openim.verify.recovery.record.DeploymentLock.Attempt;
import openim.verify.recovery.record.Incident;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Site;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.verdict.CannotLook;

/**
 * One recovery, or one watch of the gate, of one deployment: holds the lock, keeps the journal, and puts everything together.
 */
public final class RecoverySession {

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
        this.recoveries = settings.reports()
                .resolve("recoveries")
                .resolve(History.nameOf(settings.endpoints().api()));
        this.journals = new Journals(recoveries, clock);
    }

    /** Diagnoses, and repairs as far as it is allowed. */
    public RecoveryResult recover(Allowances allowances) {
        return held(() -> written("recover", attempts(), workshop -> {
                    if (allowances.apply()) {
                        workshop.resume();
                    }
                    return workshop.recovery(allowances).run();
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
                "drill", attempts, workshop -> workshop.recovery(allowances).run());
    }

    /** Watches whether it holds steady. */
    public RecoveryResult gate() {
        return held(() -> written("gate", attempts(), workshop -> {
                    GateVerdict verdict =
                            workshop.gate().watch(Optional.empty(), workshop.etcdBack(), workshop::startsGoingOn);
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

    private Rescued written(String what, Path attempts, Function<Workshop, RecoveryResult> work) {
        terminal.line(firstLine(what));
        List<PastRecovery> left = journals.left();
        Optional<Instant> etcdBack = etcdBack(journals.all());
        try (Journal journal = journals.begin(redactor::redact)) {
            journal.note(Kind.BEGAN, what + " of " + settings.endpoints().api());
            Workshop workshop = new Workshop(RunOrigin.of(what), journal, left, etcdBack, attempts);
            Instant began = clock.instant();
            RecoveryResult ending = work.apply(workshop);
            RunHistory.add(settings, rehearsal, redactor, RunOrigin.of(what), began, ending);
            if (ending.exitStatus() == ExitStatus.HEALTHY) {
                attempted("the proof that it is the same deployment", () -> putProofsOnRecord(workshop.openim));
            }
            attempted(
                    "the end in the journal", () -> journal.note(Kind.ENDED, ending.word() + ": " + ending.sentence()));
            attempted("the timeline", () -> new TimelineTelling(terminal, redactor).tell(journal, journals.all()));
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

    /** What is written down when it is over already changes nothing of how it ended. */
    private void attempted(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failed) {
            terminal.line("note: " + what + " could not be written down: " + ProgramFault.words(failed));
        }
    }

    private Preflight lookAhead(Deployment openim) {
        return new LookAhead(openim, rehearsal, recoveries, clock).look();
    }

    /** That it is the same deployment is proven on good days, for the day on which the fault hides it. */
    private void putProofsOnRecord(Deployment openim) {
        Preflight now = lookAhead(openim);
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

    /** Everything that one recovery works with. */
    private final class Workshop {

        private final Journal journal;
        private final List<PastRecovery> left;
        private final Optional<Instant> etcdBack;
        private final Path attempts;
        private final Deployment openim = Wiring.forSettings(settings);
        private final DeploymentView sight = new DeploymentView(openim);
        private final LocalTooling tooling = new LocalTooling(settings.tools(), System.getenv());
        private final Installation installation = SiteLook.installation(settings);
        private final Optional<String> unprovable = unprovable();
        private final SessionVerifier verifier;
        private final Sleeper pacer = Sleeper.real();

        Workshop(
                RunOrigin occasion,
                Journal journal,
                List<PastRecovery> left,
                Optional<Instant> etcdBack,
                Path attempts) {
            this.verifier = new SessionVerifier(occasion, settings, rehearsal, history(), terminal);
            this.journal = journal;
            this.left = left;
            this.etcdBack = etcdBack;
            this.attempts = attempts;
        }

        /** An empty deployment is not a recovered one, and without history nobody can tell. */
        private Optional<String> unprovable() {
            boolean known = new History(settings.reports())
                    .of(settings.endpoints().api(), rehearsal)
                    .lastGood()
                    .isPresent();
            return known || acceptFirstRun
                    ? Optional.empty()
                    : Optional.of(
                            "no good run of this deployment is on record here, so nobody can tell whether its data is"
                                    + " still there; --accept-first-run takes it as it is");
        }

        /** What was not accepted as a first run must not become history by being looked at. */
        private History history() {
            return new History(unprovable.isPresent() ? recoveries.resolve("unaccepted") : settings.reports());
        }

        Recovery recovery(Allowances allowances) {
            Looks looks = new Looks(
                    looking(), Map.of("smoke", strict(Suites.SMOKE), "full", strict(Suites.FULL)), pacer, journal);
            Site site = SiteLook.at(openim);
            Executor executor = new Executor(
                    site, tooling, sight, sight.controllers(site), journal, recoveries.resolve("outputs"), patience());
            Budget budget = new Budget(
                    attempts, settings.repair().attempts(), settings.repair().window(), clock);
            StepRunner steps = new StepRunner(
                    executor::run, looks, budget, OnlinePeople.of(openim), allowances, journal, terminal::line);
            return new Recovery(
                    new Recovery.Site(
                            looks,
                            RunbookPlanning.at(site, allowances.beyondRunbook(), settings.invocation()),
                            steps,
                            () -> lookAhead(openim),
                            gate(),
                            this::startsGoingOn,
                            incident(),
                            journal,
                            terminal::line,
                            settings.invocation().toString()),
                    allowances);
        }

        Gate gate() {
            ObservationSchedule ladder = new ObservationSchedule(
                    settings.repair().ladder(), settings.repair().afterEtcd());
            return new Gate(
                    looking(),
                    strict(Suites.FULL),
                    strict(Suites.SMOKE),
                    ladder,
                    new LedgerTokens(openim, rehearsal),
                    pacer,
                    journal,
                    unprovable);
        }

        private Verifier looking() {
            return new SecondLook(verifier, pacer, journal);
        }

        private Suite strict(Suite suite) {
            return Strict.of(suite, installation);
        }

        private CommandTimeouts patience() {
            var repair = settings.repair();
            return new CommandTimeouts(
                    settings.deadlines().tool(), repair.stop(), repair.start(), repair.running(), repair.component());
        }

        private Incident incident() {
            return new Incident(
                    recoveries,
                    new Evidences(openim, sight, journal, verifier).all(),
                    redactor::redact,
                    holdsSecret(settings.secrets().reveal()),
                    clock);
        }

        void resume() {
            left.forEach(stopped -> new Resumption(tooling, journal, terminal::line)
                    .after(stopped, settings.repair().start()));
        }

        Optional<Instant> etcdBack() {
            return etcdBack;
        }

        Optional<String> startsGoingOn() {
            List<String> going = new ArrayList<>();
            Stream.of(settings.directories().server(), settings.directories().chat())
                    .flatMap(Optional::stream)
                    .forEach(directory -> RunningStarts.in(directory)
                            .forEach(pid ->
                                    going.add("a mage start is going on in " + directory + " (pid " + pid + ")")));
            return going.stream().findFirst();
        }
    }

    private static Predicate<String> holdsSecret(List<String> secrets) {
        List<String> telling =
                secrets.stream().filter(secret -> secret.length() >= 6).toList();
        return text -> telling.stream().anyMatch(text::contains);
    }
}
