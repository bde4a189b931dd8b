package openim.verify.recovery;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.diagnosis.Suspect;
import openim.verify.recovery.act.Preflight;
import openim.verify.recovery.act.Tooling;
import openim.verify.recovery.record.Incident;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;
import openim.verify.runbook.Fix;
import openim.verify.suite.Run;

/**
 * The loop: verify, diagnose, plan, carry out one step, verify, and so on, for at most {@value #ROUNDS} rounds; then the gate.
 *
 * <p>A round ends when its plan has no step left that was not tried in it. Without {@link Allowances#apply} it prints the plan and
 * stops. Where it cannot go on, a person gets an incident bundle.
 */
public final class Recovery {

    private static final int ROUNDS = 3;

    private static final int WIDTH = 120;

    private final Site site;
    private final Allowances allowances;
    private final Sightings sightings;

    /**
     * What it works with.
     *
     * @param looks runs suites, in windows
     * @param planning from what was seen to a plan
     * @param steps carries out steps
     * @param preflight looks before anything is touched
     * @param gate at the end
     * @param startsGoingOn why the gate is shut whatever is seen
     * @param incident collects what a person needs
     * @param journal the diary
     * @param say prints a line
     * @param called how this program was called, for the commands that call it again
     */
    public record Site(
            Looks looks,
            Planning planning,
            StepRunner steps,
            Supplier<Preflight> preflight,
            Gate gate,
            Supplier<Optional<String>> startsGoingOn,
            Incident incident,
            Journal journal,
            Consumer<String> say,
            String called) {}

    public Recovery(Site site, Allowances allowances) {
        this.site = site;
        this.allowances = allowances;
        this.sightings = site.looks().sightings();
    }

    /** Runs it. */
    public RecoveryResult run() {
        Run run = site.looks().smoke();
        boolean mended = false;
        boolean cleared = false;
        for (int round = 1; round <= ROUNDS; round++) {
            Set<Fix> tried = new HashSet<>();
            while (!run.verdict().isHealthy()) {
                Plan plan = site.planning().plan(run);
                if (tried.isEmpty()) {
                    print(plan, round);
                }
                if (!allowances.apply()) {
                    return printed(plan, run);
                }
                Optional<Step> next = plan.steps().stream()
                        .filter(step -> !tried.contains(step.fix()))
                        .findFirst();
                if (next.isEmpty()) {
                    if (tried.isEmpty()) {
                        return nothingToDo(plan, run);
                    }
                    break;
                }
                if (!cleared) {
                    Optional<RecoveryResult> obstacle = obstacle();
                    if (obstacle.isPresent()) {
                        return obstacle.get();
                    }
                    cleared = true;
                }
                StepRunner.Taken taken = site.steps().take(next.get(), plan, run, tried);
                if (taken.needsPerson().isPresent()) {
                    return escalated(taken.needsPerson().get());
                }
                mended = true;
                run = taken.run();
            }
            if (run.verdict().isHealthy()) {
                GateVerdict verdict = watched(mended, run);
                if (verdict.isOpen() || !verdict.isUnhealthy() || round == ROUNDS || !allowances.apply()) {
                    return atGate(verdict, mended);
                }
                run = site.looks().smoke();
            }
        }
        return escalated("still " + run.verdict().word() + " after " + ROUNDS + " rounds: "
                + run.verdict().summary());
    }

    private GateVerdict watched(boolean mended, Run green) {
        site.say().accept("green; the gate watches whether it stays so");
        Optional<Instant> since = mended ? Optional.of(green.startedAt().plus(green.took())) : Optional.empty();
        return site.gate().watch(since, sightings.etcdBack(), site.startsGoingOn());
    }

    private RecoveryResult atGate(GateVerdict verdict, boolean mended) {
        String word = verdict.isOpen() && mended ? "recovered" : verdict.word();
        RecoveryResult ending =
                RecoveryResult.of(verdict.exitStatus(), word, "gate " + verdict.word() + ": " + verdict.sentence());
        // Where a person has to accept what is there, recovering again would end in the same words.
        String next = site.gate().canProve() ? " recover" : " gate --accept-first-run";
        return verdict.isOpen() ? ending : ending.withNext(site.called() + next);
    }

