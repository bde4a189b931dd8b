package openim.verify.client.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.net.HostPort;

/**
 * Which of a namespace's workloads is which part of OpenIM: by what the settings say, by the names of OpenIM's own manifests and
 * charts, and for OpenIM's services by the name of their image.
 *
 * @param called what the settings say, by the part's name: a name, or a label and its value
 */
public record WorkloadParts(Map<String, String> called) {

    private static final Map<String, List<String>> SERVER = named(
            "openim-api=openim-api",
            "openim-msggateway=messagegateway-rpc-server,openim-msggateway",
            "openim-msgtransfer=openim-msgtransfer-server,openim-msgtransfer",
            "openim-push=push-rpc-server,openim-push",
            "openim-crontask=openim-crontask",
            "openim-rpc-auth=auth-rpc-server,openim-rpc-auth",
            "openim-rpc-user=user-rpc-server,openim-rpc-user",
            "openim-rpc-msg=msg-rpc-server,openim-rpc-msg",
            "openim-rpc-friend=friend-rpc-server,openim-rpc-friend",
            "openim-rpc-group=group-rpc-server,openim-rpc-group",
            "openim-rpc-conversation=conversation-rpc-server,openim-rpc-conversation",
            "openim-rpc-third=third-rpc-server,openim-rpc-third");

    private static final Map<String, List<String>> CHAT = named(
            "chat-api=chat-api-server,openim-chat-api,chat-api",
            "chat-rpc=chat-rpc-server,openim-chat-rpc,chat-rpc",
            "admin-api=admin-api-server,openim-admin-api,admin-api",
            "admin-rpc=admin-rpc-server,openim-admin-rpc,admin-rpc",
            "bot-api=bot-api-server,openim-bot-api,bot-api",
            "bot-rpc=bot-rpc-server,openim-bot-rpc,bot-rpc");

    private static final Map<String, List<String>> COMPONENTS = named(
            "mongo=mongo-statefulset,mongo,mongodb",
            "redis=redis-statefulset,redis",
            "kafka=kafka-statefulset,kafka",
            "etcd=etcd-statefulset,etcd",
            "minio=minio,minio-statefulset");

    private static final Set<String> SHIPPED_CHAT = Set.of("chat-api", "chat-rpc", "admin-api", "admin-rpc");

    private static final Pattern IMAGE = Pattern.compile("(?:[^\\s@]*/)?([^\\s/:@]+).*");

    public WorkloadParts {
        called = Map.copyOf(called);
    }

