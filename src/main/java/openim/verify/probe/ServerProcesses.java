package openim.verify.probe;

import static openim.verify.target.Backends.known;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerPlight;
import openim.verify.client.docker.ContainerProcesses;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.config.Endpoints;
import openim.verify.config.Instances;
import openim.verify.config.Settings;
import openim.verify.host.ProcessCount;
import openim.verify.host.RunningProcess;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * The processes of one of OpenIM's servers, wherever it runs: in its directory on this machine, or in its container.
 *
 * @param directory of the server; empty if it is not installed from source here
 * @param service of the compose project; empty if it has none
 * @param key the setting that would name the directory
 */
public record ServerProcesses(Optional<Path> directory, Optional<String> service, String key) {

    private static final String OF_CHAT = "openim.chat.dir";

    /** Those of OpenIMServer. */
    public static ServerProcesses ofServer(Settings settings) {
        return new ServerProcesses(
                settings.directories().server(), settings.own().server(), "openim.server.dir");
    }

    /** Those of ChatServer. */
    public static ServerProcesses ofChat(Settings settings) {
        return new ServerProcesses(settings.directories().chat(), settings.own().chat(), OF_CHAT);
    }

    /**
     * Sees to it that each runs, as often as it should, and that none stands still.
     *
     * @return how many there are, in words
     * @throws BrokenPromise if one is missing, or stands still, or its container does not run
     * @throws CannotLook if they cannot be counted
     * @throws NotLookedAt if it is not known where they are, or there is no docker to ask
     */
    public String mustAllRun(Deployment openim, Deadline deadline) {
        Optional<Pods> pods = Pods.of(openim);
        if (pods.isPresent()) {
            return key.equals(OF_CHAT) ? pods.get().ofChat() : pods.get().ofServer();
        }
        Optional<Path> project =
                service.flatMap(name -> openim.settings().directories().docker());
        return directory.isEmpty() && project.isPresent()
                ? inContainer(
                        project.get(), service.orElseThrow(), openim.tools().docker(), deadline)
                : Processes.mustRun(
                        known(openim.settings(), directory, key),
                        openim.tools().mage(),
                        key.equals(OF_CHAT)
                                ? List.of()
                                : doors(openim.settings().endpoints()),
                        deadline);
    }

    private static List<URI> doors(Endpoints endpoints) {
        return Stream.of(endpoints.apis(), endpoints.gateways())
                .filter(Instances::areSeveral)
                .flatMap(instances -> instances.urls().stream())
                .toList();
    }

    static String inContainer(Path project, String service, Docker docker, Deadline deadline) {
        ContainerState container = docker.composeContainers(project, deadline).stream()
                .filter(each -> each.service().equals(service))
                .findFirst()
                .orElseThrow(() -> new NotLookedAt(
                        "the compose project in " + project + " has no container of " + service + " on this host"));
        if (!container.isRunning()) {
            throw broken(
                    "its container does not run: " + new ContainerPlight(docker, deadline).words(List.of(container)),
                    "the container of " + service + " runs");
        }
        ContainerProcesses processes = new ContainerProcesses(docker, deadline);
        List<RunningProcess> seen = seen(processes, container);
        List<RunningProcess> hung = seen.stream().filter(RunningProcess::isHung).toList();
        if (!hung.isEmpty()) {
            throw broken("stand still inside " + service + ": " + words(hung), "no process stands still");
        }
        List<ProcessCount> counts = processes.counts(container, seen);
        List<ProcessCount> few = counts.stream().filter(ProcessCount::tooSeldom).toList();
        if (!few.isEmpty()) {
            throw broken("inside " + service + ": " + words(few), "each process runs as often as it should");
        }
        return counts.size() + " kinds of process, "
                + counts.stream().mapToInt(ProcessCount::running).sum() + " in all, inside " + container.name();
    }

    /** Where this host has no {@code ps} that docker can use, they are counted inside. */
    private static List<RunningProcess> seen(ContainerProcesses processes, ContainerState container) {
        try {
            return processes.in(container);
        } catch (NotLookedAt | CannotLook blind) {
            return List.of();
        }
    }

    private static BrokenPromise broken(String seen, String expected) {
        return new BrokenPromise(seen, Evidence.of(Evidence.EXPECTED, expected), Evidence.of(Evidence.SEEN, seen));
    }

    private static String words(List<?> things) {
        return things.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
