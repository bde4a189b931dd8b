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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.site.SiteLook;
import openim.verify.await.Deadline;
import openim.verify.client.docker.ContainerFacts;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.client.net.ShownCertificate;
import openim.verify.config.Deadlines;
import openim.verify.config.Endpoints;
import openim.verify.config.Settings;
import openim.verify.config.reach.Ports;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.SettingKey;
import openim.verify.host.Executables;
import openim.verify.host.HostResources;
import openim.verify.host.Listener;
import openim.verify.host.ListeningSockets;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.recovery.act.HostView;
import openim.verify.recovery.act.Preflight;
import openim.verify.recovery.act.PreflightFinding;
import openim.verify.recovery.act.Probed;
import openim.verify.recovery.act.Proofs;
import openim.verify.recovery.act.SameDeployment;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Server;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.Remembered;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Looks before anything is touched. */
final class LookAhead {

    private final Deployment openim;
    private final Settings settings;
    private final boolean rehearsal;
    private final SameDeployment same;
    private final Clock clock;
    private final List<PreflightFinding> findings = new ArrayList<>();

    /**
     * @param recoveries the directory of this deployment's recoveries
     */
    LookAhead(Deployment openim, boolean rehearsal, Path recoveries, Clock clock) {
        this.openim = openim;
        this.settings = openim.settings();
        this.rehearsal = rehearsal;
        this.clock = clock;
        this.same = new SameDeployment(
                new LocalHostView(openim.tools().docker().afresh(), settings.deadlines(), rehearsal),
                new Proofs(recoveries.resolve("proofs"), clock));
    }

    Preflight look() {
        findings.clear();
        if (settings.kubernetes().isPresent()) {
            findings.addAll(new NamespaceLook(openim).findings());
            findings.add(Preflight.clock(clock.instant(), latest()));
            findings.addAll(Preflight.certificates(clock.instant(), certificates()));
            return new Preflight(findings);
        }
        if (SiteLook.installation(settings) == Installation.DOCKER) {
            settings.directories().docker().ifPresent(this::project);
        } else {
            settings.directories().server().ifPresent(this::server);
            settings.directories().chat().ifPresent(this::chat);
            findings.add(Preflight.tool(
                    "mage",
                    Executables.find(settings.tools().mage(), System.getenv()).isPresent()));
        }
        if (findings.isEmpty()) {
            findings.add(new PreflightFinding.Unknown(
                    "no directory of the deployment is known on this host, so nothing can be repaired from here"));
        }
        docker();
        settings.directories()
                .server()
                .or(() -> settings.directories().docker())
                .ifPresent(this::resources);
        findings.add(Preflight.clock(clock.instant(), latest()));
        findings.addAll(Preflight.certificates(clock.instant(), certificates()));
        return new Preflight(findings);
    }

    private void server(Path directory) {
        Endpoints endpoints = settings.endpoints();
        Probed server = new Probed(
                Server.OPENIM.title(),
                directory,
                endpoints.api(),
                List.of(endpoints.gateway()),
                isOwn(SettingKey.API_URL));
        PreflightFinding listener = same.ofCheckout(server);
        findings.add(listener);
        findings.add(same.ofSecret(server, new OwnTokenProbe(settings, Wiring.api(settings)), listener));
    }

    private void chat(Path directory) {
        Endpoints endpoints = settings.endpoints();
        List<URI> others = Stream.concat(Stream.of(endpoints.admin()), endpoints.bot().stream())
                .toList();
        findings.add(same.ofCheckout(
                new Probed(Server.CHAT.title(), directory, endpoints.chat(), others, isOwn(SettingKey.CHAT_URL))));
    }

    private boolean isOwn(SettingKey url) {
        return settings.origins().of(url).filter(Origin::ofDeployment).isPresent();
    }

    private void project(Path directory) {
        Endpoints endpoints = settings.endpoints();
        Probed server = new Probed(
                Server.OPENIM.title(),
                directory,
                endpoints.api(),
                List.of(endpoints.gateway(), endpoints.chat()),
                isOwn(SettingKey.API_URL));
        PreflightFinding listener = same.ofProject(server);
        findings.add(listener);
        findings.add(same.ofSecret(server, new OwnTokenProbe(settings, Wiring.api(settings)), listener));
        findings.add(same.ofProject(new Probed(
                Server.CHAT.title(),
                directory,
                endpoints.chat(),
                List.of(endpoints.admin(), endpoints.api()),
                isOwn(SettingKey.CHAT_URL))));
    }

    /** Only a docker that would be used can lead elsewhere. */
    private void docker() {
        boolean needed = SiteLook.installation(settings) == Installation.DOCKER;
        try {
            findings.add(Preflight.daemon(openim.tools()
                    .docker()
                    .daemon(System.getenv(), Deadline.in(settings.deadlines().tool()))));
        } catch (CannotLook | NotLookedAt none) {
            findings.add(
                    needed
                            ? Preflight.tool("docker", false)
                            : new PreflightFinding.Remark("no docker is asked: " + none.getMessage()));
        }
    }

    private void resources(Path directory) {
        try {
            findings.addAll(Preflight.resources(
                    HostResources.of(directory, Deadline.in(settings.deadlines().tool()))));
        } catch (CannotLook blind) {
            findings.add(new PreflightFinding.Remark(String.valueOf(blind.getMessage())));
        }
    }

    private Optional<Instant> latest() {
        try {
            return new History(settings.reports())
                    .of(settings.endpoints().api(), rehearsal)
                    .lastGood();
        } catch (CannotLook unreadable) {
            return Remembered.nothing("", rehearsal).lastGood();
        }
    }

    private Map<URI, Instant> certificates() {
        Map<URI, Instant> ends = new LinkedHashMap<>();
        Endpoints endpoints = settings.endpoints();
        Stream.of(endpoints.api(), endpoints.gateway(), endpoints.chat(), endpoints.admin())
                .forEach(url -> ShownCertificate.by(
                                url, Deadline.in(settings.deadlines().call()))
                        .ifPresent(shown -> ends.put(url, shown.notAfter())));
        return ends;
    }

    /**
     * This machine.
     *
     * @param rehearsal whether the deployment is one that this process rehearses
     */
    private record LocalHostView(Docker docker, Deadlines deadlines, boolean rehearsal) implements HostView {

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
}
