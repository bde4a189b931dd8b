package openim.verify.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import openim.verify.client.AccountGuard;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.GroupId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.Recipient;
import openim.verify.client.SearchCap;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.verdict.CannotLook;

/** Messages by REST, and the conversations that they are in: what rpc-msg and rpc-conversation answer. */
public final class MessageApi {

    private static final int SINGLE_CHAT = 1;
    private static final int GROUP_CHAT = 3;

    private final ApiClient api;
    private final AdminSession admin;
    private final AccountGuard circle;
    private final SearchCap searches;

    /**
     * @param circle to whom may be sent
     */
    public MessageApi(ApiClient api, AdminSession admin, AccountGuard circle) {
        this(api, admin, circle, SearchCap.none());
    }

    /**
     * @param circle to whom may be sent
     * @param searches how often may be searched
     */
    public MessageApi(ApiClient api, AdminSession admin, AccountGuard circle, SearchCap searches) {
        this.api = api;
        this.admin = admin;
        this.circle = circle;
        this.searches = searches;
    }

    /** The conversations that a client shows first, read as the user himself. */
    public ApiResult<List<ConversationId>> conversations(UserId user, Token token) {
        Answer answer = api.call(
                "/conversation/get_sorted_conversation_list",
                Map.of("userID", user.value(), "conversationIDs", List.of(), "pagination", Page.FIRST.json()),
                token);
        return ApiResult.by(
                answer,
                data -> Json.list(data, "conversationElems", c -> new ConversationId(Json.text(c, "conversationID"))));
    }

    /**
     * Sends a text in the name of a user, as only an administrator may. Nobody is pushed to offline for it; the server
     * counts it as unread, which this way of sending cannot prevent.
     *
     * @throws IllegalArgumentException if the receiver is outside our circle
     */
    public ApiResult<Ack> sendInTheNameOf(UserId sender, Platform platform, UserId receiver, String text) {
        circle.requireHolds(receiver);
        return acknowledged(admin.write("/msg/send_msg", text(sender, platform, "recvID", receiver, text)));
    }

    /** The same to a group. */
    public ApiResult<Ack> sendInTheNameOf(UserId sender, Platform platform, GroupId group, String text) {
        circle.requireHolds(group);
        return acknowledged(admin.write("/msg/send_msg", text(sender, platform, "groupID", group, text)));
    }

    /** Tries the same with the token of somebody who is no administrator, which the server refuses. */
    public ApiResult<Ack> sendWithoutRight(
            UserId sender, Platform platform, Token token, UserId receiver, String text) {
        circle.requireHolds(receiver);
        return acknowledged(api.write("/msg/send_msg", text(sender, platform, "recvID", receiver, text), token));
    }

    private static Map<String, Object> text(
            UserId sender, Platform platform, String field, Recipient receiver, String text) {
        return Map.of(
                "sendID",
                sender.value(),
                field,
                receiver.value(),
                "senderPlatformID",
                platform.number(),
                "content",
                Map.of("content", text),
                "contentType",
                Message.TEXT,
                "sessionType",
                receiver.fold(person -> SINGLE_CHAT, group -> GROUP_CHAT),
                "notOfflinePush",
                true);
    }

    private static ApiResult<Ack> acknowledged(Answer answer) {
        return ApiResult.by(
                answer,
                data -> new Ack(
                        new MessageId(Json.text(data, "clientMsgID")),
                        Json.text(data, "serverMsgID"),
                        Instant.ofEpochMilli(Json.number(data, "sendTime"))));
    }

    /**
     * Whether the server has the call {@code /msg/send_simple_msg}; asked without a message, so that nothing is sent.
     *
     * @return empty if that cannot be told now
     */
    public Optional<Boolean> hasSimpleMessages() {
        Answer answer = admin.call("/msg/send_simple_msg", Map.of());
        return answer instanceof Answer.Reply || answer.hasNoSuchCall()
                ? Optional.of(!answer.hasNoSuchCall())
                : Optional.empty();
    }

