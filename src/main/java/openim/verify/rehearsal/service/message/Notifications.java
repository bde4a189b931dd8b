package openim.verify.rehearsal.service.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import openim.verify.client.wire.MsgData;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.process.DeadProcessException;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * What openim-rpc-msg tells people by itself, as messages of another kind. Whoever caused one does not wait for it, and does not
 * learn of it if Kafka does not take it.
 */
final class Notifications {

    private static final int SINGLE = 1;
    private static final int SYSTEM_MESSAGE = 200;
    private static final int READ_RECEIPT = 2200;
    private static final List<String> ON = List.of("history", "persistent", "senderSync");
    private static final List<String> OFF = List.of(
            "isNotNotification",
            "isSendMsg",
            "offlinePush",
            "unreadCount",
            "conversationUpdate",
            "senderConversationUpdate",
            "notPrivate",
            "reactionFromCache");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outbox outbox;
    private final Lies lies;
    private final ExecutorService queue = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "notifies");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable Life life;

    Notifications(Outbox outbox, Lies lies) {
        this.outbox = outbox;
        this.lies = lies;
    }

    /** From now on those of this life are told, and none of the one before. */
    void begin(Life begun) {
        life = begun;
    }

    /** Tells the writer of messages that they were read. */
    void read(String reader, String writer, String conversation, List<Long> seqs) {
        if (lies.told(Lie.KEEPS_READ_RECEIPTS)) {
            return;
        }
        Map<String, Object> tips = new LinkedHashMap<>();
        tips.put("markAsReadUserID", reader);
        tips.put(
                "conversationID",
                lies.told(Lie.RECEIPTS_NAME_ANOTHER_CONVERSATION) ? conversation + "x" : conversation);
        tips.put(
                "seqs",
                lies.told(Lie.RECEIPTS_NAME_OTHER_SEQS)
                        ? seqs.stream().map(seq -> seq - 1).toList()
                        : seqs);
        tips.put("hasReadSeq", seqs.get(seqs.size() - 1));
        tell(reader, writer, READ_RECEIPT, tips);
    }

    private void tell(String from, String to, int contentType, Map<String, Object> tips) {
        MsgData.Builder message = MsgData.newBuilder()
                .setSendID(from)
                .setRecvID(to)
                .setClientMsgID(MsgRpc.newId(from))
                .setSessionType(SINGLE)
                .setMsgFrom(SYSTEM_MESSAGE)
                .setContentType(contentType)
                .setContent(ByteString.copyFromUtf8(json(Map.of("detail", json(tips)))))
                .setCreateTime(System.currentTimeMillis());
        ON.forEach(option -> message.putOptions(option, true));
        OFF.forEach(option -> message.putOptions(option, false));
        MsgData taken = MsgRpc.acknowledgedOnly(message.build());
        Life now = life;
        queue.execute(() -> {
            try {
                if (now != null) {
                    now.pass();
                }
                outbox.send(Topic.TO_REDIS, Conversation.keyOf(taken), taken.toByteArray());
            } catch (RpcFailure | DeadProcessException e) {
                // As the real one: it is logged, and nobody is told.
                return;
            }
        });
    }

    private static String json(Object what) {
        try {
            return JSON.writeValueAsString(what);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
