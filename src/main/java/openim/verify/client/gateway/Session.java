package openim.verify.client.gateway;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.AccountGuard;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.GroupId;
import openim.verify.client.Latencies;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.OperationIds;
import openim.verify.client.Platform;
import openim.verify.client.RateCap;
import openim.verify.client.UserId;
import openim.verify.client.wire.GetMaxSeqReq;
import openim.verify.client.wire.GetMaxSeqResp;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMessageBySeqsReq;
import openim.verify.client.wire.PullMessageBySeqsResp;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.SendMsgResp;
import openim.verify.client.wire.SeqRange;
import openim.verify.verdict.Latency.Step;

/**
 * A user's open session on the gateway.
 *
 * <p>Notes every push from the handshake on, duplicates included. A call that is not answered in time leaves the session
 * open: a gateway that hung may go on. Once it has ended, for whatever reason, calls fail at once. Safe for all threads.
 */
public final class Session implements Handshake, AutoCloseable {

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** What Redis tells everybody at once is heard by each within so long. */
    private static final Duration HEARD = Duration.ofMillis(50);

    private final UserId user;
    private final Platform platform;
    private final Answer answer;
    private final Calls calls;
    private final SessionLog journal;
    private final RateCap writes;
    private final AccountGuard circle;
    private final Latencies latencies;
    private final Instant openedAt = Instant.now();
    private volatile Deadline settled;
    private volatile boolean hiddenBefore;
    private volatile boolean shown;

    Session(
            UserId user,
            Platform platform,
            Answer answer,
            Calls calls,
            RateCap writes,
            AccountGuard circle,
            Latencies latencies) {
        this.user = user;
        this.platform = platform;
        this.answer = answer;
        this.calls = calls;
        this.journal = calls.line().journal();
        this.writes = writes;
        this.circle = circle;
        this.latencies = latencies;
        this.settled = Deadline.in(calls.waits().settling());
    }

    @Override
    public Answer answer() {
        return answer;
    }

    public UserId user() {
        return user;
    }

    public Platform platform() {
        return platform;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** When it has been open long enough for pushes to reach it, or {@link #isShown was shown} to those who push. */
    public Deadline settled() {
        return settled;
    }

    /** Notes that the server showed no session of this user and platform before this one was open. */
    public void noteHiddenBefore() {
        hiddenBefore = true;
    }

    /** Whether it is this session, and not an earlier one that has just ended, if the server shows one. */
    public boolean wasHiddenBefore() {
        return hiddenBefore;
    }

    /** Notes that the server shows this session to those who push, so that more of its age need not be waited for. */
    public void noteShown() {
        shown = true;
        settled = Deadline.in(HEARD);
    }

    /** Whether the server was seen to show this session to those who push. */
    public boolean isShown() {
        return shown;
    }

    /** Waits until {@link #settled}. Whether the user shows online is another matter. */
    public void awaitSettled() {
        Pause.until(settled);
    }

    /** Pings by the application's own ping; errCode 0 stands for a pong. */
    public Answer ping() {
        return calls.ping();
    }

    /** Pings from now on, so that the server, which waits 30 s for a sign of life, does not drop the session. */
    public void keepAlive(Duration every) {
        calls.line().keepAlive(every);
    }

    /** Sends a text to somebody: no offline push, not counted as unread. */
    public ApiResult<Ack> send(MessageId id, UserId to, String text) {
        return sendAsItIs(TextMessages.to(to, user, platform, id, text));
    }

    /** Sends a text to a group: no offline push, not counted as unread. */
    public ApiResult<Ack> send(MessageId id, GroupId to, String text) {
        return sendAsItIs(TextMessages.to(to, user, platform, id, text));
    }

    /**
     * Sends a message as it is. The caller sees to it that it disturbs nobody: the options {@code offlinePush} and
     * {@code unreadCount} count as set where they are absent.
     *
     * @throws IllegalArgumentException if it is for somebody outside our circle
     */
    public ApiResult<Ack> sendAsItIs(MsgData message) {
        requireOurs(message);
        writes.take();
        if (!message.getClientMsgID().isEmpty()) {
            latencies.departs(new MessageId(message.getClientMsgID()), user);
        }
        return timed(Step.ACKNOWLEDGE, calls.ask(Frame.SEND, message, SendMsgResp.parser(), ack -> ack(ack, message)));
    }

    private void requireOurs(MsgData message) {
        if (!message.getGroupID().isEmpty()) {
            circle.requireHolds(new GroupId(message.getGroupID()));
        }
        if (!message.getRecvID().isEmpty()) {
            circle.requireHolds(new UserId(message.getRecvID()));
        }
    }

    private <T> ApiResult<T> timed(Step step, ApiResult<T> told) {
        if (told.answer().isOk()) {
            latencies.took(step, told.answer().took());
        }
        return told;
    }

    /** How many bytes the frame has by which such a text is sent to somebody. */
    public int frameSize(MessageId id, UserId to, String text) {
        MsgData message = TextMessages.to(to, user, platform, id, text);
        return Frame.request(Frame.SEND, user.value(), OperationIds.next(), message.toByteArray()).length;
    }

    /** Tries to send a text as if somebody else sent it, which the server refuses. */
    public ApiResult<Ack> sendInTheNameOf(UserId other, MessageId id, UserId to, String text) {
        return sendAsItIs(TextMessages.to(to, other, platform, id, text));
    }

    /**
     * Asks for no messages at all as if somebody else asked. Reads nothing; a server that looks at who asks refuses it.
     */
    public ApiResult<Boolean> pullNothingInTheNameOf(UserId other) {
        PullMessageBySeqsReq request =
                PullMessageBySeqsReq.newBuilder().setUserID(other.value()).build();
        return calls.ask(Frame.PULL, request, PullMessageBySeqsResp.parser(), nothing -> true);
    }

    private static Ack ack(SendMsgResp ack, MsgData message) {
        if (!ack.getClientMsgID().equals(message.getClientMsgID())
                && !message.getClientMsgID().isEmpty()) {
            throw new IllegalArgumentException(
                    "it acknowledges message " + ack.getClientMsgID() + ", not " + message.getClientMsgID());
        }
        return new Ack(
                new MessageId(ack.getClientMsgID()), ack.getServerMsgID(), Instant.ofEpochMilli(ack.getSendTime()));
    }

    /** The newest seq of each of the user's conversations. */
    public ApiResult<Map<ConversationId, Long>> newestSeqs() {
        GetMaxSeqReq request = GetMaxSeqReq.newBuilder().setUserID(user.value()).build();
        return calls.ask(Frame.NEWEST_SEQ, request, GetMaxSeqResp.parser(), Session::seqs);
    }

    private static Map<ConversationId, Long> seqs(GetMaxSeqResp seqs) {
        return seqs.getMaxSeqsMap().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> new ConversationId(e.getKey()), Map.Entry::getValue));
    }

