package openim.verify.rehearsal.service.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openim.verify.client.wire.MsgData;

/** Messages as REST shows them. */
public final class MessageJson {

    private MessageJson() {}

    /** As a pull shows it: the content as bytes, which JSON has as base64. */
    public static Map<String, Object> pulled(MsgData message) {
        Map<String, Object> json = common(message);
        json.put("content", message.getContent().toByteArray());
        json.put("isRead", message.getIsRead());
        if (message.getOptionsCount() > 0) {
            json.put("options", Map.copyOf(message.getOptionsMap()));
        }
        json.put("offlinePushInfo", null);
        json.put(
                "atUserIDList",
                message.getAtUserIDListCount() == 0 ? null : List.copyOf(message.getAtUserIDListList()));
        json.put("attachedInfo", message.getAttachedInfo());
        return json;
    }

    /** As a search shows it: the content as text. */
    public static Map<String, Object> searched(MsgData message) {
        Map<String, Object> json = common(message);
        json.put("content", message.getContent().toStringUtf8());
        json.put("recvNickname", "");
        json.put("groupName", "");
        json.put("groupFaceURL", "");
        json.put("groupMemberCount", 0);
        json.put("groupOwner", "");
        json.put("groupType", 0);
        Map<String, Object> found = new HashMap<>();
        found.put("chatLog", json);
        found.put("isRevoked", false);
        return found;
    }

    /** As a list of conversations shows it. */
    static Map<String, Object> preview(MsgData message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("serverMsgID", message.getServerMsgID());
        json.put("clientMsgID", message.getClientMsgID());
        json.put("sessionType", message.getSessionType());
        json.put("sendID", message.getSendID());
        json.put("recvID", message.getRecvID());
        json.put("senderName", message.getSenderNickname());
        json.put("faceURL", message.getSenderFaceURL());
        json.put("groupID", message.getGroupID());
        json.put("LatestMsgRecvTime", message.getSendTime());
        json.put("msgFrom", message.getMsgFrom());
        json.put("contentType", message.getContentType());
        json.put("content", message.getContent().toStringUtf8());
        json.put("ex", message.getEx());
        return json;
    }

    /** All of one conversation, as a pull groups them. */
    public static Map<String, Object> group(List<MsgData> messages, boolean end) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "Msgs",
                new ArrayList<>(messages.stream().map(MessageJson::pulled).toList()));
        json.put("isEnd", end);
        json.put("endSeq", 0);
        return json;
    }

    private static Map<String, Object> common(MsgData message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sendID", message.getSendID());
        json.put("recvID", message.getRecvID());
        json.put("groupID", message.getGroupID());
        json.put("clientMsgID", message.getClientMsgID());
        json.put("serverMsgID", message.getServerMsgID());
        json.put("senderPlatformID", message.getSenderPlatformID());
        json.put("senderNickname", message.getSenderNickname());
        json.put("senderFaceURL", message.getSenderFaceURL());
        json.put("sessionType", message.getSessionType());
        json.put("msgFrom", message.getMsgFrom());
        json.put("contentType", message.getContentType());
        json.put("seq", message.getSeq());
        json.put("sendTime", message.getSendTime());
        json.put("createTime", message.getCreateTime());
        json.put("status", message.getStatus());
        json.put("ex", message.getEx());
        return json;
    }
}
