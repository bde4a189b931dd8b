package openim.verify.probe;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.StartWords;
import openim.verify.client.docker.ContainerPlight;
import openim.verify.client.docker.ContainerProcesses;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.config.deployment.Directories;
import openim.verify.host.Mage;
import openim.verify.host.ProcessCount;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.target.Backends;
import openim.verify.target.Deployment;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * The processes of a deployment on this host. That a tool is content proves nothing; a process that is missing, or stands
 * still, is evidence.
 */
public final class Processes {

    private static final int LOG_LINES = 200;

    /** Of its own: a mage that says nothing has used up the time of the look. */
    private static final Duration TO_READ_LOGS = Duration.ofSeconds(5);

    private Processes() {}

    /**
     * Sees to it that the processes of a source checkout run, as often as they should, and that none stands still.
     *
     * @return how many there are, in words
     * @throws BrokenPromise if one is missing, is stopped, or runs too often
     * @throws CannotLook if another user's processes cannot be counted from here
     * @throws NotLookedAt if there is no mage, and no process of that directory to count
     */
    public static String mustRun(Path directory, Mage mage, Deadline deadline) {
        return mustRun(directory, mage, List.of(), deadline);
    }

    /**
     * The same.
     *
     * @param doors where each of several is reached by itself: of one that stands still it is said which it is
     */
    static String mustRun(Path directory, Mage mage, List<URI> doors, Deadline deadline) {
        ProcessTable table = ProcessTable.under(directory);
        if (!table.hung().isEmpty()) {
            String seen = "stand still: " + words(table.hung());
            List<Evidence> facts = new ArrayList<>(facts(directory, seen, "no process stands still"));
            Holders.here(deadline)
                    .doorsOf(table.hung(), doors)
                    .forEach(url -> facts.add(Evidence.of(Evidence.INSTANCE, url)));
            throw new BrokenPromise(seen, facts.toArray(Evidence[]::new));
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
        throw broken(
                directory,
                census.by() + ": " + words(missing) + lastSaid(directory),
                "each process runs as often as it should");
    }

    /** Why a process does not start it says itself, if it says anything. */
    private static String lastSaid(Path directory) {
        try {
            StartWords words = Bounded.get(
                    Deadline.in(TO_READ_LOGS), "last-words", () -> StartWords.under(directory, Instant.now()));
            return words.isEmpty() ? "" : "; it said last: " + words;
        } catch (TimeoutException unread) {
            return "; its logs could not be read in time";
        }
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
     * Sees to it that every container of a deployment runs and is healthy: of a compose project all, of a cluster those of external
     * components that are pods of its namespace.
     *
     * @return which there are, in words
     * @throws BrokenPromise if one is not well
     * @throws Absent if the deployment is a checkout, and has no compose project beside it that was named
     * @throws NotLookedAt if it is made of none, or they cannot be looked at
     */
    public static String containersMustBeWell(Deployment openim, Deadline deadline) {
        Directories directories = openim.settings().directories();
        if (directories.server().isPresent() && directories.docker().isEmpty()) {
            throw new Absent(
                    "OpenIMServer runs from a checkout, and openim.docker.dir names no compose project beside it");
        }
        return Pods.of(openim)
                .map(Pods::ofComponents)
                .orElseGet(() -> containersMustBeWell(
                        Backends.known(
                                openim.settings(),
                                openim.settings().directories().docker(),
                                "openim.docker.dir"),
                        openim.tools().docker(),
                        deadline));
    }

    /**
     * Sees to it that every container of a compose project runs and is healthy, that the process for which it is there is inside of
     * it, as often as it should be, and that none stands still: a container may live on around a process that is gone, an image may
     * have no health check, and that of OpenIM's counts a process that hangs.
     *
     * @return which there are, in words
     * @throws BrokenPromise if one is not well
     * @throws NotLookedAt if the project has no containers here
     */
    public static String containersMustBeWell(Path directory, Docker docker, Deadline deadline) {
        List<ContainerState> containers = docker.composeContainers(directory, deadline);
        if (containers.isEmpty()) {
            throw new NotLookedAt("the compose project in " + directory + " has no containers on this host");
        }
        Inside inside = Inside.of(containers, docker, deadline);
        List<ContainerState> unwell = containers.stream()
                .filter(container -> !container.isWell() && !inside.startedWell(container))
                .toList();
        List<String> seen = new ArrayList<>();
        if (!unwell.isEmpty()) {
            seen.add("docker compose ps: " + new ContainerPlight(docker, deadline).words(unwell));
        }
        seen.addAll(inside.complaints());
        if (!unwell.isEmpty() && inside.missing().isEmpty()) {
            inside.counted().forEach(service -> seen.add("inside " + service + " every process runs"));
        }
        if (unwell.stream().anyMatch(container -> Inside.OF_MANY.contains(container.service()))
                || !inside.missing().isEmpty()) {
            seen.addAll(logged(directory, docker, deadline));
        }
        if (!unwell.isEmpty() || !inside.complaints().isEmpty()) {
            throw broken(
                    directory,
                    String.join("; ", seen),
                    unwell.isEmpty()
                            ? "in every container each process runs as often as it should, and none stands still"
                            : "every container runs and is healthy");
        }
        return containers.size() + " containers run and are healthy" + early(containers) + unchecked(containers)
                + inside.remark();
    }

    private static String unchecked(List<ContainerState> containers) {
        List<String> unchecked = containers.stream()
                .filter(ContainerState::isUnchecked)
                .map(ContainerState::service)
                .toList();
        return unchecked.isEmpty()
                ? ""
                : "; docker calls " + words(unchecked) + " unhealthy, for a health check that cannot be run in there";
    }

    private static String early(List<ContainerState> containers) {
        List<String> early = containers.stream()
                .filter(ContainerState::isStarting)
                .map(ContainerState::service)
                .toList();
        return early.isEmpty() ? "" : ", as far as docker has looked: it has not yet looked at " + words(early);
    }

    /** What the servers in them said of why they do not start, each for itself. */
    private static List<String> logged(Path directory, Docker docker, Deadline deadline) {
        try {
            List<String> lines =
                    docker.lastWords(directory, LOG_LINES, deadline).lines().toList();
            return Inside.OF_MANY.stream()
                    .sorted(Comparator.reverseOrder())
                    .flatMap(service -> logOf(service, lines).stream())
                    .toList();
        } catch (NotLookedAt | CannotLook untold) {
            return List.of();
        }
    }

    private static Optional<String> logOf(String service, List<String> lines) {
        StartWords words = StartWords.in(
                lines.stream().filter(line -> line.startsWith(service)).collect(Collectors.joining("\n")));
        return words.isEmpty() ? Optional.empty() : Optional.of("the log of " + service + " says: " + words);
    }

    /**
     * What runs in the containers.
     *
     * @param hung the processes that stand still, each after the name of its service
     * @param emptied the services of which nothing but a shell is left inside their containers
     * @param missing the processes that run too seldom, after the name of their service
     * @param counted the services of which each process was counted, and runs
     * @param whyNot why nobody saw inside of one of them, if so
     */
    private record Inside(
            List<String> hung,
            List<String> emptied,
            List<String> missing,
            List<String> counted,
            Optional<String> whyNot) {

        /** What each holds one process of, which its name tells. */
        private static final Set<String> OF_ONE = Set.of("mongo", "mongodb", "redis", "kafka", "etcd", "minio");

        /** What hold all processes of a server. */
        private static final Set<String> OF_MANY = Set.of("openim-server", "openim-chat");

        /** Of those that run. That one shows nothing is no evidence: not every host has a {@code ps} that docker can use. */
        static Inside of(List<ContainerState> containers, Docker docker, Deadline deadline) {
            ContainerProcesses processes = new ContainerProcesses(docker, deadline);
            Inside inside = new Inside(
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), Optional.empty());
            for (ContainerState container : containers) {
                if (container.isRunning()) {
                    inside = inside.with(container, processes);
                }
            }
            return inside;
        }

        private Inside with(ContainerState container, ContainerProcesses processes) {
            Optional<String> hidden = whyNot;
            List<RunningProcess> seen = List.of();
            try {
                seen = processes.in(container);
                seen.stream()
                        .filter(RunningProcess::isHung)
                        .forEach(process -> hung.add(container.service() + ": " + process));
                if (OF_ONE.contains(container.service()) && processes.isEmptied(container, seen)) {
                    emptied.add(container.service() + " (" + words(names(seen)) + ")");
                }
            } catch (NotLookedAt | CannotLook blind) {
                hidden = Optional.ofNullable(blind.getMessage());
            }
            if (OF_MANY.contains(container.service())) {
                count(container, seen, processes);
            }
            return new Inside(hung, emptied, missing, counted, hidden);
        }

        /** An image without a start-config.yml is not counted, and its health check is all that there is. */
        private void count(ContainerState container, List<RunningProcess> seen, ContainerProcesses processes) {
            try {
                List<ProcessCount> counts = processes.counts(container, seen);
                List<ProcessCount> few =
                        counts.stream().filter(ProcessCount::tooSeldom).toList();
                if (few.isEmpty()) {
                    counted.add(container.service());
                } else if (!container.isStarting()) {
                    missing.add("inside " + container.service() + ": " + words(few));
                }
            } catch (NotLookedAt | CannotLook uncounted) {
                // Its health is told above.
            }
        }

        /** Whether only docker's own check has not been made yet: what it is there for runs already, as far as one can count that. */
        boolean startedWell(ContainerState container) {
            return container.isStarting()
                    && (counted.contains(container.service()) || !OF_MANY.contains(container.service()));
        }

        private static List<String> names(List<RunningProcess> processes) {
            return processes.stream().map(RunningProcess::name).distinct().toList();
        }

        List<String> complaints() {
            List<String> complaints = new ArrayList<>();
            if (!emptied.isEmpty()) {
                complaints.add("nothing but a shell is left inside: " + words(emptied));
            }
            complaints.addAll(missing);
            if (!hung.isEmpty()) {
                complaints.add("stand still: " + words(hung));
            }
            return complaints;
        }

        String remark() {
            return whyNot.map(why -> "; nobody saw inside of all (" + why + ")").orElse("");
        }
    }

    private static BrokenPromise broken(Path directory, String seen, String expected) {
        return new BrokenPromise(seen, facts(directory, seen, expected).toArray(Evidence[]::new));
    }

    private static List<Evidence> facts(Path directory, String seen, String expected) {
        return List.of(
                Evidence.of(Evidence.EXPECTED, expected),
                Evidence.of(Evidence.FROM, directory),
                Evidence.of(Evidence.SEEN, seen));
    }

    private static String words(List<?> things) {
        return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
