package openim.verify.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Comparator;
import openim.verify.client.wire.MsgData;

/**
 * A message as somebody saw it: pushed, pulled, in the store, or on a topic.
 *
 * @param id the sender's id of it, the same wherever it is seen
 * @param serverId the id that the server gave it
 * @param sender a user id
 * @param receiver a user id, or empty in a group
 * @param seq its number in the conversation, 0 where it has none yet
 * @param contentType 101 for text
 * @param content the content as it is on the wire, a JSON document
 * @param sentAt the time that the server gave it
 */
public record Message(
        MessageId id,
        String serverId,
        String sender,
        String receiver,
        long seq,
        int contentType,
        String content,
        Instant sentAt) {

    /**
     * As clients show the messages of a conversation. Up to 3.8.2 a pull answers what MongoDB has before what Redis has,
     * whatever their numbers.
     */
    public static final Comparator<Message> BY_SEQ = Comparator.comparingLong(Message::seq);

    /** contentType of a text. */
    public static final int TEXT = 101;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The message in a protobuf.
     *
     * @throws IllegalArgumentException if it has no clientMsgID
     */
    public static Message of(MsgData data) {
        return new Message(
                new MessageId(data.getClientMsgID()),
                data.getServerMsgID(),
                data.getSendID(),
                data.getRecvID(),
                data.getSeq(),
                data.getContentType(),
                data.getContent().toStringUtf8(),
                Instant.ofEpochMilli(data.getSendTime()));
    }

    /** The text in it; empty if it has none. */
    public String text() {
        try {
            return JSON.readTree(content).path("content").asText("");
        } catch (JsonProcessingException otherwise) {
            return "";
        }
    }

    /** The content of a text message. */
    public static String contentOfText(String text) {
        return JSON.createObjectNode().put("content", text).toString();
    }
}
