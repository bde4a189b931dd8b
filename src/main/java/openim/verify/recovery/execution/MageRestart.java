package openim.verify.recovery.execution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.ops.ProcessCount;
import openim.verify.client.ops.ProcessReport;
import openim.verify.client.ops.RunningProcess;
import openim.verify.recovery.execution.Outcome.Done;
import openim.verify.recovery.execution.Outcome.Failed;
import openim.verify.recovery.execution.Outcome.NeedsPerson;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

/** {@code mage check; mage stop; mage start; mage check}, with what each of them gets wrong. */
final class MageRestart {

    private static final String ABORTED = "abort start";

    private final Runner runner;
    private final Tooling tooling;
    private final Sight sight;
    private final Patience patience;

    MageRestart(Runner runner, Tooling tooling, Sight sight, Patience patience) {
        this.runner = runner;
        this.tooling = tooling;
        this.sight = sight;
        this.patience = patience;
    }

    /**
     * Restarts all processes of a directory.
     *
     * @param mayBeEnded the names of the executables that are ended by SIGKILL if they outlive the stop
     */
    Outcome restart(Path directory, Set<String> mayBeEnded) {
        // Expected to fail: it says what is missing, for the journal.
        runner.run(Invocation.of(directory, "mage", "check"), patience.tool());
        runner.run(Invocation.of(directory, "mage", "stop"), patience.stop());
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
        return started(directory);
    }

    private Outcome started(Path directory) {
        Runner.Ended start = runner.run(Invocation.of(directory, "mage", "start"), patience.start());
        boolean aborted = start.written().contains(ABORTED);
        try {
            ProcessReport report = Eventually.within(
                            Deadline.in(aborted ? patience.tool() : patience.settle()), "mage check in " + directory)
                    .lookingEvery(java.time.Duration.ofMillis(500))
                    .sees(
                            counting(directory),
                            Expectation.of(
                                    "counts every process",
                                    seen -> seen.wrong().isEmpty()
                                            ? Judgement.met("all run")
                                            : aborted
                                                    ? Judgement.never(missing(seen))
                                                    : Judgement.notYet(missing(seen))));
            return new Done(
                    report.counts().stream().mapToInt(ProcessCount::running).sum() + " processes of " + directory
                            + " run, as they should");
        } catch (BrokenPromise broken) {
            String how = start.inTime()
                    ? "mage start ended with exit status " + start.exit().getAsInt()
                    : "mage start was ended at its deadline of "
                            + patience.start().toSeconds() + " s";
            return new Failed(how + (aborted ? " (\"" + ABORTED + "\")" : "") + ", and not all runs: "
                    + missing(sight.count(directory)));
        }
    }

    /** A check that cannot be read is no reason to give up yet. */
    private Callable<ProcessReport> counting(Path directory) {
        return () -> {
            ProcessReport report = sight.count(directory);
            if (report.counts().isEmpty()) {
                throw new CannotLook("mage check counted nothing");
            }
            return report;
        };
    }

    private static String missing(ProcessReport report) {
        return report.wrong().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The operating system's word and mage's: each sees what the other does not. */
    private List<String> left(Path directory) {
        List<String> left = new ArrayList<>(
                sight.processes(directory).stream().map(String::valueOf).toList());
        if (left.isEmpty()) {
            sight.count(directory).counts().stream()
                    .filter(count -> count.running() > 0)
                    .map(String::valueOf)
                    .forEach(left::add);
        }
        return left;
    }

    private List<String> awaitNoneLeft(Path directory) {
        try {
            return Eventually.within(Deadline.in(patience.settle()), "the stop in " + directory)
                    .lookingEvery(java.time.Duration.ofMillis(250))
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
