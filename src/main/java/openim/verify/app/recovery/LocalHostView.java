package openim.verify.app.recovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerFacts;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.config.Deadlines;
import openim.verify.config.reach.Ports;
import openim.verify.host.Listener;
import openim.verify.host.ListeningSockets;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.recovery.act.HostView;
import openim.verify.verdict.CannotLook;

/**
 * This machine.
 *
 * @param rehearsal whether the deployment is one that this process rehearses
 */
record LocalHostView(Docker docker, Deadlines deadlines, boolean rehearsal) implements HostView {

    /** Of Docker, Docker without root, Docker Desktop, and Podman. */
    private static final List<String> FORWARDERS = List.of(
            "docker-proxy",
            "rootlesskit",
            "rootlessport",
            "slirp4netns",
            "pasta",
            "vpnkit",
            "com.docker.",
            "conmon",
            "netavark",
            "dockerd");

    @Override
    public boolean isHere(URI url) {
        return Stream.of(addresses(url)).allMatch(LocalHostView::isOurs);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            throw new CannotLook("the addresses of this machine cannot be read", e);
        }
    }

    @Override
    public List<Listener> listeners(URI url) {
        return Stream.of(addresses(url))
                .flatMap(address -> ListeningSockets.here().on(address, Ports.of(url)).stream())
                .distinct()
                .toList();
    }

    private static InetAddress[] addresses(URI url) {
        try {
            return InetAddress.getAllByName(url.getHost());
        } catch (UnknownHostException e) {
            throw new CannotLook("nobody knows the address of " + url.getHost(), e);
        }
    }

    @Override
    public List<RunningProcess> processes(Path directory) {
        return ProcessTable.under(directory).processes();
    }

    @Override
    public Published published(Path project) {
        Set<Integer> now = new TreeSet<>();
        Set<Integer> otherwise = new TreeSet<>();
        facts(project).forEach(container -> {
            now.addAll(container.published());
            otherwise.addAll(container.wouldPublish());
        });
        otherwise.removeAll(now);
        return new Published(now, otherwise);
    }

    private List<ContainerFacts> facts(Path project) {
        Deadline deadline = Deadline.in(deadlines.tool());
        List<String> names = docker.composeContainers(project, deadline).stream()
                .map(ContainerState::name)
                .toList();
        return docker.inspect(names, deadline);
    }

    @Override
    public boolean isInside(Listener listener, Path project) {
        return listener.pid().isPresent()
                && facts(project).stream()
                        .filter(ContainerFacts::running)
                        .anyMatch(container -> isIn(listener.pid().get(), container.id()));
    }

    /** The control group of a process in a container has the container's id in its name; no, where it cannot be told. */
    private static boolean isIn(long pid, String containerId) {
        try {
            return !containerId.isEmpty()
                    && Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"), StandardCharsets.ISO_8859_1)
                            .contains(containerId);
        } catch (IOException goneOrNotLinux) {
            return false;
        }
    }

    @Override
    public boolean isForwarder(Listener listener) {
        return listener.executable()
                .map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                .filter(name -> FORWARDERS.stream().anyMatch(name::contains))
                .isPresent();
    }

    @Override
    public boolean isRehearsal(Listener listener) {
        long self = ProcessHandle.current().pid();
        return rehearsal
                && listener.pid()
                        .flatMap(ProcessHandle::of)
                        .filter(process -> Stream.iterate(
                                        Optional.of(process),
                                        Optional::isPresent,
                                        child -> child.flatMap(ProcessHandle::parent))
                                .anyMatch(ancestor -> ancestor.orElseThrow().pid() == self))
                        .isPresent();
    }
}
