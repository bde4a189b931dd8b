package openim.verify.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.client.Answer;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.Push;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Messages that were pushed to a session which was open before they were sent.
 *
 * @param receiver whose session it was
 * @param sent which messages
 * @param slowest from the moment we knew them acknowledged to the arrival of the latest
 */
public record Arrived(User receiver, List<Sent> sent, Duration slowest) {

    /** So long this process may stand still while something is to stay as it is, before nothing can be said of it. */
    static final Duration STANDSTILL = Duration.ofSeconds(5);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    public Arrived {
        sent = List.copyOf(sent);
    }

    /**
     * Waits for the pushes, by their own signal.
     *
     * @throws BrokenPromise if one does not come in time
     */
    public static Arrived mustReach(User receiver, List<Sent> sent, Duration within) {
        Deadline deadline = Deadline.in(within);
        List<Sent> missing = missing(receiver, sent, deadline);
        Attendance.requireThere(receiver);
        if (!missing.isEmpty()) {
            throw broken(receiver, sent, missing, within);
        }
        return new Arrived(receiver, sent, deadline.elapsed());
    }

    /** Those that do not come in time. */
    static List<Sent> missing(User receiver, List<Sent> sent, Deadline deadline) {
        List<Sent> missing = new ArrayList<>();
        for (Sent message : sent) {
            if (receiver.receives(message, deadline).isEmpty()) {
                missing.add(message);
            }
        }
        return missing;
    }

    private static BrokenPromise broken(User receiver, List<Sent> sent, List<Sent> missing, Duration within) {
        var expected = Inbox.holds(sent);
        List<Message> seen = messages(receiver);
        return BrokenPromise.seeing(
                expected.judge(seen).reason() + " on the open session of " + receiver + " within " + within.toMillis()
                        + " ms, though the server told " + sent.get(0).draft().from() + " that it took "
                        + (missing.size() == 1 ? "it" : "them"),
                receiver + " " + expected.sentence() + " there",
                List.of(
                        Evidence.of(
                                Evidence.SEEN, expected.judge(seen).reason() + "; " + seen.size() + " pushes in all"),
                        Evidence.of(Evidence.AFTER_MS, within.toMillis())));
    }

    /**
     * Waits for a while in which a duplicate would come.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if one comes, or one came changed, in another order, or in another conversation
     */
    public String mustStayExactlyOnceInOrder(List<Sent> inOrder, Duration quiet) {
        String seen = mustStay(Inbox.holdsExactlyOnceInOrder(inOrder), quiet);
        mustBeInTheirConversation();
        return seen;
    }

    /** A client shows a message in the conversation that it was pushed for. */
    private void mustBeInTheirConversation() {
        receiver.session().pushes().stream()
                .filter(push -> sent.stream().anyMatch(one -> Inbox.is(one, push.message())))
                .filter(push -> push.notification() || !push.conversation().equals(conversation()))
                .findFirst()
                .ifPresent(push -> {
                    String seen = "message " + push.message().id() + " in " + push.conversation()
                            + (push.notification() ? ", as a notification" : "");
                    throw BrokenPromise.seeing(
                            receiver + " was pushed " + seen,
                            receiver + " is pushed " + sent.size() + " messages in " + conversation(),
                            List.of(Evidence.of(Evidence.SEEN, seen)));
                });
    }

    /** The same, whatever their order and content. */
    public String mustStayOnce(Duration quiet) {
        return mustStay(Inbox.holdsOnce(sent), quiet);
    }

    private String mustStay(Expectation<List<Message>> expected, Duration quiet) {
        List<Message> seen = Eventually.within(Deadline.in(quiet.plus(STANDSTILL)), receiver.toString())
                .lookingEvery(LOOK_EVERY)
                .andStaysFor(quiet)
                .sees(() -> messages(receiver), expected);
        Attendance.requireThere(receiver);
        return expected.judge(seen).reason();
    }

    /**
     * Holds what came to an expectation, now.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if it is not met
     */
    public String mustMeet(Expectation<List<Message>> expected) {
        return Inbox.mustMeet(receiver.toString(), expected, messages(receiver));
    }

    /**
     * The same, of all that came in their conversation and of nothing else.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if it is not met
     */
    public String mustMeetInConversation(Expectation<List<Message>> expected) {
        List<Message> seen = receiver.session().pushes().stream()
                .filter(push -> push.conversation().equals(conversation()))
                .map(Push::message)
                .toList();
        return Inbox.mustMeet(receiver.toString(), expected, seen);
    }

    /** The conversation of them. */
    public ConversationId conversation() {
        return sent.get(0).draft().conversation();
    }

    /** The newest seq that they were pushed with. */
    public long newestSeq() {
        return messages(receiver).stream()
                .filter(message -> sent.stream().anyMatch(one -> Inbox.is(one, message)))
                .mapToLong(Message::seq)
                .max()
                .orElse(0);
    }

    private static List<Message> messages(User receiver) {
        return receiver.session().pushes().stream().map(Push::message).toList();
    }