    /**
     * Hides what there is of some conversations from a user; from that one alone. The messages stay, and so does the highest
     * seq.
     */
    public Answer clear(UserId user, Collection<ConversationId> conversations) {
        return admin.write(
                "/msg/clear_conversation_msg",
                Map.of(
                        "userID",
                        user.value(),
                        "conversationIDs",
                        conversations.stream().map(ConversationId::value).toList()));
    }

    /**
     * Marks messages of a conversation as read, as their reader himself; whoever wrote them is told so by a notification.
     *
     * @throws IllegalArgumentException if the reader is outside our circle
     */
    public Answer markRead(UserId reader, Token token, ConversationId conversation, Collection<Long> seqs) {
        circle.requireHolds(reader);
        return api.write(
                "/msg/mark_msgs_as_read",
                Map.of("userID", reader.value(), "conversationID", conversation.value(), "seqs", List.copyOf(seqs)),
                token);
    }

    /** The newest seq of each conversation that a user has. */
    public ApiResult<Map<ConversationId, Long>> newestSeqs(UserId user, Token token) {
        Answer answer = api.call("/msg/newest_seq", Map.of("userID", user.value()), token);
        return ApiResult.by(answer, data -> Json.map(data, "maxSeqs", ConversationId::new, JsonNode::asLong));
    }

    /**
     * The messages of a conversation with these seqs, oldest first; seqs that were skipped or deleted, for which the server
     * sends an empty message, are left out. The server reads Redis before MongoDB: it proves nothing about the latter.
     */
    public ApiResult<List<Message>> pull(UserId user, Token token, ConversationId from, long firstSeq, long lastSeq) {
        Map<String, Object> range = Map.of(
                "conversationID", from.value(), "begin", firstSeq, "end", lastSeq, "num", lastSeq - firstSeq + 1);
        Answer answer = api.call(
                "/msg/pull_msg_by_seq", Map.of("userID", user.value(), "seqRanges", List.of(range), "order", 0), token);
        return ApiResult.by(answer, data -> pulled(data.path("msgs").path(from.value())));
    }

    private static List<Message> pulled(JsonNode conversation) {
        return Json.list(conversation, "Msgs", m -> m).stream()
                .filter(m -> !m.path("clientMsgID").asText("").isEmpty())
                .map(m -> message(m, MessageApi::fromBase64))
                .sorted(Message.BY_SEQ)
                .toList();
    }

    /**
     * A page of the texts that one sent the other on a day, from MongoDB. A scan of the whole collection: use it sparingly.
     * The order is not promised.
     *
     * @param day by the server's clock and time zone
     * @throws CannotLook if there have been as many as there may be
     */
    public ApiResult<Found> search(UserId sender, UserId receiver, LocalDate day, Page page) {
        searches.refusal().ifPresent(why -> {
            throw new CannotLook(why);
        });
        Answer answer = admin.call(
                "/msg/search_msg",
                Map.of(
                        "sendID", sender.value(),
                        "recvID", receiver.value(),
                        "contentType", Message.TEXT,
                        "sessionType", SINGLE_CHAT,
                        "sendTime", day.toString(),
                        "pagination", page.json()));
        return ApiResult.by(
                answer,
                data -> new Found(
                        data.path("chatLogsNum").asLong(0),
                        Json.list(data, "chatLogs", log -> message(log.path("chatLog"), content -> content))));
    }

    private static Message message(JsonNode json, UnaryOperator<String> content) {
        return new Message(
                new MessageId(Json.text(json, "clientMsgID")),
                json.path("serverMsgID").asText(""),
                json.path("sendID").asText(""),
                json.path("recvID").asText(""),
                json.path("seq").asLong(0),
                json.path("contentType").asInt(0),
                content.apply(json.path("content").asText("")),
                Instant.ofEpochMilli(json.path("sendTime").asLong(0)));
    }

    private static String fromBase64(String content) {
        return new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    }

    /**
     * What a search found.
     *
     * @param total how many there are on all pages
     * @param messages those on this page
     */
    public record Found(long total, List<Message> messages) {

        public Found {
            messages = List.copyOf(messages);
        }
    }
}
