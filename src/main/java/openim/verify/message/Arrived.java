package openim.verify.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.gateway.Push;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

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
}