    private static Map<String, List<String>> named(String... lines) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        Stream.of(lines)
                .map(line -> line.split("=", 2))
                .forEach(pair -> named.put(pair[0], List.of(pair[1].split(",", -1))));
        return named;
    }

    /** The parts of OpenIMServer; each of them is in OpenIM's own manifests. */
    public static Set<String> ofServer() {
        return SERVER.keySet();
    }

    /** The parts of ChatServer that are in its own manifests. */
    public static Set<String> ofChat() {
        return CHAT.keySet().stream()
                .filter(SHIPPED_CHAT::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The parts of ChatServer, bots among them. */
    public static Set<String> ofChatAtTheMost() {
        return CHAT.keySet();
    }

    /** The external components, which may be elsewhere. */
    public static Set<String> components() {
        return COMPONENTS.keySet();
    }

    /** The name by which a part is looked for first. */
    public String expected(String part) {
        return Optional.ofNullable(called.get(part)).orElseGet(() -> names(part).get(0));
    }

    /** The workload that is that part. */
    public Optional<Workload> find(String part, List<Workload> among) {
        String told = called.get(part);
        if (told != null) {
            return among.stream().filter(each -> isCalled(each, told)).findFirst();
        }
        return names(part).stream()
                .flatMap(name -> among.stream().filter(each -> each.name().equals(name)))
                .findFirst()
                .or(() -> COMPONENTS.containsKey(part)
                        ? Optional.empty()
                        : among.stream().filter(each -> isMadeFrom(each, part)).findFirst());
    }

    /** Those that are there, by their part, in the order in which parts are mended. */
    public Map<String, Workload> all(Set<String> parts, List<Workload> among) {
        Map<String, Workload> found = new LinkedHashMap<>();
        parts.forEach(part -> find(part, among).ifPresent(workload -> found.put(part, workload)));
        return found;
    }

    private static boolean isCalled(Workload workload, String told) {
        int equals = told.indexOf('=');
        return equals < 0
                ? workload.name().equals(told)
                : told.substring(equals + 1).equals(workload.labels().get(told.substring(0, equals)));
    }

    private static boolean isMadeFrom(Workload workload, String part) {
        return workload.images().stream()
                .map(IMAGE::matcher)
                .filter(Matcher::matches)
                .map(image -> image.group(1))
                .anyMatch(image -> image.equals(part) || image.equals("openim-" + part));
    }

    private static List<String> names(String part) {
        return Stream.of(SERVER, CHAT, COMPONENTS)
                .flatMap(some -> Stream.ofNullable(some.get(part)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no part " + part));
    }

    /**
     * Where the pods of one part of OpenIM are that clients come to: the addresses behind its services.
     *
     * <p>An address is that of a pod by the cluster's word, and the pod is one of the part's by its labels. What else is behind a
     * service, such as an address that somebody wrote down, may be anybody's, and is told and not taken. A pod that is not ready counts
     * only as long as there are fewer ready ones than are wanted: one more on its way is none that is missed.
     *
     * @param workload what keeps them
     * @param places by the pod's name
     * @param nowhere the pods that no service leads to, because they have no address yet or for whatever reason
     * @param strangers addresses of which it is not known whose they are, each with its service
     */
    public record PartPods(
            Workload workload, Map<String, HostPort> places, List<String> nowhere, List<String> strangers) {

        public PartPods {
            places = Map.copyOf(places);
            nowhere = List.copyOf(nowhere);
            strangers = List.copyOf(strangers);
        }

        /**
         * Those of some parts, as they are now.
         *
         * @param ports by the part's name the port that it listens on for clients, by its configuration
         * @return by the part's name; without those that nothing in the namespace is known to be
         * @throws openim.verify.verdict.CannotLook if the cluster does not let us look
         */
        public static Map<String, PartPods> all(Map<String, Integer> ports, Namespace namespace, WorkloadParts parts) {
            Map<String, Workload> workloads = parts.all(ports.keySet(), namespace.deployments());
            if (workloads.isEmpty()) {
                return Map.of();
            }
            List<Pod> pods = namespace.pods();
            List<ClusterService> services = namespace.doors();
            Map<String, List<ServiceAddress>> behind = namespace.behind();
            Map<String, PartPods> all = new HashMap<>();
            workloads.forEach((part, workload) ->
                    all.put(part, of(workload, ports.getOrDefault(part, 0), pods, services, behind)));
            return all;
        }

        private static PartPods of(
                Workload workload,
                int port,
                List<Pod> pods,
                List<ClusterService> services,
                Map<String, List<ServiceAddress>> behind) {
            List<Pod> own = pods.stream().filter(workload::keeps).toList();
            Set<String> staying = names(own.stream().filter(pod -> !pod.leaving()));
            Set<String> leaving = names(own.stream().filter(Pod::leaving));
            Map<String, HostPort> places = new LinkedHashMap<>();
            Set<String> ready = new LinkedHashSet<>();
            List<String> strangers = new ArrayList<>();
            services.stream()
                    .filter(service -> service.leadsTo(workload.labels()))
                    .forEach(service -> port(service, port)
                            .ifPresent(door -> behind.getOrDefault(service.name(), List.of()).stream()
                                    .filter(address -> address.port(door.name()).isPresent())
                                    .filter(address -> address.pod()
                                            .filter(leaving::contains)
                                            .isEmpty())
                                    .forEach(address -> {
                                        HostPort place = new HostPort(
                                                address.host(),
                                                address.port(door.name()).orElseThrow());
                                        Optional<String> pod = address.pod().filter(staying::contains);
                                        pod.ifPresent(name -> places.putIfAbsent(name, place));
                                        pod.filter(name -> address.ready()).ifPresent(ready::add);
                                        if (pod.isEmpty()) {
                                            strangers.add(place + " behind the service " + service.name());
                                        }
                                    })));
            List<String> nowhere = new ArrayList<>(staying);
            nowhere.removeAll(places.keySet());
            if (ready.size() >= workload.wanted()) {
                places.keySet().retainAll(ready);
                nowhere.clear();
            }
            return new PartPods(
                    workload, places, nowhere, strangers.stream().distinct().toList());
        }

        private static Set<String> names(Stream<Pod> pods) {
            return pods.map(Pod::name).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** The port of a service that leads to that one of the pods; where this has a name there, the one with the same number. */
        private static Optional<ClusterService.Port> port(ClusterService service, int port) {
            return service.ports().stream()
                    .filter(each -> each.target() == port)
                    .findFirst()
                    .or(() -> service.ports().stream()
                            .filter(each -> each.port() == port)
                            .findFirst());
        }
    }
}
