package openim.verify.recovery.act;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.host.ProcessCount;
import openim.verify.host.ProcessReport;
import openim.verify.host.RunningProcess;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.act.Outcome.Done;
import openim.verify.recovery.act.Outcome.Failed;
import openim.verify.recovery.act.Outcome.NeedsPerson;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** {@code mage check; mage stop; mage start; mage check}, with what each of them gets wrong. */
final class MageRestart {

    private static final String ABORTED = "abort start";

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Runner runner;
    private final Tooling tooling;
    private final SystemView sight;
    private final CommandTimeouts patience;

    MageRestart(Runner runner, Tooling tooling, SystemView sight, CommandTimeouts patience) {
        this.runner = runner;
        this.tooling = tooling;
        this.sight = sight;
        this.patience = patience;
    }

    /**
     * Restarts all processes of a directory, with the environment that they have now.
     *
     * @param mayBeEnded the names of the executables that are ended by SIGKILL if they outlive the stop
     */
    Outcome restart(Path directory, Set<String> mayBeEnded) {
        ServiceEnvironment had = sight.environment(directory);
        if (!had.undecided().isEmpty()) {
            return NeedsPerson.untouched("the services in " + directory + " were not all started with the same "
                    + String.join(", ", had.undecided())
                    + ", so one mage start cannot give each back what it had, and nothing was stopped");
        }
        // Expected to fail: it says what is missing, for the journal.
        runner.run(ToolCall.of(directory, "mage", "check"), patience.tool());
        runner.run(ToolCall.of(directory, "mage", "stop"), patience.stop());
        for (RunningProcess survivor : sight.processes(directory)) {
            if (mayBeEnded.contains(survivor.name())) {
                tooling.kill(survivor, directory);
            }
        }
        List<String> left = awaitNoneLeft(directory);
        if (!left.isEmpty()) {
            return new NeedsPerson("mage stop in " + directory + " left " + String.join(", ", left)
                    + " running, so mage start would refuse, and was not run; end them by hand, or use --beyond-runbook,"
                    + " and start");
        }
        return started(directory, had);
    }

    private Outcome started(Path directory, ServiceEnvironment had) {
        Runner.Ended start = runner.runInAnyCase(ToolCall.of(directory, "mage", "start"), patience.start(), had);
        boolean aborted = start.written().contains(ABORTED);
        try {
            Counted counted = Eventually.within(
                            Deadline.in(aborted ? patience.tool() : patience.settle()), "mage check in " + directory)
                    .lookingEvery(BETWEEN)
                    .sees(
                            () -> counted(directory),
                            Expectation.of("counts every process", seen -> seen.judged(aborted)));
            return givenBack(directory, had, counted);
        } catch (BrokenPromise broken) {
            String how = start.inTime()
                    ? "mage start ended with exit status " + start.exit().getAsInt()
                    : "mage start was ended at its deadline of "
                            + patience.start().toSeconds() + " s";
            return new Failed(how + (aborted ? " (\"" + ABORTED + "\")" : "") + ", and not all runs: "
                    + counted(directory).missing());
        }
    }

    /** A restart that takes the settings of an environment away is none, whatever runs after it. */
    private Outcome givenBack(Path directory, ServiceEnvironment had, Counted counted) {
        Set<String> lost = lost(directory, had);
        return lost.isEmpty()
                ? new Done(counted.running() + " processes of " + directory + " run, as they should")
                : new Failed(counted.running() + " processes of " + directory + " run, without the "
                        + String.join(", ", lost) + " that they had: start them as they were started before");
    }

    private Set<String> lost(Path directory, ServiceEnvironment had) {
        try {
            return had.lostIn(sight.environment(directory));
        } catch (CannotLook | NotLookedAt gone) {
            // They run, and were given it.
            return Set.of();
        }
    }

    /**
     * What mage counted.
     *
     * @param report empty if it gave none
     * @param untold why, if so
     */
    private record Counted(Optional<ProcessReport> report, String untold) {

        /** A check that cannot be read is no reason to give up: thirty services that start make a machine slow. */
        Judgement judged(boolean aborted) {
            if (report.filter(counts -> counts.wrong().isEmpty()).isPresent()) {
                return Judgement.met("all run");
            }
            return aborted && report.isPresent() ? Judgement.never(missing()) : Judgement.notYet(missing());
        }

        String missing() {
            return report.map(counts ->
                            counts.wrong().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .orElse("nobody counted them (" + untold + ")");
        }

        int running() {
            return report.stream()
                    .flatMap(counts -> counts.counts().stream())
                    .mapToInt(ProcessCount::running)
                    .sum();
        }
    }

    private Counted counted(Path directory) {
        try {
            return new Counted(Optional.of(sight.count(directory)), "");
        } catch (CannotLook | NotLookedAt late) {
            return new Counted(Optional.empty(), String.valueOf(late.getMessage()));
        }
    }

    /** The operating system's word and mage's: each sees what the other does not, and the first is enough where mage is silent. */
    private List<String> left(Path directory) {
        List<String> left = new ArrayList<>(
                sight.processes(directory).stream().map(String::valueOf).toList());
        if (left.isEmpty()) {
            counted(directory).report().stream()
                    .flatMap(report -> report.counts().stream())
                    .filter(count -> count.running() > 0)
                    .map(String::valueOf)
                    .forEach(left::add);
        }
        return left;
    }

    private List<String> awaitNoneLeft(Path directory) {
        try {
            return Eventually.within(Deadline.in(patience.settle()), "the stop in " + directory)
                    .lookingEvery(Duration.ofMillis(250))
                    .sees(
                            () -> left(directory),
                            Expectation.of(
                                    "leaves no process",
                                    left -> left.isEmpty()
                                            ? Judgement.met("none")
                                            : Judgement.notYet(String.join(", ", left))));
        } catch (BrokenPromise some) {
            return left(directory);
        }
    }
}