    private void print(Plan plan, int round) {
        site.say().accept("round " + round + " of " + ROUNDS + ":");
        PlanText.lines(plan, WIDTH).forEach(site.say());
        plan.causes()
                .forEach(cause -> site.journal()
                        .note(
                                Kind.CAUSE,
                                cause.toString(),
                                Map.of(
                                        "suspect",
                                        cause.suspect().toString(),
                                        "for",
                                        String.join("; ", cause.speaksFor()),
                                        "against",
                                        String.join("; ", cause.speaksAgainst()),
                                        "or",
                                        cause.cannotBeToldFrom().stream()
                                                .map(Suspect::toString)
                                                .collect(Collectors.joining("; ")))));
        plan.steps()
                .forEach(step -> site.journal().note(Kind.PLANNED, step.fix().sentence()));
        plan.forPerson().forEach(task -> site.journal().note(Kind.PLANNED, "for a person: " + task.sentence()));
    }

    private RecoveryResult printed(Plan plan, Run run) {
        RecoveryResult ending = RecoveryResult.of(
                run.exitStatus(), run.verdict().word(), run.verdict().summary());
        if (plan.steps().isEmpty()) {
            return ending;
        }
        return ending.withNext(site.called() + " recover --apply" + (plan.needsAllowRestart() ? " --allow-restart" : "")
                + (plan.steps().stream().anyMatch(step -> step.fix().beyondRunbook()) ? " --beyond-runbook" : ""));
    }

    private RecoveryResult nothingToDo(Plan plan, Run run) {
        if (!plan.forPerson().isEmpty()) {
            return escalated(String.join(
                    "; ",
                    plan.forPerson().stream()
                            .map(task -> task.about() + ": " + task.sentence())
                            .toList()));
        }
        return run.verdict().isUnhealthy()
                ? escalated("no step of the runbook fits: " + run.verdict().summary())
                : RecoveryResult.of(
                        run.exitStatus(), run.verdict().word(), run.verdict().summary());
    }

    /** Looked at once, before the first step. */
    private Optional<RecoveryResult> obstacle() {
        Preflight preflight = site.preflight().get();
        preflight
                .findings()
                .forEach(finding -> site.journal()
                        .note(Kind.PREFLIGHT, finding.getClass().getSimpleName() + ": " + finding.sentence()));
        List<String> obstacles = preflight.obstacles();
        return preflight.allowsRepair()
                ? Optional.empty()
                : Optional.of(escalated((preflight.refuses() ? "refused: " : "not begun: ") + obstacles.get(0)));
    }

    private RecoveryResult escalated(String why) {
        site.journal().note(Kind.ESCALATED, why);
        return new RecoveryResult(
                RecoveryResult.PERSON_NEEDED,
                "person-needed",
                why,
                Optional.empty(),
                Optional.of(site.incident().collected(why)));
    }

    /**
     * What is done about a recovery that was stopped: it is told where it was, and the tool that it had started is seen to its end.
     * All else goes on from what is observed now.
     */
    public record Resumption(Tooling tooling, Journal journal, Consumer<String> say) {

        /**
         * Tells, and sees to it.
         *
         * @param past a recovery before this one
         * @param within how long its tool may still run
         */
        public void after(PastRecovery past, Duration within) {
            if (!past.wasStopped()) {
                return;
            }
            String where = past.whereItWas();
            say.accept(where);
            journal.note(Kind.WAITING, where, Map.of(PastRecovery.STOPPED, past.name()));
            past.openTool().flatMap(this::left).ifPresent(running -> toItsEnd(running, within));
        }

        private Optional<Tooling.Running> left(JournalEntry started) {
            try {
                return tooling.left(
                        Long.parseLong(started.fact("pid")),
                        Instant.parse(started.fact("startedAt")),
                        Path.of(started.fact("directory")));
            } catch (NumberFormatException | DateTimeException untold) {
                return Optional.empty();
            }
        }

        private void toItsEnd(Tooling.Running running, Duration within) {
            say.accept("what it started still runs (pid " + running.pid() + "); it is awaited");
            boolean ended = running.await(Deadline.in(within)).isPresent();
            if (!ended) {
                running.endAlone();
            }
            journal.note(
                    Kind.RAN, "pid " + running.pid() + (ended ? " came to its end" : " was ended at its deadline"));
        }
    }

    /**
     * What the operator allows.
     *
     * @param apply whether anything is done at all; else it is printed
     * @param restart whether a server may be restarted, which ends everybody's session
     * @param beyondRunbook whether what the document does not have may be done for what hangs
     */
    public record Allowances(boolean apply, boolean restart, boolean beyondRunbook) {}
}
