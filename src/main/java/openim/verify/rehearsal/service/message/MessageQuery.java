package openim.verify.rehearsal.service.message;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import openim.verify.client.wire.MsgData;
import openim.verify.rehearsal.service.store.Conversation;

/**
 * What {@code /msg/search_msg} looks for; what is empty or 0 does not matter.
 *
 * @param sender {@code sendID}
 * @param receiver {@code recvID}, of a user or a group
 * @param contentType as in the message
 * @param sessionType as in the message
 * @param day of sending, {@code YYYY-MM-DD}
 */
public record MessageQuery(String sender, String receiver, int contentType, int sessionType, String day)
        implements Predicate<MsgData> {

    /** With what the ids of all conversations begin in which it can be. */
    String conversationPrefix() {
        if (sender.isEmpty() || receiver.isEmpty() || sessionType == Conversation.GROUP) {
            return "";
        }
        return Conversation.idOf(
                MsgData.newBuilder().setSendID(sender).setRecvID(receiver).build());
    }

    @Override
    public boolean test(MsgData message) {
        return (sender.isEmpty() || sender.equals(message.getSendID()))
                && (receiver.isEmpty() || receiver.equals(message.getRecvID()) || receiver.equals(message.getGroupID()))
                && (contentType == 0 || contentType == message.getContentType())
                && (sessionType == 0 || sessionType == message.getSessionType())
                && (day.isEmpty() || day.equals(dayOf(message)));
    }

    private static String dayOf(MsgData message) {
        return Instant.ofEpochMilli(message.getSendTime())
                .atZone(ZoneId.systemDefault())
                .toLocalDate()
                .toString();
    }
}
