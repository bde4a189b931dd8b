package openim.verify.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A part of a deployment that can fail by itself; the order is that in which they are mended. */
public enum Part {
    MONGO("MongoDB"),
    REDIS("Redis"),
    KAFKA("Kafka"),
    ETCD("etcd"),
    MINIO("MinIO"),

    OPENIM_API(Tier.OPENIM_SERVER),
    OPENIM_MSGGATEWAY(Tier.OPENIM_SERVER),
    OPENIM_MSGTRANSFER(Tier.OPENIM_SERVER),
    OPENIM_PUSH(Tier.OPENIM_SERVER),
    OPENIM_CRONTASK(Tier.OPENIM_SERVER),
    OPENIM_RPC_AUTH(Tier.OPENIM_SERVER),
    OPENIM_RPC_USER(Tier.OPENIM_SERVER),
    OPENIM_RPC_MSG(Tier.OPENIM_SERVER),
    OPENIM_RPC_FRIEND(Tier.OPENIM_SERVER),
    OPENIM_RPC_GROUP(Tier.OPENIM_SERVER),
    OPENIM_RPC_CONVERSATION(Tier.OPENIM_SERVER),
    OPENIM_RPC_THIRD(Tier.OPENIM_SERVER),
    /** All of OpenIMServer at once, as when its container is gone. */
    OPENIM_SERVER(Tier.OPENIM_SERVER, "OpenIMServer"),

    CHAT_API(Tier.CHAT_SERVER),
    CHAT_RPC(Tier.CHAT_SERVER),
    ADMIN_API(Tier.CHAT_SERVER),
    ADMIN_RPC(Tier.CHAT_SERVER),
    BOT_API(Tier.CHAT_SERVER),
    BOT_RPC(Tier.CHAT_SERVER),
    /** All of ChatServer at once. */
    OPENIM_CHAT(Tier.CHAT_SERVER, "ChatServer"),

    /** Whatever clients outside come in by: a reverse proxy, a load balancer, their certificates. */
    PROXY(Tier.SURROUNDINGS, "the proxy");

    private final Tier tier;
    private final String title;

    /** A component, by the name it gives itself. */
    Part(String title) {
        this(Tier.COMPONENTS, title);
    }

    Part(Tier tier, String title) {
        this.tier = tier;
        this.title = title;
    }

    /** A process of a server. */
    Part(Tier tier) {
        this.tier = tier;
        this.title = word();
    }

    /** The part of that name; for a component also that of its compose service. */
    public static Optional<Part> named(String word) {
        return Arrays.stream(values())
                .filter(part ->
                        part.word().equals(word) || part.composeServices().contains(word))
                .findFirst();
    }

    /** Its name in files, and that of its executable if it is a process: {@code mongo}, {@code openim-rpc-auth}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name in sentences. */
    public String title() {
        return title;
    }

    public Tier tier() {
        return tier;
    }

    public boolean isComponent() {
        return tier == Tier.COMPONENTS;
    }

    /** Whether it is a server with all its processes. */
    public boolean isWholeServer() {
        return server().map(Server::container).filter(word()::equals).isPresent();
    }

    /** The server it is a process of; empty for a component, and for what stands before the deployment. */
    public Optional<Server> server() {
        return Server.of(tier);
    }

    /** The service of the compose project that it runs in: for a process of a docker deployment the container of its server. */
    public String composeService(Installation installation) {
        return server().map(Server::container)
                .orElseGet(() -> this == MONGO && installation == Installation.SOURCE ? "mongodb" : word());
    }

    private List<String> composeServices() {
        return isComponent()
                ? Arrays.stream(Installation.values()).map(this::composeService).toList()
                : List.of();
    }
}
