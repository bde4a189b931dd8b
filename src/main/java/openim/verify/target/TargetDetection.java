package openim.verify.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.config.Presence;
import openim.verify.config.reach.Ports;
import openim.verify.config.setting.TargetMode;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Looks for whatever here speaks of a deployment. Contacts nothing but loopback ports and this host's docker, and both only if
 * the settings alone do not decide.
 *
 * @param ports to be tried on loopback
 * @param docker to be asked for containers
 */
public record TargetDetection(List<Integer> ports, Docker docker) {

    private static final List<Integer> OPENIM = List.of(10001, 10002, 10005, 10008, 10009);

    private static final int ANYWHERE = 1000;

    private static final Duration CONNECT = Duration.ofMillis(300);

    private static final Duration ASK_DOCKER = Duration.ofSeconds(3);

    public TargetDetection {
        ports = List.copyOf(ports);
    }

    /** At the ports that OpenIM has wherever it was installed as documented, and with the docker of this host. */
    public static TargetDetection here() {
        return new TargetDetection(OPENIM, Docker.named("docker"));
    }

    /** Looks, given what the settings show. */
    public Surroundings look(Presence presence) {
        boolean decided = presence.target().equals(Optional.of(TargetMode.EMBEDDED))
                || !presence.namedBy().isEmpty();
        Containers containers = decided ? Containers.NONE : containers();
        return new Surroundings(
                presence,
                new History(presence.reports()).liveDeployments(),
                containers.names(),
                containers.unseen(),
                decided ? List.of() : answering());
    }

    private record Containers(List<String> names, String unseen) {

        static final Containers NONE = new Containers(List.of(), "");
    }

    private Containers containers() {
        if (!docker.isInstalled()) {
            return Containers.NONE;
        }
        try {
            List<String> names = docker.containers(Deadline.in(ASK_DOCKER)).stream()
                    .filter(TargetDetection::isOpenim)
                    .map(container -> container.name() + " (" + container.state() + ")")
                    .toList();
            return new Containers(names, "");
        } catch (NotLookedAt noDaemon) {
            return Containers.NONE;
        } catch (CannotLook failed) {
            return new Containers(List.of(), String.valueOf(failed.getMessage()));
        }
    }

    private static boolean isOpenim(ContainerState container) {
        return (container.name() + " " + container.image())
                .toLowerCase(Locale.ROOT)
                .contains("openim");
    }

    /** Whether anything takes a connection at that address. One that does not answer within a second counts as there: it may hang. */
    public static boolean isTaken(URI address) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address.getHost()), Ports.of(address)), ANYWHERE);
            return true;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private List<Integer> answering() {
        List<CompletableFuture<Boolean>> answers = ports.stream()
                .map(port -> CompletableFuture.supplyAsync(() -> answers(port), TargetDetection::onOwnThread))
                .toList();
        return Stream.iterate(0, i -> i < ports.size(), i -> i + 1)
                .filter(i -> answers.get(i).join())
                .map(ports::get)
                .toList();
    }

    private static void onOwnThread(Runnable task) {
        Thread thread = new Thread(task, "lookout");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean answers(int port) {
        return Stream.of("127.0.0.1", "::1").anyMatch(loopback -> answers(loopback, port));
    }

    private static boolean answers(String loopback, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(loopback), port), (int) CONNECT.toMillis());
            return true;
        } catch (SocketTimeoutException full) {
            // Nothing on loopback is merely far away: something is bound there and its queue is full, as a hung
            // service's is.
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
