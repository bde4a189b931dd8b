package openim.verify.app.recovery;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.site.ClusterLook;
import openim.verify.await.Deadline;
import openim.verify.client.kubernetes.ClusterIngress;
import openim.verify.client.kubernetes.ClusterService;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.Pod;
import openim.verify.client.kubernetes.Workload;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.recovery.act.PreflightFinding;
import openim.verify.recovery.act.SameDeployment.SameNamespace;
import openim.verify.recovery.act.SameDeployment.SameNamespace.Entrance;
import openim.verify.runbook.Part;
import openim.verify.target.Deployment;
import openim.verify.verdict.CannotLook;
import org.jspecify.annotations.Nullable;

/** Looks whether the addresses that were verified lead into the namespace that would be repaired. */
final class NamespaceLook {

    private static final Set<Integer> WEB = Set.of(80, 443);

    private final Settings settings;
    private final Namespace namespace;
    private final Kubernetes where;
    private Optional<String> unseen = Optional.empty();

    NamespaceLook(Deployment openim) {
        this.settings = openim.settings();
        this.namespace = openim.tools().namespace().orElseThrow();
        this.where = settings.kubernetes().orElseThrow();
    }

    List<PreflightFinding> findings() {
        List<PreflightFinding> findings = new ArrayList<>();
        try {
            Map<Part, Workload> found = ClusterLook.found(where, namespace);
            List<ClusterService> doors = namespace.doors();
            List<Pod> pods = namespace.pods();
            List<ClusterIngress> gates = gates();
            URI api = settings.endpoints().api();
            PreflightFinding address = address(api, found.get(Part.OPENIM_API), doors, pods, gates);
            findings.add(address);
            findings.add(SameNamespace.ofSecret(
                    where.namespace(), api, new OwnTokenProbe(settings, Wiring.api(settings)).mint(), address));
            findings.add(
                    address(settings.endpoints().gateway(), found.get(Part.OPENIM_MSGGATEWAY), doors, pods, gates));
            Optional.ofNullable(found.get(Part.CHAT_API))
                    .ifPresent(chat -> findings.add(address(settings.endpoints().chat(), chat, doors, pods, gates)));
        } catch (CannotLook blind) {
            findings.add(new PreflightFinding.Unknown("nobody could see whether what was verified is in the namespace "
                    + where.namespace() + ": " + blind.getMessage()));
        }
        return findings;
    }

    private List<ClusterIngress> gates() {
        try {
            return namespace.gates();
        } catch (CannotLook blind) {
            unseen = Optional.ofNullable(blind.getMessage());
            return List.of();
        }
    }

    private PreflightFinding address(
            URI url,
            @Nullable Workload workload,
            List<ClusterService> doors,
            List<Pod> pods,
            List<ClusterIngress> gates) {
        if (workload == null) {
            return new PreflightFinding.Unknown(
                    "no Deployment of the namespace " + where.namespace() + " is known to answer at " + url);
        }
        List<ClusterService> leading =
                doors.stream().filter(door -> door.leadsTo(workload.labels())).toList();
        List<Entrance> entrances = new ArrayList<>();
        Set<String> nodes =
                pods.stream().map(Pod::node).filter(node -> !node.isEmpty()).collect(Collectors.toSet());
        Set<String> names = leading.stream().map(ClusterService::name).collect(Collectors.toSet());
        leading.forEach(door -> {
            entrances.add(
                    new Entrance("the service " + door.name(), hosts(door), ports(door, ClusterService.Port::port)));
            entrances.add(new Entrance(
                    "the node port of the service " + door.name(), nodes, ports(door, ClusterService.Port::node)));
            entrances.add(new Entrance(
                    "a pod behind the service " + door.name(),
                    pods.stream()
                            .filter(workload::keeps)
                            .map(Pod::address)
                            .filter(address -> !address.isEmpty())
                            .collect(Collectors.toSet()),
                    ports(door, ClusterService.Port::target)));
        });
        gates.stream()
                .filter(gate -> gate.services().stream().anyMatch(names::contains))
                .forEach(gate -> {
                    Set<String> hosts = new HashSet<>(gate.hosts());
                    hosts.addAll(gate.addresses());
                    entrances.add(new Entrance("the ingress " + gate.name(), hosts, WEB));
                });
        return SameNamespace.ofAddress(where.namespace(), url, hosts(url), entrances, unseen);
    }

    private static Set<Integer> ports(ClusterService door, ToIntFunction<ClusterService.Port> which) {
        Set<Integer> ports = new TreeSet<>();
        door.ports().stream().mapToInt(which).filter(port -> port > 0).forEach(ports::add);
        return ports;
    }

    /** By which it is found in the cluster, and outside. */
    private Set<String> hosts(ClusterService door) {
        Set<String> hosts = new HashSet<>(door.addresses());
        hosts.addAll(door.outside());
        String full = door.name() + "." + where.namespace();
        hosts.addAll(Set.of(full, full + ".svc", full + ".svc.cluster.local"));
        if (where.found().inside() && Namespace.own(where, System.getenv()).equals(Optional.of(where.namespace()))) {
            hosts.add(door.name());
        }
        return hosts;
    }

    /** Its name, and the addresses behind that. */
    private Set<String> hosts(URI url) {
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        try {
            return Stream.concat(
                            Stream.of(host),
                            Stream.of(Names.addressesOf(
                                            host,
                                            Deadline.in(settings.deadlines().call())))
                                    .map(InetAddress::getHostAddress))
                    .collect(Collectors.toSet());
        } catch (NotConnected unknown) {
            return Set.of(host);
        }
    }
}
