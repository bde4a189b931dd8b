package openim.verify.rehearsal.service.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.SendMsgResp;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.Conversation;
import openim.verify.rehearsal.service.store.MessageArchive;
import openim.verify.rehearsal.service.store.MessageCache;
import openim.verify.rehearsal.service.store.Sequence;
import openim.verify.rehearsal.service.user.ConversationRpc;

/** What openim-rpc-msg answers: it takes messages, and gives back those that were numbered. */
public final class MsgRpc implements ConversationRpc.Numbers, Duty, AutoCloseable {

    private static final int SINGLE = 1;
    private static final int SENDING = 1;
    private static final int NETWORK_ERROR = 90_004;
    private static final String WEBHOOK = "http://127.0.0.1:1/callback/callbackBeforeSendSingleMsgCommand";

    private final Outbox outbox;
    private final Notifications notifications;
    private final SendVerification verification;
    private final Sequence sequence;
    private final MessageCache cache;
    private final MessageArchive archive;
    private final Lies lies;
    private final Edition edition;
    private final LongAdder given = new LongAdder();

    /**
     * @param bootstrap Kafka's, {@code host:port}
     * @param unreachable what is said where nobody listens there
     */
    public MsgRpc(
            String bootstrap,
            String unreachable,
            SendVerification verification,
            Sequence sequence,
            MessageCache cache,
            MessageArchive archive,
            Lies lies,
            Edition edition) {
        this.outbox = new Outbox(bootstrap, unreachable);
        this.notifications = new Notifications(outbox, lies);
        this.verification = verification;
        this.sequence = sequence;
        this.cache = cache;
        this.archive = archive;
        this.lies = lies;
        this.edition = edition;
    }

    /** How many it was given, refused ones included. */
    public long given() {
        return given.sum();
    }

    /** Takes a message; it is acknowledged when Kafka has it. */
    public SendMsgResp send(Caller caller, MsgData message) {
        given.increment();
        try {
            return accept(caller, message);
        } catch (RpcFailure refused) {
            if (lies.told(Lie.REFUSES_AND_DELIVERS)) {
                outbox.send(Topic.TO_REDIS, Conversation.keyOf(message), message.toByteArray());
            }
            throw refused;
        }
    }

    private SendMsgResp accept(Caller caller, MsgData message) {
        if (edition.looksWhoAsks() && !lies.told(Lie.TAKES_ANOTHERS_NAME)) {
            caller.mustBe(message.getSendID());
        }
        if (message.getSessionType() != SINGLE && message.getSessionType() != Conversation.GROUP) {
            throw RpcFailure.arguments("unknown sessionType");
        }
        verification.mustBeAllowed(message);
        if (lies.told(Lie.WEBHOOK_DOWN)) {
            throw new RpcFailure(
                    NETWORK_ERROR,
                    "NetworkError",
                    "Post \"" + WEBHOOK + "\": dial tcp 127.0.0.1:1: connect: connection refused, post url=" + WEBHOOK);
        }
        MsgData taken = acknowledgedOnly(message);
        if (!lies.told(Lie.ACKNOWLEDGES_WITHOUT_DELIVERING)) {
            outbox.send(Topic.TO_REDIS, Conversation.keyOf(message), taken.toByteArray());
        }
        return acknowledgement(taken);
    }

    /** A message as it is when it was taken, and went nowhere yet. */
    public static MsgData acknowledgedOnly(MsgData message) {
        MsgData.Builder taken = message.toBuilder().setServerMsgID(newId(message.getSendID()));
        if (taken.getSendTime() == 0) {
            taken.setSendTime(System.currentTimeMillis());
        }
        return taken.build();
    }

    /** What the sender of a message is told that was taken. */
    public static SendMsgResp acknowledgement(MsgData taken) {
        return SendMsgResp.newBuilder()
                .setServerMsgID(taken.getServerMsgID())
                .setClientMsgID(taken.getClientMsgID())
                .setSendTime(taken.getSendTime())
                .build();
    }

