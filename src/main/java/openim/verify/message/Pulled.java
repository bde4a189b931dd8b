package openim.verify.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import openim.verify.await.SideBySide;
import openim.verify.client.Ack;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.MessageApi;
import openim.verify.client.gateway.Push;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.verdict.CannotLook;

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

    /** So many seqs are pulled at a time, from the newest back. */
    static final long AT_ONCE = 60;

    /** So many times, and no more: whoever sends so much while we send a few is nobody we know. */
    static final int MOST_PULLS = 50;

    /** So far the server's clock may be behind ours, where it did not say when it took a message. */
    private static final Duration SKEW = Duration.ofHours(1);

    private static final Duration PUSHED_BY_NOW = Duration.ofSeconds(2);
    private static final Duration WRITTEN_BY_NOW = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    public Pulled {
        messages = List.copyOf(messages);
    }

    /** One of the ways to pull. */
    private record Door(String name, Supplier<ApiResult<Map<ConversationId, Long>>> newestSeqs, Puller puller) {}

    interface Puller {
        ApiResult<List<Message>> pull(ConversationId from, long firstSeq, long lastSeq);
    }

    /**
     * Pulls by WebSocket until all are there.
     *
     * @throws openim.verify.verdict.BrokenPromise if they are not in time, or a pull is refused
     */
    public static Pulled mustPullByWebSocket(User person, List<Sent> sent, Duration within) {
        var session = person.session();
        return until(sent, person, within, new Door("by WebSocket", session::newestSeqs, session::pull));
    }

    /** The same by REST. */
    public static Pulled mustPullByRest(User person, MessageApi messages, List<Sent> sent, Duration within) {
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
     * Both, side by side.
     *
     * @return what was pulled by WebSocket
     */
    public static Pulled mustPullByBoth(User person, MessageApi messages, List<Sent> sent, Duration within) {
        return SideBySide.both(
                () -> mustPullByWebSocket(person, sent, within),
                () -> mustPullByRest(person, messages, sent, within),
                (bySocket, byRest) -> bySocket);
    }

    /**
     * Holds what was pulled to a further expectation.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if it is not met
     */
    public String mustMeet(User person, Expectation<List<Message>> expected) {
        return Inbox.mustMeet(person + ", pulling by seq,", expected, messages);
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
                        () -> once(person, from, door, sent, numberedBefore),
                        holding(sent, written ? numbers(person) : Map.of()));
    }

    /** The numbers that messages were pushed with. */
    private static Map<MessageId, Long> numbers(User person) {
        return person.session().pushes().stream()
                .map(Push::message)
                .collect(Collectors.toMap(Message::id, Message::seq, (first, again) -> first));
    }

    private static Pulled once(
            User person, ConversationId from, Door door, List<Sent> sent, AtomicLong numberedBefore) {
        long newest = door.newestSeqs()
                .get()
                .withTokenOf(person.id())
                .mustBeOk(person.toString(), "asks for the newest seqs " + door.name())
                .getOrDefault(from, 0L);
        long last = Math.min(newest, numberedBefore.getAndAccumulate(newest, Math::max));
        Puller asking = (conversation, first, to) ->
                door.puller().pull(conversation, first, to).withTokenOf(person.id());
        return new Pulled(newest, back(person.toString(), door.name(), asking, from, last, sent));
    }

    /**
     * Pulls from a seq back, until all are there, or until what is older than the first of them: others write too, and how much is
     * not ours to guess.
     */
    static List<Message> back(
            String person, String how, Puller puller, ConversationId from, long last, List<Sent> sent) {
        Instant since =
                sent.stream().map(Pulled::takenAt).min(Instant::compareTo).orElse(Instant.EPOCH);
        List<Message> messages = new ArrayList<>();
        int pulls = 0;
        for (long to = last; to > 0; to -= AT_ONCE) {
            if (++pulls > MOST_PULLS) {
                throw new CannotLook("more than " + MOST_PULLS * AT_ONCE + " messages came to " + from
                        + " since ours was sent, and no more of them are pulled");
            }
            List<Message> page =
                    puller.pull(from, Math.max(1, to - AT_ONCE + 1), to).mustBeOk(person, "pulls messages " + how);
            messages.addAll(0, page);
            boolean all = sent.stream().allMatch(one -> messages.stream().anyMatch(seen -> Inbox.is(one, seen)));
            if (all || page.stream().anyMatch(seen -> seen.sentAt().isBefore(since))) {
                break;
            }
        }
        return messages;
    }

    /** By the server's clock. */
    private static Instant takenAt(Sent one) {
        return one.ack().value().map(Ack::sentAt).orElse(one.at().minus(SKEW));
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

    /**
     * Messages to somebody who was away, and comes back for them.
     *
     * @param away without a session when they were sent
     * @param sent in the order of sending
     */
    public record CaughtUp(User away, List<Sent> sent) implements AutoCloseable {

        public CaughtUp {
            sent = List.copyOf(sent);
        }

        /**
         * Sends so many to somebody who has no session.
         *
         * @throws openim.verify.verdict.BrokenPromise if one is not acknowledged
         */
        public static CaughtUp mustMiss(int count, User sender, UserId away, Drivers drivers) {
            User person = User.mustLogInKickingOthers(away, Platform.WEB, drivers);
            return new CaughtUp(person, Volley.mustSend(count, sender, away).sent());
        }

        /**
         * Opens his session, and pulls both ways: all of them, the last included, in order and intact.
         *
         * @return what was seen, in words
         * @throws openim.verify.verdict.BrokenPromise if something is missing, changed or in another order
         */
        public String mustCatchUp(MessageApi messages, Duration within) {
            away.mustOpenSession();
            var expected = Inbox.holdsExactlyOnceInOrder(sent);
            String seen = Pulled.mustPullByWebSocket(away, sent, within).mustMeet(away, expected);
            Pulled.mustPullByRest(away, messages, sent, within).mustMeet(away, expected);
            return seen + ", by WebSocket and by REST";
        }

        @Override
        public void close() {
            away.close();
        }
    }
}
