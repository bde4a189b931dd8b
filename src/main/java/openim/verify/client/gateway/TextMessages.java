package openim.verify.client.gateway;

import com.google.protobuf.ByteString;
import java.time.Instant;
import openim.verify.client.GroupId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.wire.MsgData;

/** Text messages as we send them: no offline push, and not counted as unread. */
final class TextMessages {

    private static final int SINGLE_CHAT = 1;
    private static final int GROUP_CHAT = 3;
    private static final int FROM_A_USER = 100;

    private TextMessages() {}

    static MsgData to(UserId receiver, UserId sender, Platform platform, MessageId id, String text) {
        return message(sender, platform, id, text)
                .setRecvID(receiver.value())
                .setSessionType(SINGLE_CHAT)
                .build();
    }

    static MsgData to(GroupId group, UserId sender, Platform platform, MessageId id, String text) {
        return message(sender, platform, id, text)
                .setGroupID(group.value())
                .setSessionType(GROUP_CHAT)
                .build();
    }

    private static MsgData.Builder message(UserId sender, Platform platform, MessageId id, String text) {
        long now = Instant.now().toEpochMilli();
        return MsgData.newBuilder()
                .setSendID(sender.value())
                .setSenderPlatformID(platform.number())
                .setSenderNickname(sender.value())
                .setClientMsgID(id.value())
                .setMsgFrom(FROM_A_USER)
                .setContentType(Message.TEXT)
                .setContent(ByteString.copyFromUtf8(Message.contentOfText(text)))
                .setCreateTime(now)
                .setSendTime(now)
                .putOptions("offlinePush", false)
                .putOptions("unreadCount", false);
    }
}