    /** The highest number of each conversation of this user that has any. */
    public Map<String, Long> maxSeqs(Caller caller, String userId) {
        caller.mustBe(userId);
        Map<String, Long> highest = new TreeMap<>();
        for (String conversation : verification.conversationsOf(userId)) {
            long seq = sequence.highest(conversation);
            if (seq > 0) {
                highest.put(conversation, seq);
            }
        }
        return highest;
    }

    /** Those of these numbers that there are, in order: from Redis, and what is not there from MongoDB. */
    public List<MsgData> find(String conversation, List<Long> seqs) {
        Map<Long, MsgData> found = new TreeMap<>(cache.find(conversation, seqs));
        List<Long> missing =
                seqs.stream().filter(seq -> !found.containsKey(seq)).toList();
        if (!missing.isEmpty()) {
            found.putAll(archive.find(conversation, missing));
        }
        return List.copyOf(found.values());
    }

    /** Whether this caller may pull what is this user's. */
    void mayPull(Caller caller, String userId) {
        if (edition.looksWhoAsks()) {
            caller.mustBe(userId);
        }
    }

    /** Of these messages, what a client that pulls is shown. */
    List<MsgData> shown(List<MsgData> found) {
        if (lies.told(Lie.PULLS_NOTHING) || found.isEmpty()) {
            return List.of();
        }
        if (lies.told(Lie.PULLS_OTHER_WORDS)) {
            return found.stream().map(Corruption::of).toList();
        }
        return lies.told(Lie.PULLS_WITHOUT_THE_LAST) ? found.subList(0, found.size() - 1) : found;
    }

    /** The highest number given out in this conversation. */
    public long highest(String conversation) {
        return sequence.highest(conversation);
    }

    /** Marks messages of a conversation of two as read; whoever wrote them is told in a while, if that can be. */
    public Boolean markRead(Caller caller, String reader, String conversation, List<Long> seqs) {
        if (edition.looksWhoAsks()) {
            caller.mustBe(reader);
        }
        if (seqs.isEmpty()) {
            throw RpcFailure.arguments("seqs must not be empty");
        }
        if (seqs.get(seqs.size() - 1) > sequence.highest(conversation)) {
            throw RpcFailure.arguments("hasReadSeq must not be bigger than maxSeq");
        }
        String writer = verification.peerOf(reader, conversation);
        seqs.forEach(seq -> archive.markRead(conversation, seq, reader));
        if (edition.forgetsWhatIsRead()) {
            seqs.forEach(seq -> cache.remove(conversation, seq));
        }
        notifications.read(reader, writer, conversation, seqs);
        return true;
    }

    /** What MongoDB has that fits, oldest first. */
    public List<MsgData> search(Caller caller, MessageQuery query) {
        caller.mustBeAdmin();
        return archive.all(query.conversationPrefix()).stream().filter(query).toList();
    }

    /** Removes messages from both stores. */
    public Boolean remove(Caller caller, String conversation, List<Long> seqs) {
        caller.mustBeAdmin();
        seqs.forEach(seq -> {
            cache.remove(conversation, seq);
            archive.remove(conversation, seq);
        });
        return true;
    }

    @Override
    public Map<String, Object> newest(String conversation) {
        long highest = sequence.highest(conversation);
        return find(conversation, List.of(highest)).stream()
                .findFirst()
                .map(MessageJson::preview)
                .orElse(Map.of());
    }

    @Override
    public void begin(Life life) {
        notifications.begin(life);
        forget();
    }

    @Override
    public void end() {
        forget();
        outbox.close();
    }

    /** Forgets what other processes once answered. */
    public void forget() {
        verification.forget();
    }

    @Override
    public void close() {
        outbox.close();
    }

    /** The message as it is once it has been sent. */
    static MsgData sent(MsgData message) {
        return message.getStatus() == SENDING
                ? message.toBuilder().setStatus(SENDING + 1).build()
                : message;
    }

    static String newId(String sender) {
        return UUID.nameUUIDFromBytes((sender + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
