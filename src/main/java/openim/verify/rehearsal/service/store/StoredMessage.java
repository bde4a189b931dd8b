package openim.verify.rehearsal.service.store;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import openim.verify.client.wire.MsgData;
import org.bson.Document;

/** A message as MongoDB's collection {@code msg} and the message cache hold it. */
public final class StoredMessage {

    private StoredMessage() {}

    /** The stored form. */
    public static Document document(MsgData message) {
        return new Document("send_id", message.getSendID())
                .append("recv_id", message.getRecvID())
                .append("group_id", message.getGroupID())
                .append("client_msg_id", message.getClientMsgID())
                .append("server_msg_id", message.getServerMsgID())
                .append("sender_platform_id", message.getSenderPlatformID())
                .append("sender_nickname", message.getSenderNickname())
                .append("sender_face_url", message.getSenderFaceURL())
                .append("session_type", message.getSessionType())
                .append("msg_from", message.getMsgFrom())
                .append("content_type", message.getContentType())
                .append("content", message.getContent().toStringUtf8())
                .append("seq", message.getSeq())
                .append("send_time", message.getSendTime())
                .append("create_time", message.getCreateTime())
                .append("status", message.getStatus())
                .append("is_read", message.getIsRead())
                .append("options", new Document(Map.copyOf(message.getOptionsMap())))
                .append("offline_push", null)
                .append("at_user_id_list", List.copyOf(message.getAtUserIDListList()))
                .append("attached_info", message.getAttachedInfo())
                .append("ex", message.getEx());
    }

    /** What was stored. */
    public static MsgData of(Document stored) {
        Map<String, Boolean> options = stored.get("options", new Document()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, option -> Boolean.TRUE.equals(option.getValue())));
        return MsgData.newBuilder()
                .setSendID(stored.getString("send_id"))
                .setRecvID(stored.getString("recv_id"))
                .setGroupID(stored.getString("group_id"))
                .setClientMsgID(stored.getString("client_msg_id"))
                .setServerMsgID(stored.getString("server_msg_id"))
                .setSenderPlatformID(stored.getInteger("sender_platform_id"))
                .setSenderNickname(stored.getString("sender_nickname"))
                .setSenderFaceURL(stored.getString("sender_face_url"))
                .setSessionType(stored.getInteger("session_type"))
                .setMsgFrom(stored.getInteger("msg_from"))
                .setContentType(stored.getInteger("content_type"))
                .setContent(ByteString.copyFromUtf8(stored.getString("content")))
                .setSeq(number(stored, "seq"))
                .setSendTime(number(stored, "send_time"))
                .setCreateTime(number(stored, "create_time"))
                .setStatus(stored.getInteger("status"))
                .setIsRead(stored.getBoolean("is_read", false))
                .putAllOptions(options)
                .addAllAtUserIDList(stored.getList("at_user_id_list", String.class, List.of()))
                .setAttachedInfo(stored.getString("attached_info"))
                .setEx(stored.getString("ex"))
                .build();
    }

    private static long number(Document stored, String key) {
        return stored.get(key, Number.class).longValue();
    }
}
