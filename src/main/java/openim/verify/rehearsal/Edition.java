package openim.verify.rehearsal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Of which release the rehearsal is, each with the ChatServer of its time: wherein releases differ from each other and from the
 * main branch, as measured on real servers and read in their sources.
 */
public enum Edition {
    /** The main branch, as of late 2026. */
    MAIN("main", "main", "main"),
    /** The last patches of 3.8.3, of which this one was measured. */
    V3_8_3_PATCH_15("3.8.3-patch.15", "v3.8.3-patch.15", "v1.8.4-patch.5"),
    V3_8_2("3.8.2", "3.8.2", "v1.8.3"),
    V3_8_1("3.8.1", "3.8.1", "v1.8.2");

    /** OpenIMServer's services, as its configuration calls them. */
    public static final List<String> SERVER_ROLES =
            List.of("user", "friend", "msg", "push", "messageGateway", "group", "auth", "conversation", "third");

    private static final Duration OLD_OBJECT = Duration.ofSeconds(10);
    private static final int ONE_KICK_OF = 4;

    private final String typed;
    private final String serverVersion;
    private final String chatVersion;

    Edition(String typed, String serverVersion, String chatVersion) {
        this.typed = typed;
        this.serverVersion = serverVersion;
        this.chatVersion = chatVersion;
    }

    /**
     * The one of that name, as it is typed: {@code 3.8.3-patch.15}; a leading {@code v} is passed over.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Edition named(String typed) {
        String name = typed.strip().toLowerCase(Locale.ROOT).replaceFirst("^v(?=\\d)", "");
        return Arrays.stream(values())
                .filter(edition -> edition.typed.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rehearsal is a release of that name; there are "
                        + Arrays.stream(values()).map(each -> each.typed).collect(Collectors.joining(", "))));
    }

    /** What is in OpenIMServer's version file; up to 3.8.2 without a {@code v}. */
    public String serverVersion() {
        return serverVersion;
    }

    /** The tag of OpenIMServer's image, with a {@code v} for every release. */
    public String serverImageTag() {
        return this == MAIN ? typed : "v" + typed;
    }

    /** Which ChatServer goes with it. */
    public String chatVersion() {
        return chatVersion;
    }

    /** Whether clients may talk JSON to the gateway; else it talks gob whatever it is told, and takes no other frame. */
    public boolean speaksJson() {
        return this != V3_8_1;
    }

    /**
     * Whether a session whose place another takes is told so before its socket is closed: mostly not where the frame is put into
     * a queue and the socket closed at once.
     *
     * @param kick which kick of this gateway it is, counted from 0
     */
    public boolean tellsKick(long kick) {
        return this != V3_8_3_PATCH_15 || kick % ONE_KICK_OF == 0;
    }

    /** Whether it is looked who writes a message, and who asks for messages, by WebSocket. */
    public boolean looksWhoAsks() {
        return this == MAIN;
    }

    /** Whether a message that is marked as read is forgotten in Redis, whether MongoDB has it yet or not; since 3.8.3. */
    public boolean forgetsWhatIsRead() {
        return this == MAIN || this == V3_8_3_PATCH_15;
    }

    /** For how long an object name that was asked for and then given to another object still leads to the old one. */
    public Duration servesOldObjectFor() {
        return this == MAIN ? Duration.ZERO : OLD_OBJECT;
    }

    /** Whether openim-api has {@code /msg/send_simple_msg}. */
    public boolean hasSimpleMessages() {
        return this == MAIN;
    }

    /** Whether openim-api tells Prometheus where the processes are; since 3.8.3. */
    public boolean tellsPrometheus() {
        return this == MAIN || this == V3_8_3_PATCH_15;
    }

    /** Whether ChatServer has {@code /application/latest_version}; since its 1.8.3. */
    public boolean tellsLatestVersion() {
        return this != V3_8_1;
    }

    /** Whether admin-api wants to know the version of the pages that an administrator logs in from. */
    public boolean wantsVersionOfPages() {
        return this == MAIN;
    }

    /** Whether the answer to a message that was sent by REST says that nothing in it was modified. */
    public boolean saysWhatWasModified() {
        return this != MAIN;
    }

    /** Whether the error of a token has a detail, which holds the token. */
    public boolean echoesTokens() {
        return this != MAIN;
    }

    /** Whether ChatServer has bot-api and bot-rpc. */
    public boolean hasBots() {
        return this == MAIN;
    }

    /** How often openim-crontask runs, by its start-config.yml. */
    public int crontasks() {
        return this == MAIN ? 4 : 1;
    }

    /** Whether a process whose registration was lost with its lease registers anew by itself. */
    public boolean registersAnew() {
        return this == MAIN;
    }

    /** Whether OpenIMServer's names in etcd are in discovery.yml, and not in share.yml. */
    public boolean hasServerNamesInDiscovery() {
        return this == MAIN;
    }

    /** The same of ChatServer's, since its 1.8.4. */
    public boolean hasChatNamesInDiscovery() {
        return this == MAIN || this == V3_8_3_PATCH_15;
    }

    /**
     * Under which name one of OpenIMServer's services is registered in etcd.
     *
     * @param role as its configuration calls it: {@code user}, {@code messageGateway}
     */
    public String serverService(String role) {
        return hasServerNamesInDiscovery() ? role.toLowerCase(Locale.ROOT) + "-rpc-service" : role;
    }

    /** The same of ChatServer's: {@code chat}, {@code admin}, {@code bot}. */
    public String chatService(String role) {
        return hasChatNamesInDiscovery() ? role + "-rpc-service" : role;
    }

    /** ChatServer's services, as its configuration calls them. */
    public List<String> chatRoles() {
        return hasBots() ? List.of("chat", "admin", "bot") : List.of("chat", "admin");
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return typed;
    }
}
