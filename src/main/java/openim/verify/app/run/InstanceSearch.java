package openim.verify.app.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.Registrations;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.client.kubernetes.WorkloadParts.PartPods;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.reach.Loopback;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.SettingKey;
import openim.verify.target.Deployment;
import openim.verify.target.ServerInstances;
import openim.verify.target.ServerInstances.Place;
import openim.verify.target.ServerInstances.Several;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * The instances of a run: those that people name, and else those that are found where the deployment itself keeps account of them.
 *
 * <p>In a cluster these are the pods behind OpenIM's services, which are the deployment's by the cluster's word. Otherwise they are
 * the hosts on which etcd has gateways registered. Of those it tells the ports of rpc alone: a gateway is looked for at the port that
 * is known of one, and what is not met there accuses nobody. No openim-api registers itself anywhere.
 *
 * @param instances what is looked at one by one
 * @param hidden the gateways that are met through one address alone
 */
record InstanceSearch(ServerInstances instances, Optional<Hidden> hidden) {

    private static final String API = "openim-api";
    private static final String GATEWAY = "openim-msggateway";

    /**
     * Several behind one address.
     *
     * @param gateways how many there are
     * @param why it cannot be told which of them are met, in words
     */
    record Hidden(int gateways, String why) {}

    static InstanceSearch of(Deployment openim) {
        return openim.tools()
                .namespace()
                .map(namespace -> new InCluster(openim, namespace).found())
                .orElseGet(() -> openim.underneath()
                        .registrations()
                        .map(etcd -> new InEtcd(openim, etcd).found())
                        .orElseGet(() -> new InstanceSearch(openim.doors(), Optional.empty())));
    }

