package openim.verify.rehearsal.service.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.SendMsgResp;
import openim.verify.client.wire.SeqRange;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.http.Call;
import openim.verify.rehearsal.service.http.RestServer;
import openim.verify.rehearsal.service.message.MessageJson;
import openim.verify.rehearsal.service.message.MessageQuery;
import openim.verify.rehearsal.service.message.MsgRpc;
import openim.verify.rehearsal.service.message.Pull;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.user.Paging;

/** The routes under {@code /msg}. */
final class MessageRoutes {

    private static final int SYSTEM_MESSAGE = 200;

    private final RestServer server;
    private final RestServer.Door door;
    private final Remote<MsgRpc> messages;
    private final Lies lies;
    private final Edition edition;

    MessageRoutes(RestServer server, RestServer.Door door, ApiBackends backends, Lies lies, Edition edition) {
        this.lies = lies;
        this.edition = edition;
        this.server = server;
        this.door = door;
        this.messages = backends.messages();
    }

    void add() {
        server.post("/msg/send_msg", door, this::send);
        if (edition.hasSimpleMessages()) {
            server.post("/msg/send_simple_msg", door, MessageRoutes::sendSimply);
        }
        server.post("/msg/newest_seq", door, this::newestSeq);
        server.post("/msg/pull_msg_by_seq", door, this::pull);
        server.post("/msg/mark_msgs_as_read", door, this::markRead);
        server.post("/msg/search_msg", door, this::search);
        server.post("/msg/delete_msg_phsical_by_seq", door, this::delete);
        server.post("/msg/clear_conversation_msg", door, this::accept);
        server.post("/msg/user_clear_all_msg", door, this::accept);
    }

    private Object send(Call call) {
        if (!call.caller().admin()) {
            throw RpcFailure.noPermission("only app manager can send message");
        }
        SendMsgResp sent = lies.toldAlone(Lie.ACKNOWLEDGES_WITHOUT_DELIVERING)
                ? MsgRpc.acknowledgement(MsgRpc.acknowledgedOnly(message(call)))
                : messages.call(rpc -> rpc.send(call.caller(), message(call)));
        Map<String, Object> answer = new HashMap<>(Map.of(
                "serverMsgID", sent.getServerMsgID(),
                "clientMsgID", sent.getClientMsgID(),
                "sendTime", sent.getSendTime()));
        if (edition.saysWhatWasModified()) {
            answer.put("modify", null);
        }
        return answer;
    }

    /** For bots, whose key is in the query; nobody has one here. */
    private static Object sendSimply(Call call) {
        throw RpcFailure.arguments("missing key in query");
    }

    private Object newestSeq(Call call) {
        return Map.of("maxSeqs", messages.call(rpc -> rpc.maxSeqs(call.caller(), call.text("userID"))));
    }

    private Object pull(Call call) {
        List<SeqRange> ranges = new ArrayList<>();
        call.body().path("seqRanges").forEach(range -> ranges.add(range(range)));
        Map<String, Object> found = new HashMap<>();
        messages.call(rpc -> new Pull(rpc).ranges(call.caller(), call.text("userID"), ranges))
                .forEach((conversation, part) ->
                        found.put(conversation, MessageJson.group(part.getMsgsList(), part.getIsEnd())));
        return Map.of("msgs", found);
    }

    private Object markRead(Call call) {
        List<Long> seqs = call.texts("seqs").stream().map(Long::valueOf).toList();
        messages.call(rpc -> rpc.markRead(call.caller(), call.text("userID"), call.text("conversationID"), seqs));
        return Map.of();
    }

    private Object search(Call call) {
        MessageQuery query = new MessageQuery(
                call.text("sendID"),
                call.text("recvID"),
                call.number("contentType"),
                call.number("sessionType"),
                call.text("sendTime"));
        List<MsgData> found = messages.call(rpc -> rpc.search(call.caller(), query));
        Map<String, Object> answer = new HashMap<>();
        answer.put("chatLogsNum", found.size());
        List<MsgData> page = Paging.of(call.body().path("pagination")).of(found);
        answer.put(
                "chatLogs",
                page.isEmpty() ? null : page.stream().map(MessageJson::searched).toList());
        return answer;
    }

    private Object delete(Call call) {
        List<Long> seqs = call.texts("seqs").stream().map(Long::valueOf).toList();
        messages.call(rpc -> rpc.remove(call.caller(), call.text("conversationID"), seqs));
        return Map.of();
    }

    private Object accept(Call call) {
        call.caller().mustBe(call.text("userID"));
        return Map.of();
    }

    private static MsgData message(Call call) {
        JsonNode content = call.body().path("content");
        if (!content.isObject()) {
            throw RpcFailure.arguments("content must be an object");
        }
        MsgData.Builder message = MsgData.newBuilder()
                .setSendID(call.text("sendID"))
                .setRecvID(call.text("recvID"))
                .setGroupID(call.text("groupID"))
                .setClientMsgID(UUID.randomUUID().toString().replace("-", ""))
                .setSenderPlatformID(call.number("senderPlatformID"))
                .setSenderNickname(call.text("senderNickname"))
                .setSenderFaceURL(call.text("senderFaceURL"))
                .setSessionType(call.number("sessionType"))
                .setMsgFrom(SYSTEM_MESSAGE)
                .setContentType(call.number("contentType"))
                .setContent(ByteString.copyFromUtf8(content.toString()))
                .setCreateTime(System.currentTimeMillis())
                .setSendTime(call.body().path("sendTime").asLong())
                .setEx(call.text("ex"));
        if (call.body().path("notOfflinePush").asBoolean()) {
            message.putOptions("offlinePush", false);
        }
        if (call.body().path("isOnlineOnly").asBoolean()) {
            for (String option : List.of("history", "persistent", "senderSync", "conversationUpdate")) {
                message.putOptions(option, false);
            }
        }
        return message.build();
    }

    private static SeqRange range(JsonNode range) {
        return SeqRange.newBuilder()
                .setConversationID(range.path("conversationID").asText())
                .setBegin(range.path("begin").asLong())
                .setEnd(range.path("end").asLong())
                .setNum(range.path("num").asLong())
                .build();
    }
}
