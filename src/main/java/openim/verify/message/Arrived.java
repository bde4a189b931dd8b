package openim.verify.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.client.Message;
import openim.verify.client.gateway.Push;
import openim.verify.client.user.Sent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * Messages that were pushed to a session which was open before they were sent.
 *
 * @param sessions whose session it was
 * @param sent which messages
 * @param slowest from the moment we knew them acknowledged to the arrival of the latest
 */
public record Arrived(OpenSessions sessions, List<Sent> sent, Duration slowest) {

    public Arrived {
        sent = List.copyOf(sent);
    }

    /**
     * Waits for the pushes, by their own signal.
     *
     * @throws BrokenPromise if one does not come in time
     */
    public static Arrived awaited(OpenSessions sessions, List<Sent> sent, Duration within) {
        Deadline deadline = Deadline.in(within);
        List<Sent> missing = new ArrayList<>();
        for (Sent message : sent) {
            if (sessions.receiver().receives(message, deadline).isEmpty()) {
                missing.add(message);
            }
        }
        sessions.requireReceiverWasThere();
        if (!missing.isEmpty()) {
            throw broken(sessions, sent, missing, within);
        }
        return new Arrived(sessions, sent, deadline.elapsed());
    }

    private static BrokenPromise broken(OpenSessions sessions, List<Sent> sent, List<Sent> missing, Duration within) {
        var expected = Inbox.holds(sent);
        List<Message> seen = messages(sessions);
        String who = sessions.receiver() + " expected: " + expected.sentence() + " on the open session";
        return new BrokenPromise(
                who + " within " + within.toMillis() + " ms; "
                        + expected.judge(seen).reason() + ", though "
                        + sessions.sender() + " was told that the server took "
                        + (missing.size() == 1 ? "it" : "them"),
                Evidence.of(Evidence.EXPECTED, who),
                Evidence.of(Evidence.SEEN, expected.judge(seen).reason() + "; " + seen.size() + " pushes in all"),
                Evidence.of(Evidence.AFTER_MS, within.toMillis()));
    }

    /**
     * Waits for a while in which a duplicate would come.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if one comes, or one came changed, or in another order
     */
    public String staysExactlyOnceInOrder(List<Sent> inOrder, Duration quiet) {
        var expected = Inbox.holdsExactlyOnceInOrder(inOrder);
        List<Message> seen = Eventually.within(
                        Deadline.in(quiet), sessions.receiver().toString())
                .lookingEvery(Duration.ofMillis(50))
                .andStaysFor(quiet)
                .sees(() -> messages(sessions), expected);
        sessions.requireReceiverWasThere();
        return expected.judge(seen).reason();
    }

    /** The newest seq that was pushed in the conversation of the two. */
    public long newestSeq() {
        return messages(sessions).stream()
                .filter(message -> sent.stream().anyMatch(one -> Inbox.is(one, message)))
                .mapToLong(Message::seq)
                .max()
                .orElse(0);
    }

    private static List<Message> messages(OpenSessions sessions) {
        return sessions.receiver().session().pushes().stream()
                .map(Push::message)
                .toList();
    }
}
