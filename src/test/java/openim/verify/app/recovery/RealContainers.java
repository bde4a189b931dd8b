package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.awaitility.Awaitility;

/** The containers of a rehearsal in docker: broken, and looked at, past everything that is to be tested. */
final class RealContainers {

    private static final Set<String> SERVICES =
            Set.of("mongo", "redis", "kafka", "etcd", "minio", "openim-server", "openim-chat");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path project;

    RealContainers(Path project) {
        this.project = project;
    }

    /** Why there can be none here, if so. */
    static Optional<String> obstacle() {
        if (System.getenv().getOrDefault("OPENIM_REHEARSAL_BASE", "").isEmpty()) {
            return Optional.of("OPENIM_REHEARSAL_BASE names no image with Java 17 to build on");
        }
        try {
            Docker.named("docker").containers(Deadline.in(PATIENCE));
        } catch (NotLookedAt | CannotLook none) {
            return Optional.of(String.valueOf(none.getMessage()));
        }
        return run(Path.of("/"), List.of("docker", "compose", "version")).exit() == 0
                ? Optional.empty()
                : Optional.of("docker has no compose plug-in here");
    }

    void kill(String service) {
        compose("kill", service);
        awaitThat(service, container -> container.state().equals("exited"));
    }

    void pause(String service) {
        compose("pause", service);
        awaitThat(service, container -> container.state().equals("paused"));
    }

    /** Sends a signal to one of the processes of a container, and waits until its health check, if it has one, has seen what came of it. */
    void signalInside(String service, String signal, String process) {
        compose(
                "exec",
                "-T",
                service,
                "sh",
                "-c",
                "for p in /proc/[0-9]*; do case $(readlink $p/exe) in */" + process + ") kill -" + signal
                        + " ${p#/proc/};; esac; done");
        awaitThat(
                service,
                container -> container.health().isEmpty() || container.health().equals("unhealthy"));
    }

    String state(String service) {
        return of(service).state();
    }

    /** Whatever a test left, well again. */
    void mend() {
        for (ContainerState container : all()) {
            if (container.state().equals("paused")) {
                compose("unpause", container.service());
            } else if (!container.isRunning() || container.health().equals("unhealthy")) {
                compose("restart", container.service());
            }
        }
        Awaitility.await("all containers well")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        started().keySet().equals(SERVICES) && all().stream().allMatch(ContainerState::isWell));
    }

    /** When each was started, by its service. */
    Map<String, String> started() {
        Map<String, String> started = new TreeMap<>();
        all().forEach(container -> started.put(
                container.service(), docker(List.of("inspect", "--format", "{{.State.StartedAt}}", container.name()))));
        return started;
    }

    /** Which were started, or made anew, since then. */
    Set<String> startedSince(Map<String, String> before) {
        Set<String> since = new TreeSet<>();
        started().forEach((service, at) -> {
            if (!at.equals(before.get(service))) {
                since.add(service);
            }
        });
        return since;
    }

    private void awaitThat(String service, Predicate<ContainerState> as) {
        Awaitility.await(service)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> as.test(of(service)));
    }

    private ContainerState of(String service) {
        return all().stream()
                .filter(container -> container.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private List<ContainerState> all() {
        return Docker.named("docker").composeContainers(project, Deadline.in(PATIENCE));
    }

    private void compose(String... arguments) {
        List<String> all = new ArrayList<>(List.of("compose"));
        all.addAll(List.of(arguments));
        docker(all);
    }

    private String docker(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        Ran ran = run(project, command);
        assertThat(ran.exit()).as(command + ": " + ran.said()).isZero();
        return ran.said();
    }

    private record Ran(int exit, String said) {}

    private static Ran run(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), said.strip());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(command.toString(), e);
        }
    }
}
