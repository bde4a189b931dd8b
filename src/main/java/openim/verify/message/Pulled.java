package openim.verify.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.Told;
import openim.verify.client.api.MessageApi;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.target.Pair;

/**
 * Messages that were pulled by their seq, as a client does that was away.
 *
 * @param newestSeq the newest seq of the conversation then
 * @param messages what was pulled, oldest first
 */
public record Pulled(long newestSeq, List<Message> messages) {

    /** Enough to hold what was just sent, and what others of ours may have sent in between. */
    private static final long BACK = 30;

    public Pulled {
        messages = List.copyOf(messages);
    }

    /** One of the ways to pull. */
    private record Door(String name, Supplier<Told<Map<ConversationId, Long>>> newestSeqs, Puller puller) {}

    private interface Puller {
        Told<List<Message>> pull(ConversationId from, long firstSeq, long lastSeq);
    }

    /**
     * Pulls by WebSocket until all are there.
     *
     * @throws openim.verify.verdict.BrokenPromise if they are not in time, or a pull is refused
     */
    public static Pulled byWebSocket(OpenSessions sessions, List<Sent> sent, Duration within) {
        var session = sessions.receiver().session();
        return until(sent, sessions.pair(), within, new Door("by WebSocket", session::newestSeqs, session::pull));
    }

    /** The same by REST. */
    public static Pulled byRest(Pair pair, MessageApi messages, List<Sent> sent, Duration within) {
        User person = pair.receiver();
        return until(
                sent,
                pair,
                within,
                new Door(
                        "by REST",
                        () -> messages.newestSeqs(person.id(), person.token()),
                        (from, first, last) -> messages.pull(person.id(), person.token(), from, first, last)));
    }

    private static Pulled until(List<Sent> sent, Pair pair, Duration within, Door door) {
        return Eventually.within(Deadline.in(within), pair.receiver() + " " + door.name())
                .sees(() -> once(pair, door), holding(sent));
    }

    private static Pulled once(Pair pair, Door door) {
        User person = pair.receiver();
        long newest = door.newestSeqs()
                .get()
                .withTokenOf(person.id())
                .requireOk(person.toString(), "asks for the newest seqs " + door.name())
                .getOrDefault(pair.conversation(), 0L);
        List<Message> messages = door.puller()
                .pull(pair.conversation(), Math.max(1, newest - BACK), Math.max(1, newest))
                .withTokenOf(person.id())
                .requireOk(person.toString(), "pulls messages " + door.name());
        return new Pulled(newest, messages);
    }

    private static Expectation<Pulled> holding(List<Sent> sent) {
        var inbox = Inbox.holds(sent);
        return Expectation.of(inbox.sentence() + " when pulling by seq", pulled -> {
            Judgement judgement = inbox.judge(pulled.messages());
            return judgement.isMet()
                    ? judgement
                    : Judgement.notYet(judgement.reason() + "; newest seq " + pulled.newestSeq());
        });
    }
}
