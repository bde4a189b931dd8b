package openim.verify.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.ops.ContainerState;
import openim.verify.client.ops.Docker;
import openim.verify.client.ops.Mage;
import openim.verify.client.ops.ProcessCount;
import openim.verify.client.ops.ProcessTable;
import openim.verify.client.ops.RunningProcess;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * The processes of a deployment on this host. That a tool is content proves nothing; a process that is missing, or stands
 * still, is evidence.
 */
public final class Processes {

    private Processes() {}

    /**
     * Sees to it that the processes of a source checkout run, as often as they should, and that none stands still.
     *
     * @return how many there are, in words
     * @throws BrokenPromise if one is missing, is stopped, or runs too often
     * @throws CannotLook if another user's processes cannot be counted from here
     * @throws NotLookedAt if there is no mage, and no process of that directory to count
     */
    public static String run(Path directory, Mage mage, Deadline deadline) {
        ProcessTable table = ProcessTable.under(directory);
        if (!table.hung().isEmpty()) {
            throw broken(directory, "stand still: " + words(table.hung()), "no process stands still");
        }
        Census census = Census.of(directory, mage, table, deadline);
        List<ProcessCount> tooMany = census.counts().stream()
                .map(count -> asFarAsSeen(count, table))
                .filter(ProcessCount::tooOften)
                .toList();
        List<ProcessCount> missing =
                census.counts().stream().filter(ProcessCount::tooSeldom).toList();
        if (!tooMany.isEmpty()) {
            throw broken(
                    directory,
                    "run more often than they should: " + words(tooMany)
                            + (table.otherUsers().isEmpty()
                                    ? ""
                                    : ", as " + String.join(", ", table.otherUsers()) + " too")
                            + (missing.isEmpty() ? "" : "; " + census.by() + ": " + words(missing)),
                    "each process runs as often as it should");
        }
        if (missing.isEmpty()) {
            return census.counts().size() + " kinds of process, "
                    + census.counts().stream()
                            .mapToInt(count -> count.running())
                            .sum() + " in all" + census.remark();
        }
        if (census.byMage() && !table.otherUsers().isEmpty()) {
            throw new CannotLook("mage sees the processes of " + directory + " only as their user, "
                    + String.join(", ", table.otherUsers()));
        }
        throw broken(directory, census.by() + ": " + words(missing), "each process runs as often as it should");
    }

    /**
     * How often each process runs.
     *
     * @param whyNotByMage why mage did not count them, if it did not
     */
    private record Census(List<ProcessCount> counts, Optional<String> whyNotByMage) {

        /** By mage; where that is missing, or a busy machine does not let it answer in time, by the table of processes. */
        static Census of(Path directory, Mage mage, ProcessTable table, Deadline deadline) {
            try {
                return new Census(mage.check(directory, deadline).counts(), Optional.empty());
            } catch (NotLookedAt | CannotLook noMage) {
                if (table.processes().isEmpty()) {
                    throw noMage;
                }
                return new Census(table.counts(), Optional.ofNullable(noMage.getMessage()));
            }
        }

        boolean byMage() {
            return whyNotByMage.isEmpty();
        }

        String by() {
            return byMage() ? "mage check" : "counted instead of mage check";
        }

        String remark() {
            return whyNotByMage
                    .map(why -> "; counted without mage (" + why + ")")
                    .orElse("");
        }
    }

    /** A second set that another user started is not counted by mage. */
    private static ProcessCount asFarAsSeen(ProcessCount count, ProcessTable table) {
        return new ProcessCount(count.name(), count.expected(), Math.max(count.running(), table.count(count.name())));
    }

    /**
     * Sees to it that every container of a compose project runs and is healthy, and that no process inside of one stands still: an
     * image may have no health check, and that of OpenIM's counts a process that hangs.
     *
     * @return which there are, in words
     * @throws BrokenPromise if one is not well
     * @throws NotLookedAt if the project has no containers here
     */
    public static String containersAreWell(Path directory, Docker docker, Deadline deadline) {
        List<ContainerState> containers = docker.composeContainers(directory, deadline);
        if (containers.isEmpty()) {
            throw new NotLookedAt("the compose project in " + directory + " has no containers on this host");
        }
        List<ContainerState> unwell =
                containers.stream().filter(container -> !container.isWell()).toList();
        Inside inside = Inside.of(containers, docker, deadline);
        if (!unwell.isEmpty()) {
            throw broken(
                    directory,
                    "docker compose ps: " + words(unwell) + (inside.hung().isEmpty() ? "" : "; " + inside.standStill()),
                    "every container runs and is healthy");
        }
        if (!inside.hung().isEmpty()) {
            throw broken(directory, inside.standStill(), "no process stands still");
        }
        return containers.size() + " containers run and are healthy" + inside.remark();
    }

    /**
     * What runs in the containers.
     *
     * @param hung the processes that stand still, each after the name of its service
     * @param whyNot why nobody saw inside of one of them, if so
     */
    private record Inside(List<String> hung, Optional<String> whyNot) {

        /** Of those that run. That one shows nothing is no evidence: not every host has a {@code ps} that docker can use. */
        static Inside of(List<ContainerState> containers, Docker docker, Deadline deadline) {
            List<String> hung = new ArrayList<>();
            Optional<String> whyNot = Optional.empty();
            for (ContainerState container : containers) {
                if (container.isRunning()) {
                    try {
                        docker.processes(container.name(), deadline).stream()
                                .filter(RunningProcess::isHung)
                                .forEach(process -> hung.add(container.service() + ": " + process));
                    } catch (NotLookedAt | CannotLook hidden) {
                        whyNot = Optional.ofNullable(hidden.getMessage());
                    }
                }
            }
            return new Inside(List.copyOf(hung), whyNot);
        }

        String standStill() {
            return "stand still: " + words(hung);
        }

        String remark() {
            return whyNot.map(why -> "; nobody saw inside of all (" + why + ")").orElse("");
        }
    }

    private static BrokenPromise broken(Path directory, String seen, String expected) {
        return new BrokenPromise(
                seen,
                Evidence.of(Evidence.EXPECTED, expected),
                Evidence.of(Evidence.FROM, directory),
                Evidence.of(Evidence.SEEN, seen));
    }

    private static String words(List<?> things) {
        return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