    /**
     * A message that arrived, and that its receiver has not marked as read yet.
     *
     * <p>It is one that nobody else looks for: since 3.8.3 the server forgets in Redis what is marked as read, whether MongoDB has
     * it yet or not, and who pulls it in between finds nothing.
     *
     * @param writer who is to be told when it is read
     * @param reader to whom it came
     * @param seq with which it came
     */
    public record Unread(User writer, User reader, Sent sent, long seq) {

        /**
         * Sends it, once both can be pushed to, and waits until it is there.
         *
         * @throws BrokenPromise if it is not acknowledged
         * @throws NotLookedAt if it does not come in time, which other checks are about
         */
        public static Unread mustBePushed(User writer, User reader, UserApi users, Duration within) {
            Attendance.awaitSettled(writer, users);
            Sent sent = writer.mustSend(Text.fresh("to be read"), reader);
            Optional<Push> came = reader.receives(sent, Deadline.in(within));
            Attendance.requireThere(reader);
            return came.map(push ->
                            new Unread(writer, reader, sent, push.message().seq()))
                    .orElseThrow(() -> new NotLookedAt("the message that was to be read was not pushed to " + reader
                            + " within " + within.toMillis() + " ms"));
        }

        /**
         * Has the reader mark it as read, and waits for what the writer is pushed of that.
         *
         * @return what was seen, in words
         * @throws BrokenPromise if that is refused, or no receipt comes in time that names this conversation and this seq alone
         * @throws Absent if the server has no such call
         */
        public String mustBeReported(MessageApi messages, Duration within) {
            int before = writer.session().pushes().size();
            marked(messages);
            Deadline deadline = Deadline.in(within);
            Optional<Push> came = writer.session()
                    .awaitPush(push -> receipt(push).filter(expected()::equals).isPresent(), deadline);
            Attendance.requireThere(writer);
            if (came.isEmpty()) {
                throw broken(before, within);
            }
            return expected() + ", told to " + writer + " after "
                    + deadline.elapsed().toMillis() + " ms";
        }

        private void marked(MessageApi messages) {
            Answer answer =
                    messages.markRead(reader.id(), reader.token(), sent.draft().conversation(), List.of(seq));
            if (answer.hasNoSuchCall()) {
                throw new Absent("openim-api has no call to mark messages as read: " + answer.seen());
            }
            answer.withTokenOf(reader.id()).mustBeOk(reader.toString(), "marks a message as read");
        }

        private ReadReceipt expected() {
            return new ReadReceipt(
                    reader.toString(), sent.draft().conversation().value(), List.of(seq));
        }

        /** Clients read a receipt out of a notification; what comes as a message they show. */
        private static Optional<ReadReceipt> receipt(Push push) {
            return push.notification() ? ReadReceipt.in(push.message()) : Optional.empty();
        }

        private BrokenPromise broken(int before, Duration within) {
            List<ReadReceipt> others = writer.session().pushes().stream()
                    .skip(before)
                    .flatMap(push -> receipt(push).stream())
                    .toList();
            String seen = others.isEmpty()
                    ? "no read receipt came"
                    : "another read receipt came ("
                            + others.stream().map(ReadReceipt::toString).collect(Collectors.joining("; ")) + ")";
            return BrokenPromise.seeing(
                    seen + " on the open session of " + writer + " within " + within.toMillis()
                            + " ms, though the server told " + reader + " that it took the mark",
                    writer + " is pushed the read receipt of " + expected(),
                    List.of(Evidence.of(Evidence.SEEN, seen), Evidence.of(Evidence.AFTER_MS, within.toMillis())));
        }

        /**
         * What the writer of messages is told when their reader has marked them as read.
         *
         * @param reader a user id
         * @param conversation of which they are, as the server names it
         * @param seqs their numbers in it
         */
        record ReadReceipt(String reader, String conversation, List<Long> seqs) {

            /** contentType of the notification that brings one. */
            public static final int CONTENT_TYPE = 2200;

            private static final ObjectMapper JSON = new ObjectMapper();

            public ReadReceipt {
                seqs = List.copyOf(seqs);
            }

            /** The receipt in a notification; empty if that brings none, or none that can be read. */
            public static Optional<ReadReceipt> in(Message notification) {
                if (notification.contentType() != CONTENT_TYPE) {
                    return Optional.empty();
                }
                try {
                    // A document within a document, as in all notifications.
                    String detail =
                            JSON.readTree(notification.content()).path("detail").asText("");
                    JsonNode tips = JSON.readTree(detail);
                    List<Long> seqs = new ArrayList<>();
                    tips.path("seqs").forEach(seq -> seqs.add(seq.asLong()));
                    return Optional.of(new ReadReceipt(
                            tips.path("markAsReadUserID").asText(""),
                            tips.path("conversationID").asText(""),
                            seqs));
                } catch (JsonProcessingException otherwise) {
                    return Optional.empty();
                }
            }

            /** As a clause: {@code seq 7 of si_alice_bob, read by bob}. */
            @Override
            public String toString() {
                return "seq "
                        + String.join(", ", seqs.stream().map(String::valueOf).toList()) + " of " + conversation
                        + ", read by " + reader;
            }
        }
    }
}
