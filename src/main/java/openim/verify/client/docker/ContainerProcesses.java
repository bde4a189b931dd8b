package openim.verify.client.docker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.host.MageOutput;
import openim.verify.host.ProcessCount;
import openim.verify.host.RunningProcess;
import openim.verify.host.RunningProcess.State;
import openim.verify.host.StartConfig;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * What runs inside of containers. That one is up says nothing of it: openim-docker's mongo, etcd and both of its servers end in
 * {@code tail -f /dev/null}, and live on around a server that is dead.
 */
public final class ContainerProcesses {

    /** A row of {@code docker top -eo pid,user,stat,args}; the executable is the first of the arguments. */
    private static final Pattern PROCESS = Pattern.compile("\\s*(\\d+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+).*");

    /** What starts a server, keeps a container up, or asks and looks, and never is the server. */
    private static final Set<String> BESIDES = Set.of(
            "sh",
            "bash",
            "dash",
            "ash",
            "busybox",
            "tail",
            "sleep",
            "cat",
            "tini",
            "dumb-init",
            "docker-init",
            "s6-svscan",
            "mage",
            "mongosh",
            "redis-cli",
            "etcdctl",
            "curl",
            "wget",
            "nc",
            "ps");

    private static final java.time.Duration A_MOMENT = java.time.Duration.ofSeconds(2);

    private static final java.time.Duration BETWEEN = java.time.Duration.ofMillis(500);

    private final Docker docker;
    private final Deadline deadline;

    public ContainerProcesses(Docker docker, Deadline deadline) {
        this.docker = docker;
        this.deadline = deadline;
    }

    /**
     * The processes in one that runs.
     *
     * @throws NotLookedAt if there is no docker or no daemon to ask
     * @throws CannotLook if nobody can see inside, as where this host has no {@code ps} that docker can use
     */
    public List<RunningProcess> in(ContainerState container) {
        return docker.processes(container.name(), deadline);
    }

    /**
     * Whether nothing is left in it but a shell, and the like. Looks again for a moment, because a server that is just being
     * started has a shell before it.
     */
    public boolean isEmptied(ContainerState container, List<RunningProcess> seen) {
        if (!isIdle(seen)) {
            return false;
        }
        try {
            Eventually.within(deadline.atMost(A_MOMENT), container.name())
                    .lookingEvery(BETWEEN)
                    .sees(
                            () -> docker.afresh().processes(container.name(), deadline),
                            Expectation.of(
                                    "runs more than a shell",
                                    now -> isIdle(now) ? Judgement.notYet(now.toString()) : Judgement.met("it does")));
            return false;
        } catch (BrokenPromise onlyThat) {
            return true;
        }
    }

    static boolean isIdle(List<RunningProcess> processes) {
        return processes.stream().map(RunningProcess::name).allMatch(ContainerProcesses::isBesides);
    }

    /** A login shell has a dash before its name, and a program may have a colon after it. */
    private static boolean isBesides(String name) {
        return BESIDES.contains(name.replaceFirst("^-", "").replaceFirst(":$", ""));
    }

    /**
     * How often each process of a server runs in its container, and how often it should: as its {@code start-config.yml} in there
     * has it, or as {@code mage check} in there counts.
     *
     * @param seen the processes in it; empty if nobody could see them, and then mage is asked
     * @throws NotLookedAt if it has neither
     * @throws CannotLook if it cannot be counted
     */
    public List<ProcessCount> counts(ContainerState container, List<RunningProcess> seen) {
        Map<String, Integer> expected = StartConfig.read(
                        startConfig(container), StartConfig.NAME + " in " + container.name())
                .expected();
        return seen.isEmpty()
                ? countedInside(container, expected)
                : expected.entrySet().stream()
                        .map(each -> new ProcessCount(each.getKey(), each.getValue(), count(seen, each.getKey())))
                        .sorted(Comparator.comparing(ProcessCount::name))
                        .toList();
    }

    private static int count(List<RunningProcess> seen, String name) {
        return (int)
                seen.stream().filter(process -> process.name().equals(name)).count();
    }

    private List<ProcessCount> countedInside(ContainerState container, Map<String, Integer> expected) {
        Docker.Told told = docker.inside(container.name(), Map.of(), List.of("mage", "check"), deadline);
        List<ProcessCount> counts = MageOutput.counts(told.out() + "\n" + told.err(), expected);
        if (counts.isEmpty()) {
            throw new CannotLook("mage check inside " + container.name() + " named no process: " + told.lastWords());
        }
        return counts;
    }

    private String startConfig(ContainerState container) {
        try {
            Docker.Told told = docker.inside(container.name(), Map.of(), List.of("cat", StartConfig.NAME), deadline);
            if (told.exit() == 0) {
                return told.out();
            }
        } catch (NotLookedAt noCat) {
            // Copied out of it instead.
        }
        String place =
                docker.inspect(List.of(container.name()), deadline).get(0).workingDirectory();
        return docker.file(container.name(), place + "/" + StartConfig.NAME, deadline);
    }

    /** The table that {@code docker top} prints. */
    static List<RunningProcess> read(String out) throws IOException {
        List<String> lines = out.lines().toList();
        if (lines.isEmpty() || !lines.get(0).contains("PID")) {
            throw new IOException("no table of processes");
        }
        List<RunningProcess> processes = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher row = PROCESS.matcher(line);
            if (!row.matches()) {
                throw new IOException("no process: " + line);
            }
            State state = State.of(row.group(3).charAt(0));
            processes.add(new RunningProcess(
                    Long.parseLong(row.group(1)), Path.of(row.group(4)), state, row.group(2), false));
        }
        return processes;
    }
}
