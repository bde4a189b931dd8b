package openim.verify.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.client.Message;
import openim.verify.client.gateway.Push;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * Messages that were pushed to a session which was open before they were sent.
 *
 * @param sessions whose session it was
 * @param sent which messages
 * @param slowest from the moment we knew them acknowledged to the arrival of the latest
 */
public record Arrived(OpenSessions sessions, List<Dispatch> sent, Duration slowest) {

    public Arrived {
        sent = List.copyOf(sent);
    }

    /**
     * Waits for the pushes, by their own signal.
     *
     * @throws BrokenPromise if one does not come in time
     */
    public static Arrived awaited(OpenSessions sessions, List<Dispatch> sent, Duration within) {
        Deadline deadline = Deadline.in(within);
        List<Dispatch> missing = new ArrayList<>();
        for (Dispatch dispatch : sent) {
            if (sessions.receiver()
                    .awaitPush(push -> dispatch.isIn(push.message()), deadline)
                    .isEmpty()) {
                missing.add(dispatch);
            }
        }
        sessions.requireReceiverWasThere();
        if (!missing.isEmpty()) {
            throw broken(sessions, sent, missing, within);
        }
        return new Arrived(sessions, sent, deadline.elapsed());
    }

    private static BrokenPromise broken(
            OpenSessions sessions, List<Dispatch> sent, List<Dispatch> missing, Duration within) {
        var expected = Inbox.holds(sent);
        List<Message> seen = messages(sessions);
        String who = sessions.pair().receiver() + " expected: " + expected.sentence() + " on the open session";
        return new BrokenPromise(
                who + " within " + within.toMillis() + " ms; " + expected.judge(seen).reason() + ", though "
                        + sessions.pair().sender() + " was told that the server took "
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
    public String staysExactlyOnceInOrder(List<Dispatch> inOrder, Duration quiet) {
        var expected = Inbox.holdsExactlyOnceInOrder(inOrder);
        List<Message> seen = Eventually.within(Deadline.in(quiet), sessions.pair().receiver().toString())
                .lookingEvery(Duration.ofMillis(50))
                .andStaysFor(quiet)
                .sees(() -> messages(sessions), expected);
        sessions.requireReceiverWasThere();
        return expected.judge(seen).reason();
    }

    private static List<Message> messages(OpenSessions sessions) {
        return sessions.receiver().pushes().stream().map(Push::message).toList();
    }
}
