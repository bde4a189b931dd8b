package openim.verify.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Told;
import openim.verify.client.api.MessageApi;
import openim.verify.client.gateway.Push;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/**
 * Messages that were pulled by their seq, as a client does that was away.
 *
 * <p>The server numbers a message before it writes it down. A pull in between finds nothing under that number, and the
 * server remembers the nothing for a day: an eager verifier would hide the very message that it looks for. So we pull
 * what has been pushed, or else only numbers that were given a while ago.
 *
 * @param newestSeq the newest seq of the conversation then
 * @param messages what was pulled, oldest first
 */
public record Pulled(long newestSeq, List<Message> messages) {

    /** Enough to hold what was just sent, and what others of ours may have sent in between. */
    private static final long BACK = 60;

    private static final Duration PUSHED_BY_NOW = Duration.ofSeconds(2);
    private static final Duration WRITTEN_BY_NOW = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

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
    public static Pulled byWebSocket(User person, List<Sent> sent, Duration within) {
        var session = person.session();
        return until(sent, person, within, new Door("by WebSocket", session::newestSeqs, session::pull));
    }

    /** The same by REST. */
    public static Pulled byRest(User person, MessageApi messages, List<Sent> sent, Duration within) {
        return until(
                sent,
                person,
                within,
                new Door(
                        "by REST",
                        () -> messages.newestSeqs(person.id(), person.token()),
                        (from, first, last) -> messages.pull(person.id(), person.token(), from, first, last)));
    }

    /**
     * Holds what was pulled to a further expectation.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if it is not met
     */
    public String require(User person, Expectation<List<Message>> expected) {
        return Inbox.require(person + ", pulling by seq,", expected, messages);
    }

    private static Pulled until(List<Sent> sent, User person, Duration within, Door door) {
        ConversationId from = sent.get(0).draft().conversation();
        Deadline pushed = Deadline.in(PUSHED_BY_NOW);
        boolean written = person.hasSession()
                && sent.stream().allMatch(one -> person.receives(one, pushed).isPresent());
        AtomicLong numberedBefore = new AtomicLong(written ? Long.MAX_VALUE : 0);
        return Eventually.within(Deadline.in(within), person + " " + door.name())
                .lookingEvery(written ? BETWEEN_LOOKS : WRITTEN_BY_NOW)
                .sees(
                        () -> once(person, from, door, numberedBefore),
                        holding(sent, written ? numbers(person) : Map.of()));
    }

    /** The numbers that messages were pushed with. */
    private static Map<MessageId, Long> numbers(User person) {
        return person.session().pushes().stream()
                .map(Push::message)
                .collect(Collectors.toMap(Message::id, Message::seq, (first, again) -> first));
    }

    private static Pulled once(User person, ConversationId from, Door door, AtomicLong numberedBefore) {
        long newest = door.newestSeqs()
                .get()
                .withTokenOf(person.id())
                .requireOk(person.toString(), "asks for the newest seqs " + door.name())
                .getOrDefault(from, 0L);
        long last = Math.min(newest, numberedBefore.getAndAccumulate(newest, Math::max));
        if (last == 0) {
            return new Pulled(newest, List.of());
        }
        List<Message> messages = door.puller()
                .pull(from, Math.max(1, last - BACK), last)
                .withTokenOf(person.id())
                .requireOk(person.toString(), "pulls messages " + door.name());
        return new Pulled(newest, messages);
    }

    private static Expectation<Pulled> holding(List<Sent> sent, Map<MessageId, Long> pushedAs) {
        var inbox = Inbox.holdsOnceIntact(sent);
        return Expectation.of(inbox.sentence() + " when pulling by seq", pulled -> {
            Judgement judgement = inbox.judge(pulled.messages());
            return switch (judgement.state()) {
                case MET -> renumbered(sent, pulled.messages(), pushedAs).orElse(judgement);
                case NOT_YET -> Judgement.notYet(judgement.reason() + "; newest seq " + pulled.newestSeq());
                case NEVER -> judgement;
            };
        });
    }

    private static Optional<Judgement> renumbered(
            List<Sent> sent, List<Message> pulled, Map<MessageId, Long> pushedAs) {
        return pulled.stream()
                .filter(message -> sent.stream().anyMatch(one -> Inbox.is(one, message)))
                .filter(message -> pushedAs.getOrDefault(message.id(), message.seq()) != message.seq())
                .findFirst()
                .map(message -> Judgement.never("message " + message.id() + " with seq " + message.seq()
                        + ", but it was pushed with seq " + pushedAs.get(message.id())));
    }
}
