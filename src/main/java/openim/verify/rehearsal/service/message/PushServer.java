package openim.verify.rehearsal.service.message;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PushMsgDataToMQ;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.process.DeadProcessException;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.Conversation;
import openim.verify.rehearsal.service.user.GroupRpc;
import openim.verify.rehearsal.service.user.OnlineUsers;

/** One openim-push: has the gateway push each message to those of its receivers who are online. */
public final class PushServer implements Duty {

    private static final Duration BEFORE_TWICE = Duration.ofMillis(700);
    private static final Duration LATE = Duration.ofMillis(300);
    private static final int DEAF_PARTITION = 3;

    /** What the gateway does for it. */
    public interface Gateway {

        /** Pushes the message to all connections of these users. */
        Boolean push(Set<String> userIds, String conversation, MsgData message);
    }

    private final OnlineUsers online;
    private final Gateway gateway;
    private final Remote<GroupRpc> groups;
    private final Lies lies;
    private final Intake intake;
    private final Intake offline;
    private final Map<String, List<String>> members = new ConcurrentHashMap<>();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "push late");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Swap> swaps = new ConcurrentHashMap<>();

    /**
     * @param name its name in the consumer group
     * @param bootstrap Kafka's, {@code host:port}
     * @param session how long the consumer group waits for it when it is silent
     */
    public PushServer(
            String name,
            String bootstrap,
            Duration session,
            OnlineUsers online,
            Gateway gateway,
            Remote<GroupRpc> groups,
            Lies lies) {
        this.online = online;
        this.gateway = gateway;
        this.groups = groups;
        this.lies = lies;
        this.intake = new Intake(
                new Subscription(bootstrap, Topic.TO_PUSH, "push", name, session, Commits.NOTHING, this::push));
        this.offline = new Intake(new Subscription(
                bootstrap,
                Topic.TO_OFFLINE_PUSH,
                "offlinePush",
                name,
                session,
                Commits.WHAT_WAS_TAKEN,
                (key, value, life) -> true));
    }

    @Override
    public void begin(Life life) {
        members.clear();
        intake.begin(life);
        offline.begin(life);
    }

    @Override
    public void end() {
        intake.end();
        offline.end();
    }

    /** How many partitions it reads of {@code toPush}. */
    public int partitions() {
        return intake.partitions();
    }

    /** Whether it runs and has no partition of it yet. */
    public boolean awaitsItsShare() {
        return intake.awaitsItsShare();
    }

    private boolean push(String key, byte[] value, Life life) {
        try {
            PushMsgDataToMQ taken = PushMsgDataToMQ.parseFrom(value);
            MsgData message = MsgRpc.sent(taken.getMsgData());
            if (lies.told(Lie.ONE_PARTITION_DEAF) && Conversation.partition(key) == DEAF_PARTITION) {
                return true;
            }
            if (lies.told(Lie.REORDERS)) {
                swaps.computeIfAbsent(key, other -> new Swap()).push(() -> push(taken, message, life));
            } else if (lies.told(Lie.PUSHES_LATE)) {
                pushLate(taken, message, life);
            } else {
                push(taken, message, life);
            }
            return true;
        } catch (RpcFailure | InvalidProtocolBufferException e) {
            return false;
        }
    }

    private void push(PushMsgDataToMQ taken, MsgData message, Life life) {
        Set<String> receivers = receivers(message);
        receivers.removeIf(receiver -> !online.online(receiver));
        if (!receivers.isEmpty()) {
            gateway.push(receivers, conversation(taken), signed(message));
            if (lies.told(Lie.DELIVERS_TWICE)) {
                pushAgain(receivers, taken.getConversationID(), message, life);
            }
        }
    }

    private String conversation(PushMsgDataToMQ taken) {
        String conversation = taken.getConversationID();
        return lies.told(Lie.PUSHES_IN_ANOTHER_CONVERSATION) ? conversation + "x" : conversation;
    }

    private MsgData signed(MsgData message) {
        return lies.told(Lie.PUSHES_UNDER_ANOTHER_NAME)
                ? message.toBuilder().setSendID("somebody").build()
                : message;
    }

    /** In their order, and without keeping those behind them waiting. */
    private void pushLate(PushMsgDataToMQ taken, MsgData message, Life life) {
        var unused = late.schedule(
                () -> {
                    try {
                        push(taken, message, life);
                    } catch (RpcFailure | DeadProcessException e) {
                        // Then it is not pushed at all, as when a process dies with what it holds.
                        return;
                    }
                },
                LATE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Set<String> receivers(MsgData message) {
        Set<String> receivers = new LinkedHashSet<>();
        if (message.getSessionType() == Conversation.GROUP) {
            receivers.addAll(members.computeIfAbsent(
                    message.getGroupID(), group -> new ArrayList<>(groups.call(rpc -> rpc.members(group)))));
            if (lies.told(Lie.FORGETS_A_MEMBER)) {
                receivers.remove(new ArrayList<>(receivers).get(receivers.size() - 1));
            }
        } else {
            receivers.add(message.getRecvID());
            if (message.getOptionsOrDefault("senderSync", true) && !lies.told(Lie.NEGLECTS_OTHER_DEVICES)) {
                receivers.add(message.getSendID());
            }
        }
        return receivers;
    }

    private void pushAgain(Set<String> receivers, String conversation, MsgData message, Life life) {
        Thread thread = new Thread(
                () -> {
                    try {
                        life.pause(BEFORE_TWICE);
                        gateway.push(receivers, conversation, message);
                    } catch (RpcFailure | DeadProcessException e) {
                        // Then it is pushed once only.
                        return;
                    }
                },
                "push again");
        thread.setDaemon(true);
        thread.start();
    }
}
