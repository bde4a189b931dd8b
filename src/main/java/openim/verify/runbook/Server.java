package openim.verify.runbook;

import java.util.Arrays;
import java.util.Optional;

/** A server that is stopped and started as a whole; never one of its services alone. */
public enum Server {
    OPENIM("OpenIMServer", Tier.OPENIM_SERVER, "open-im-server", "openim-server"),
    CHAT("ChatServer", Tier.CHAT_SERVER, "chat", "openim-chat");

    private final String title;
    private final Tier tier;
    private final String checkout;
    private final String container;

    Server(String title, Tier tier, String checkout, String container) {
        this.title = title;
        this.tier = tier;
        this.checkout = checkout;
        this.container = container;
    }

    /** The server whose processes are of that tier. */
    public static Optional<Server> of(Tier tier) {
        return Arrays.stream(values()).filter(server -> server.tier == tier).findFirst();
    }

    /** As the document calls it: {@code OpenIMServer}. */
    public String title() {
        return title;
    }

    public Tier tier() {
        return tier;
    }

    /** The usual name of its checkout, such as {@code open-im-server}. */
    public String checkout() {
        return checkout;
    }

    /** Its service in openim-docker's compose file, such as {@code openim-server}. */
    public String container() {
        return container;
    }
}
