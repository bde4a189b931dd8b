package openim.verify.app.recovery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.site.RunbookPlanning;
import openim.verify.app.site.SiteLook;
import openim.verify.config.Settings;
import openim.verify.history.RunOrigin;
import openim.verify.host.RunningStarts;
import openim.verify.recovery.Gate;
import openim.verify.recovery.GateVerdict;
import openim.verify.recovery.Looks;
import openim.verify.recovery.ObservationSchedule;
import openim.verify.recovery.Recovery;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.Recovery.Resumption;
import openim.verify.recovery.Sleeper;
import openim.verify.recovery.StepRunner;
import openim.verify.recovery.Verifier;
import openim.verify.recovery.Verifier.SecondLook;
import openim.verify.recovery.Verifier.Strict;
import openim.verify.recovery.act.CommandTimeouts;
import openim.verify.recovery.act.Executor;
import openim.verify.recovery.record.Budget;
import openim.verify.recovery.record.Incident;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.PastRecovery;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Site;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.target.History;

/** Puts together what one recovery, or one watch of the gate, works with. */
final class RecoveryAssembly {

    private final Settings settings;
    private final boolean rehearsal;
    private final Terminal terminal;
    private final boolean acceptFirstRun;
    private final Beginning begun;
    private final Clock clock = Clock.systemUTC();
    private final Sleeper pacer = Sleeper.real();
    private final Path recoveries;
    private final Deployment openim;
    private final DeploymentView sight;
    private final LocalTooling tooling;
    private final Installation installation;
    private final Optional<String> unprovable;
    private final SessionVerifier verifier;

    /**
     * What is on record when it begins.
     *
     * @param occasion why it verifies
     * @param attempts where its attempts are counted
     * @param left the earlier ones that never came to their end
     * @param etcdBack when an earlier one saw etcd again, if registrations may still fall away
     */
    record Beginning(
            RunOrigin occasion, Journal journal, Path attempts, List<PastRecovery> left, Optional<Instant> etcdBack) {}

    /**
     * @param acceptFirstRun whether a deployment is believed in that nobody verified before
     */
    RecoveryAssembly(Settings settings, boolean rehearsal, Terminal terminal, boolean acceptFirstRun, Beginning begun) {
        this.settings = settings;
        this.rehearsal = rehearsal;
        this.terminal = terminal;
        this.acceptFirstRun = acceptFirstRun;
        this.begun = begun;
        this.recoveries = recoveries(settings);
        this.openim = Wiring.forSettings(settings);
        this.sight = new DeploymentView(openim);
        this.tooling = new LocalTooling(settings.tools(), System.getenv());
        this.installation = SiteLook.installation(settings);
        this.unprovable = unprovable();
        this.verifier = new SessionVerifier(begun.occasion(), settings, rehearsal, history(), terminal);
    }

    /** The directory of all recoveries of that deployment. */
    static Path recoveries(Settings settings) {
        return settings.reports()
                .resolve("recoveries")
                .resolve(History.nameOf(settings.endpoints().api()));
    }

    Deployment openim() {
        return openim;
    }

    /** An empty deployment is not a recovered one, and without history nobody can tell. */
    private Optional<String> unprovable() {
        boolean known = new History(settings.reports())
                .of(settings.endpoints().api(), rehearsal)
                .lastGood()
                .isPresent();
        return known || acceptFirstRun
                ? Optional.empty()
                : Optional.of("no good run of this deployment is on record here, so nobody can tell whether its data is"
                        + " still there; --accept-first-run takes it as it is");
    }

    /** What was not accepted as a first run must not become history by being looked at. */
    private History history() {
        return new History(unprovable.isPresent() ? recoveries.resolve("unaccepted") : settings.reports());
    }

    /** Sees to what earlier recoveries left begun. */
    void resume() {
        begun.left()
                .forEach(stopped -> new Resumption(tooling, begun.journal(), terminal::line)
                        .after(stopped, settings.repair().start()));
    }

    /** One that does what it is allowed to. */
    Recovery recovery(Allowances allowances) {
        Looks looks = new Looks(
                looking(), Map.of("smoke", strict(Suites.SMOKE), "full", strict(Suites.FULL)), pacer, begun.journal());
        Site site = SiteLook.at(openim);
        Executor executor = new Executor(
                site,
                tooling,
                sight,
                sight.controllers(site),
                begun.journal(),
                recoveries.resolve("outputs"),
                patience());
        Budget budget = new Budget(
                begun.attempts(),
                settings.repair().attempts(),
                settings.repair().window(),
                clock);
        StepRunner steps = new StepRunner(
                executor::run, looks, budget, OnlinePeople.of(openim), allowances, begun.journal(), terminal::line);
        return new Recovery(
                new Recovery.Site(
                        looks,
                        RunbookPlanning.at(site, allowances.beyondRunbook(), settings.invocation()),
                        steps,
                        () -> new LookAhead(openim, rehearsal, recoveries, clock).look(),
                        gate(),
                        this::startsGoingOn,
                        incident(),
                        begun.journal(),
                        terminal::line,
                        settings.invocation().toString()),
                allowances);
    }

    /** Watches whether the deployment holds steady. */
    GateVerdict watched() {
        return gate().watch(Optional.empty(), begun.etcdBack(), this::startsGoingOn);
    }

    private Gate gate() {
        ObservationSchedule ladder = new ObservationSchedule(
                settings.repair().ladder(), settings.repair().afterEtcd());
        return new Gate(
                looking(),
                strict(Suites.FULL),
                strict(Suites.SMOKE),
                ladder,
                new LedgerTokens(openim, rehearsal),
                pacer,
                begun.journal(),
                unprovable);
    }

    private Verifier looking() {
        return new SecondLook(verifier, pacer, begun.journal());
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
                new Evidences(openim, sight, begun.journal(), verifier).all(),
                Redactor.of(settings.secrets().reveal())::redact,
                holdsSecret(settings.secrets().reveal()),
                clock);
    }

    private Optional<String> startsGoingOn() {
        List<String> going = new ArrayList<>();
        Stream.of(settings.directories().server(), settings.directories().chat())
                .flatMap(Optional::stream)
                .forEach(directory -> RunningStarts.in(directory)
                        .forEach(pid -> going.add("a mage start is going on in " + directory + " (pid " + pid + ")")));
        return going.stream().findFirst();
    }

    private static Predicate<String> holdsSecret(List<String> secrets) {
        List<String> telling =
                secrets.stream().filter(secret -> secret.length() >= 6).toList();
        return text -> telling.stream().anyMatch(text::contains);
    }
}
