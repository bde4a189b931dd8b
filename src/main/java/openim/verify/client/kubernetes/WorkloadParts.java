package openim.verify.client.kubernetes;

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
}