    /** The messages of a conversation with these seqs, oldest first; seqs that were skipped or deleted are left out. */
    public ApiResult<List<Message>> pull(ConversationId from, long firstSeq, long lastSeq) {
        SeqRange range = SeqRange.newBuilder()
                .setConversationID(from.value())
                .setBegin(firstSeq)
                .setEnd(lastSeq)
                .setNum(lastSeq - firstSeq + 1)
                .build();
        PullMessageBySeqsReq request = PullMessageBySeqsReq.newBuilder()
                .setUserID(user.value())
                .addSeqRanges(range)
                .build();
        return timed(
                Step.PULL,
                calls.ask(Frame.PULL, request, PullMessageBySeqsResp.parser(), pulled -> messages(pulled, from)));
    }

    private static List<Message> messages(PullMessageBySeqsResp pulled, ConversationId from) {
        return pulled.getMsgsOrDefault(from.value(), PullMsgs.getDefaultInstance()).getMsgsList().stream()
                .filter(m -> !m.getClientMsgID().isEmpty())
                .map(Message::of)
                .sorted(Message.BY_SEQ)
                .toList();
    }

    /** All that was pushed so far, in the order of arrival, but for what {@link #awaitPushesAfter} let go. */
    public List<Push> pushes() {
        return journal.pushes();
    }

    /**
     * The pushes after the first so many, as soon as there is one. The first so many are let go, so that a session can be held for
     * days: whoever asks has read them.
     *
     * @return empty when time is over, or when the session has ended and there are no more
     */
    public List<Push> awaitPushesAfter(int first, Deadline deadline) {
        return journal.awaitAfter(first, deadline);
    }

    /**
     * The last sign of life. On one connection everything arrives in order: whatever the gateway wrote before that has been
     * noted by now.
     */
    public Instant heardAt() {
        return journal.heardAt();
    }

    /** The pushes of one message so far; more than one is a duplicate. */
    public List<Push> pushesOf(MessageId id) {
        return pushes().stream().filter(p -> p.message().id().equals(id)).toList();
    }

    /**
     * The first push that fits, those that came already included.
     *
     * @return empty when time is over, or when the session has ended
     */
    public Optional<Push> awaitPush(Predicate<Push> fitting, Deadline deadline) {
        return journal.await(fitting, deadline);
    }

    /** The frames that should not have come; at most the first 100. */
    public List<Oddity> oddities() {
        return journal.oddities();
    }

    /** How it ended; empty while it is open. */
    public Optional<SessionEnd> end() {
        return journal.end();
    }

    public boolean isOpen() {
        return end().isEmpty();
    }

    /** Says goodbye, and does not wait for the answer. */
    @Override
    public void close() {
        calls.line().hangUp();
        Deadline.in(GOODBYE).closing(calls.line().connection());
    }

    /** Text messages as we send them: no offline push, and not counted as unread. */
    private static final class TextMessages {

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
}
