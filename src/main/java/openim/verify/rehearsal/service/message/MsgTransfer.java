package openim.verify.rehearsal.service.message;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.MsgDataToMongoByMQ;
import openim.verify.client.wire.PushMsgDataToMQ;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.Conversation;
import openim.verify.rehearsal.service.store.MessageArchive;
import openim.verify.rehearsal.service.store.MessageCache;
import openim.verify.rehearsal.service.store.Sequence;
import openim.verify.rehearsal.service.store.ServerMongo;
import openim.verify.rehearsal.service.user.ConversationRpc;
import openim.verify.rehearsal.service.user.GroupRpc;

/**
 * One openim-msgtransfer: numbers messages, puts them into the cache, hands them on to be stored and pushed, and stores
 * those that come back.
 */
public final class MsgTransfer implements Duty, AutoCloseable {

    private static final long LOWER_BY = 20;

    private final ServerMongo mongo;
    private final Sequence sequence;
    private final MessageCache cache;
    private final MessageArchive archive;
    private final Remote<ConversationRpc> conversations;
    private final Remote<GroupRpc> groups;
    private final Lies lies;
    private final Outbox outbox;
    private final Intake numbering;
    private final Intake storing;
    private final AtomicLong failedInserts = new AtomicLong();

    /**
     * @param name its name in the consumer groups
     * @param bootstrap Kafka's, {@code host:port}
     * @param mongoUri this process has a connection of its own, which breaks by itself
     * @param session how long the consumer groups wait for it when it is silent
     */
    public MsgTransfer(
            String name,
            String bootstrap,
            String mongoUri,
            Duration session,
            Sequence sequence,
            MessageCache cache,
            Remote<ConversationRpc> conversations,
            Remote<GroupRpc> groups,
            Lies lies) {
        this.mongo = new ServerMongo(mongoUri);
        this.sequence = sequence;
        this.cache = cache;
        this.archive = new MessageArchive(mongo);
        this.conversations = conversations;
        this.groups = groups;
        this.lies = lies;
        this.outbox = new Outbox(bootstrap, "connection refused");
        this.numbering = new Intake(new Subscription(
                bootstrap, Topic.TO_REDIS, "redis", name, session, Commits.WHAT_WAS_TAKEN, this::number));
        this.storing = new Intake(new Subscription(
                bootstrap, Topic.TO_MONGO, "mongo", name, session, Commits.WHAT_WENT_WELL, this::store));
    }

    @Override
    public void begin(Life life) {
        numbering.begin(life);
        storing.begin(life);
    }

    @Override
    public void end() {
        numbering.end();
        storing.end();
        outbox.close();
    }

    /** How many partitions it reads of {@code toRedis} and {@code toMongo} together. */
    public int partitions() {
        return numbering.partitions() + storing.partitions();
    }

    /** Whether it runs and has no partition yet of one of them. */
    public boolean awaitsItsShare() {
        return numbering.awaitsItsShare() || storing.awaitsItsShare();
    }

    /** How many batches it failed to store, as it counts for Prometheus. */
    public long failedInserts() {
        return failedInserts.get();
    }

    @Override
    public void close() {
        outbox.close();
        mongo.close();
    }

    private boolean number(String key, byte[] value, Life life) {
        try {
            MsgData taken = MsgData.parseFrom(value);
            MsgData message = lies.told(Lie.CORRUPTS) ? Corruption.of(taken) : taken;
            String conversation = Conversation.idOf(message);
            if (message.getOptionsOrDefault("history", true)) {
                message = keep(conversation, message, life);
                if (!lies.told(Lie.STORES_NOTHING)) {
                    outbox.send(Topic.TO_MONGO, key, toMongo(conversation, message));
                }
            }
            life.pass();
            outbox.send(Topic.TO_PUSH, key, toPush(conversation, message));
            return true;
        } catch (RpcFailure | InvalidProtocolBufferException e) {
            // As the real one: it is logged, and the record is committed all the same.
            return false;
        }
    }

    private MsgData keep(String conversation, MsgData message, Life life) {
        long before = sequence.take(conversation, 1);
        MsgData numbered = message.toBuilder().setSeq(told(before + 1)).build();
        life.pass();
        cache.put(conversation, numbered);
        if (before == 0 && !Conversation.isNotification(message)) {
            createConversation(conversation, message);
        }
        return numbered;
    }

    private long told(long seq) {
        if (lies.told(Lie.REUSES_SEQS)) {
            return seq - (seq + 1) % 2;
        }
        return lies.told(Lie.LOWERS_SEQS) ? Math.max(1, seq - LOWER_BY) : seq;
    }

    private void createConversation(String conversation, MsgData message) {
        try {
            List<String> owners = message.getSessionType() == Conversation.GROUP
                    ? groups.call(rpc -> rpc.members(message.getGroupID()))
                    : List.of(message.getSendID(), message.getRecvID());
            conversations.call(rpc -> rpc.create(conversation, message.getSessionType(), message.getGroupID(), owners));
        } catch (RpcFailure e) {
            // The message goes on without; the conversation is missing from its members' lists.
            return;
        }
    }

    private boolean store(String key, byte[] value, Life life) {
        try {
            MsgDataToMongoByMQ batch = MsgDataToMongoByMQ.parseFrom(value);
            if (lies.told(Lie.FAILS_TO_STORE)) {
                throw RpcFailure.internal("write failed");
            }
            for (MsgData message : batch.getMsgDataList()) {
                life.pass();
                archive.store(batch.getConversationID(), MsgRpc.sent(message));
            }
            return true;
        } catch (RpcFailure | InvalidProtocolBufferException e) {
            failedInserts.incrementAndGet();
            return false;
        }
    }

    private static byte[] toMongo(String conversation, MsgData message) {
        return MsgDataToMongoByMQ.newBuilder()
                .setLastSeq(message.getSeq() - 1)
                .setConversationID(conversation)
                .addMsgData(message)
                .build()
                .toByteArray();
    }

    private static byte[] toPush(String conversation, MsgData message) {
        return PushMsgDataToMQ.newBuilder()
                .setConversationID(conversation)
                .setMsgData(message)
                .build()
                .toByteArray();
    }
}