    private static Optional<String> joined(List<String> sentences) {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sentences));
    }

    private static boolean isNamedByPeople(Deployment openim, SettingKey key) {
        return openim.settings()
                .origins()
                .of(key)
                .filter(origin -> !origin.ofDeployment())
                .isPresent();
    }

    /** The pods behind services. */
    private static final class InCluster {

        private final Deployment openim;
        private final Namespace namespace;
        private final Kubernetes where;

        InCluster(Deployment openim, Namespace namespace) {
            this.openim = openim;
            this.namespace = namespace;
            this.where = openim.settings().kubernetes().orElseThrow();
        }

        InstanceSearch found() {
            ServerInstances named = openim.doors();
            Map<String, Integer> ports = new HashMap<>();
            if (!isNamedByPeople(openim, SettingKey.API_URLS)) {
                ports.put(API, where.found().ports().getOrDefault(API, Port.API));
            }
            if (!isNamedByPeople(openim, SettingKey.GATEWAY_URLS)) {
                ports.put(GATEWAY, where.found().ports().getOrDefault(GATEWAY, Port.GATEWAY));
            }
            if (ports.isEmpty()) {
                return new InstanceSearch(named, Optional.empty());
            }
            try {
                return found(named, PartPods.all(ports, namespace, new WorkloadParts(where.workloads())));
            } catch (CannotLook blind) {
                String why = String.valueOf(blind.getMessage());
                return new InstanceSearch(
                        new ServerInstances(
                                ports.containsKey(API) ? named.apis().lacking(why) : named.apis(),
                                ports.containsKey(GATEWAY) ? named.gateways().lacking(why) : named.gateways(),
                                named.makers()),
                        Optional.empty());
            }
        }

        private InstanceSearch found(ServerInstances named, Map<String, PartPods> pods) {
            Optional<PartPods> apis = Optional.ofNullable(pods.get(API));
            Optional<PartPods> gateways = Optional.ofNullable(pods.get(GATEWAY));
            ServerInstances.Makers makers = named.makers();
            ServerInstances instances = new ServerInstances(
                    apis.map(behind -> several(API, "http", behind, named.apis(), makers.api()))
                            .orElse(named.apis()),
                    gateways.map(behind -> several(GATEWAY, "ws", behind, named.gateways(), makers.gateway()))
                            .orElse(named.gateways()),
                    makers);
            return new InstanceSearch(
                    instances,
                    gateways.filter(this::areOutOfReach)
                            .map(behind -> new Hidden(
                                    behind.places().size(),
                                    outOfReach(GATEWAY, behind) + ", and which of them are met through "
                                            + named.gateways().all().get(0)
                                            + " cannot be told (openim.gateway.urls names each)")));
        }

        private Several several(String part, String scheme, PartPods pods, Several one, ServerInstances.Making making) {
            if (!where.found().inside()) {
                return areOutOfReach(pods) ? one.lacking(outOfReach(part, pods)) : one;
            }
            List<String> more = new ArrayList<>();
            pods.nowhere().forEach(pod -> more.add("no service leads to the pod " + pod + " of " + part));
            pods.strangers()
                    .forEach(stranger -> more.add(stranger + " is of no pod of "
                            + pods.workload().path() + ", and was not asked, for it may be anybody's"));
            List<Place> places = pods.places().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(pod -> new Place(URI.create(scheme + "://" + pod.getValue()), Optional.of(pod.getKey()), true))
                    .toList();
            return openim.doors().found(one, places, joined(more), making);
        }

        private boolean areOutOfReach(PartPods pods) {
            return !where.found().inside() && pods.places().size() > 1;
        }

        private String outOfReach(String part, PartPods pods) {
            return "the namespace " + where.namespace() + " has "
                    + pods.places().size() + " pods of " + part + " ("
                    + pods.places().keySet().stream().sorted().collect(Collectors.joining(", "))
                    + "), and addresses of pods cannot be reached from here";
        }
    }

    /** The hosts on which gateways are registered. */
    private static final class InEtcd {

        private final Deployment openim;
        private final EtcdRegistrations etcd;
        private final Deadline deadline;
        private final URI one;

        InEtcd(Deployment openim, EtcdRegistrations etcd) {
            this.openim = openim;
            this.etcd = etcd;
            this.deadline = Deadline.in(openim.settings().deadlines().call());
            this.one = openim.settings().endpoints().gateway();
        }

        InstanceSearch found() {
            ServerInstances named = openim.doors();
            Several gateways = named.gateways();
            if (isNamedByPeople(openim, SettingKey.GATEWAY_URLS)
                    || (gateways.all().size() == 1 && gateways.known().more().isPresent())) {
                return new InstanceSearch(named, Optional.empty());
            }
            List<HostPort> registered = registered();
            Set<String> hosts = new LinkedHashSet<>();
            registered.forEach(address -> hosts.add(address.host()));
            return gateways.all().size() > 1
                    ? new InstanceSearch(named.withGateways(besides(gateways, hosts)), Optional.empty())
                    : found(named, gateways, registered.size(), hosts);
        }

        private InstanceSearch found(ServerInstances named, Several gateways, int registered, Set<String> hosts) {
            List<Place> places = new ArrayList<>();
            List<String> more = new ArrayList<>();
            if (hosts.size() > 1) {
                hosts.forEach(host -> look(host, places, more));
            }
            if (places.size() < 2) {
                return new InstanceSearch(
                        named,
                        registered > 1
                                ? Optional.of(new Hidden(
                                        registered,
                                        "etcd has " + registered + " gateways registered, and which of them are met"
                                                + " through " + gateways.all().get(0)
                                                + " cannot be told (openim.gateway.urls names each)"
                                                + joined(more)
                                                        .map(why -> "; " + why)
                                                        .orElse("")))
                                : Optional.empty());
            }
            if (registered > hosts.size()) {
                more.add("etcd has " + registered + " gateways registered on " + hosts.size()
                        + " hosts, and on each one port alone is known (openim.gateway.urls names each)");
            }
            Several several =
                    named.found(gateways, places, joined(more), named.makers().gateway());
            return new InstanceSearch(named.withGateways(several), Optional.empty());
        }

        private void look(String host, List<Place> places, List<String> more) {
            URI url = URI.create("ws://" + new HostPort(host, port()));
            if (url.equals(one) || isWhereTheKnownOneIs(host)) {
                places.add(new Place(one, Optional.empty(), true));
                return;
            }
            if (Loopback.isHost(host) && !isHere()) {
                more.add("etcd has a gateway registered at " + host + ", which leads each machine to itself");
                return;
            }
            try {
                OwnHosts.of(openim.settings()).requireOwn(url, deadline);
                places.add(new Place(url, Optional.empty(), false));
            } catch (NotLookedAt | NotConnected notAsked) {
                more.add(String.valueOf(notAsked.getMessage()));
            }
        }

        /** One on this machine may be known here on loopback, and registers the address that others have for it. */
        private boolean isWhereTheKnownOneIs(String host) {
            return Loopback.isHost(String.valueOf(one.getHost())) && OwnHosts.isThisMachine(host);
        }

        private boolean isHere() {
            return openim.settings().directories().server().isPresent() || Loopback.isHost(one.getHost());
        }

        /** That of the gateway that is known; a proxy before them has one of its own. */
        private int port() {
            boolean isGateways = "ws".equals(one.getScheme())
                    && one.getPort() > 0
                    && one.getRawPath().replace("/", "").isEmpty();
            return isGateways ? one.getPort() : Port.GATEWAY;
        }

        /** What files name is on one machine. */
        private Several besides(Several named, Set<String> hosts) {
            OwnHosts here = OwnHosts.named(
                    named.known().urls().stream().map(URI::getHost).toList(), List.of());
            List<String> elsewhere = hosts.stream()
                    .filter(host -> !Loopback.isHost(host) && !isOf(here, host))
                    .toList();
            return elsewhere.isEmpty()
                    ? named
                    : named.lacking("etcd has gateways registered on " + String.join(", ", elsewhere)
                            + " too, which the files here do not name (openim.gateway.urls names each)");
        }

        private boolean isOf(OwnHosts hosts, String host) {
            try {
                hosts.requireOwn(new HostPort(host, port()).url(false), deadline);
                return true;
            } catch (NotLookedAt | NotConnected elsewhere) {
                return false;
            }
        }

        /** Where etcd has gateways; what a process that died left behind is not counted, nor is anything where it cannot be asked. */
        private List<HostPort> registered() {
            try {
                Registrations all = etcd.read(deadline);
                return all.endpoints().entrySet().stream()
                        .filter(service -> Registrations.isOfGateways(service.getKey()))
                        .map(service -> service.getValue().stream()
                                .filter(address -> isKept(all, service.getKey(), address))
                                .map(HostPort::parse)
                                .toList())
                        .max(Comparator.comparingInt(List::size))
                        .orElse(List.of());
            } catch (CannotLook | NotLookedAt unknown) {
                return List.of();
            }
        }

        private boolean isKept(Registrations all, String service, String address) {
            return Optional.ofNullable(all.leases().get(Registrations.named(service, address)))
                    .filter(lease -> etcd.isRunningOut(lease, deadline))
                    .isEmpty();
        }
    }
}
