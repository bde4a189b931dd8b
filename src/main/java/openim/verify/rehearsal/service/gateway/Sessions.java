package openim.verify.rehearsal.service.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.PushMessages;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.store.Conversation;
import openim.verify.rehearsal.service.user.Connections;

/** The sessions that the gateway holds now. */
final class Sessions {

    private static final Duration NEW = Duration.ofSeconds(10);

    private final Lies lies;
    private final Edition edition;
    private final AtomicLong kicks = new AtomicLong();
    private final Map<String, List<ClientSession>> byUser = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    Sessions(Lies lies, Edition edition) {
        this.lies = lies;
        this.edition = edition;
    }

    /** Takes one in; those of the same user and platform with another token are kicked. */
    void add(ClientSession session) {
        kickOthers(session.userId(), session.platform(), session.token());
        byUser.computeIfAbsent(session.userId(), user -> new CopyOnWriteArrayList<>())
                .add(session);
        changed.add(session.userId());
    }

    /** Kicks those of this user and platform that were opened with another token. */
    void kickOthers(String userId, int platform, String token) {
        kickIf(userId, other -> other.platform() == platform && !other.token().equals(token));
    }

    void remove(ClientSession session) {
        if (byUser.getOrDefault(session.userId(), List.of()).remove(session)) {
            changed.add(session.userId());
        }
    }

    Stream<ClientSession> all() {
        return byUser.values().stream().flatMap(List::stream);
    }

    /** Users who came or left since this was last asked, and the platforms on which they are now. */
    Map<String, Set<Integer>> changes() {
        Set<String> users = Set.copyOf(changed);
        changed.removeAll(users);
        return users.stream().collect(Collectors.toMap(user -> user, this::platforms));
    }

    /** Drops all, and forgets them. */
    void dropAll() {
        List<ClientSession> dropped = all().toList();
        byUser.clear();
        changed.clear();
        dropped.forEach(ClientSession::drop);
    }

    /** Those of this user. */
    List<Connections.Connection> of(String userId) {
        return ofUser(userId).stream().map(ClientSession::connection).toList();
    }

    /** Tells those of this user and platform that another took their place, and drops them. */
    void kick(String userId, int platform) {
        kickIf(userId, session -> session.platform() == platform);
    }

    /** Pushes the message to all sessions of these users. */
    Boolean push(Set<String> userIds, String conversation, MsgData message) {
        PullMsgs messages = PullMsgs.newBuilder().addMsgs(message).build();
        PushMessages.Builder pushed = PushMessages.newBuilder();
        String data = ServerFrame.encoded((Conversation.isOfNotifications(conversation)
                        ? pushed.putNotificationMsgs(conversation, messages)
                        : pushed.putMsgs(conversation, messages))
                .build());
        ServerFrame.Response frame =
                new ServerFrame.Response(ServerFrame.PUSH, "", message.getServerMsgID(), 0, "", data);
        userIds.stream()
                .flatMap(user -> ofUser(user).stream())
                .filter(this::hears)
                .forEach(session -> session.send(frame));
        return true;
    }

    private boolean hears(ClientSession session) {
        return !lies.told(Lie.ANSWERS_ONLY_PINGS)
                && !(lies.told(Lie.PUSHES_ONLY_TO_NEW_SESSIONS) && session.age().compareTo(NEW) > 0);
    }

    /** On which platforms this user is connected. */
    Set<Integer> platforms(String user) {
        return ofUser(user).stream().map(ClientSession::platform).collect(Collectors.toSet());
    }

    private void kickIf(String user, Predicate<ClientSession> kicked) {
        for (ClientSession session : ofUser(user)) {
            if (kicked.test(session)) {
                remove(session);
                if (edition.tellsKick(kicks.getAndIncrement()) && !lies.told(Lie.KICKS_WITHOUT_A_WORD)) {
                    session.send(new ServerFrame.Response(ServerFrame.KICKED, "", "", 0, "", null));
                }
                session.drop();
            }
        }
    }

    private List<ClientSession> ofUser(String user) {
        return byUser.getOrDefault(user, List.of());
    }
}
