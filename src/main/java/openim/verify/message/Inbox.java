package openim.verify.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Ack;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.client.user.Sent;
import openim.verify.verdict.BrokenPromise;

/** What a receiver expects of the messages that he was given, in the order in which he was. */
public final class Inbox {

    private Inbox() {}

    /** Each of these is there, whatever became of its content. */
    public static Expectation<List<Message>> holds(Collection<Sent> sent) {
        requireSome(sent);
        return Expectation.of("receives " + messages(sent), seen -> {
            List<Sent> missing = sent.stream()
                    .filter(one -> seen.stream().noneMatch(message -> is(one, message)))
                    .toList();
            return missing.isEmpty()
                    ? Judgement.met("all " + sent.size() + " came")
                    : Judgement.notYet(missing.size() + " of " + sent.size()
                            + (sent.size() == 1 ? " message is" : " messages are")
                            + " missing ("
                            + missing.stream().map(d -> d.id().value()).collect(Collectors.joining(", ")) + ")");
        });
    }

    /** Each of these is there, and is what was sent. */
    public static Expectation<List<Message>> holdsIntact(Collection<Sent> sent) {
        return holds(sent, Copy.OF_TEXT);
    }

    /** Each of these is there once, and is what was sent, whatever their order. */
    public static Expectation<List<Message>> holdsOnceIntact(Collection<Sent> sent) {
        Expectation<List<Message>> once = holdsOnce(sent);
        return Expectation.of("has " + messages(sent) + " once, byte for byte", seen -> {
            Judgement judgement = once.judge(seen);
            return judgement.isMet() ? changed(sent, seen, Copy.OF_TEXT).orElse(judgement) : judgement;
        });
    }

    /** Each of these is there, its content the same to the last byte of the JSON that was sent. */
    public static Expectation<List<Message>> holdsByteForByte(Collection<Sent> sent) {
        return holds(sent, Copy.OF_BYTES);
    }

    private static Expectation<List<Message>> holds(Collection<Sent> sent, Copy copy) {
        Expectation<List<Message>> held = holds(sent);
        return Expectation.of("has " + messages(sent) + " byte for byte", seen -> {
            Judgement judgement = held.judge(seen);
            return judgement.isMet() ? changed(sent, seen, copy).orElse(judgement) : judgement;
        });
    }

    /**
     * What of a message must come as it went.
     *
     * @param otherwise what is said if it does not
     */
    private record Copy(Function<Sent, String> went, Function<Message, String> came, String otherwise) {

        static final Copy OF_TEXT =
                new Copy(one -> one.draft().text(), Message::text, "with another content than was sent");

        static final Copy OF_BYTES = new Copy(
                one -> Message.contentOfText(one.draft().text()), Message::content, "with other bytes than were sent");

        Optional<Judgement> judge(Sent one, Message seen) {
            String sent = went.apply(one);
            String read = came.apply(seen);
            return sent.equals(read)
                    ? Marks.differing(one, seen).map(Judgement::never)
                    : Optional.of(
                            Judgement.never("message " + one.id() + " " + otherwise + ": " + difference(sent, read)));
        }
    }

    private static Optional<Judgement> changed(Collection<Sent> sent, List<Message> seen, Copy copy) {
        return sent.stream()
                .flatMap(one -> seen.stream()
                        .filter(message -> is(one, message))
                        .flatMap(message -> copy.judge(one, message).stream()))
                .findFirst();
    }

    /** Each of these is there once, whatever became of its content and of their order. */
    public static Expectation<List<Message>> holdsOnce(Collection<Sent> sent) {
        Expectation<List<Message>> held = holds(sent);
        return Expectation.of(
                "receives " + messages(sent) + " once",
                seen -> sent.stream()
                        .flatMap(one -> repeated(one, seen).stream())
                        .findFirst()
                        .orElseGet(() -> held.judge(seen)));
    }

    /** Each of these is there, and the first copies of them came in this order. */
    public static Expectation<List<Message>> holdsInOrder(List<Sent> sent) {
        Expectation<List<Message>> held = holds(sent);
        return Expectation.of("receives " + messages(sent) + " in the order of sending", seen -> {
            Judgement judgement = held.judge(seen);
            List<MessageId> order = sent.stream().map(Sent::id).toList();
            List<MessageId> came = seen.stream()
                    .map(Message::id)
                    .filter(order::contains)
                    .distinct()
                    .toList();
            return judgement.isMet() && !came.equals(order) ? anotherOrder(order, came) : judgement;
        });
    }

    /**
     * Holds what was seen to an expectation.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if it is not met
     */
    public static String mustMeet(String who, Expectation<List<Message>> expected, List<Message> seen) {
        Judgement judgement = expected.judge(seen);
        if (!judgement.isMet()) {
            throw BrokenPromise.seeing(judgement.reason(), who + " " + expected.sentence());
        }
        return judgement.reason();
    }

    /** Each of these is there once, in this order, with ascending seqs, and is what was sent. */
    public static Expectation<List<Message>> holdsExactlyOnceInOrder(List<Sent> sent) {
        requireSome(sent);
        return Expectation.of("receives " + messages(sent) + " once, in order, byte for byte", seen -> {
            List<Message> ours = seen.stream()
                    .filter(message -> sent.stream().anyMatch(one -> is(one, message)))
                    .toList();
            for (Sent one : sent) {
                Optional<Judgement> repeated = repeated(one, ours);
                if (repeated.isPresent()) {
                    return repeated.get();
                }
            }
            Optional<Judgement> changed = changed(sent, ours, Copy.OF_TEXT);
            if (changed.isPresent()) {
                return changed.get();
            }
            if (ours.size() < sent.size()) {
                return Judgement.notYet(ours.size() + " of " + sent.size());
            }
            return inOrder(sent, ours);
        });
    }

    private static Optional<Judgement> repeated(Sent one, List<Message> seen) {
        List<Message> copies = seen.stream().filter(message -> is(one, message)).toList();
        return copies.size() < 2
                ? Optional.empty()
                : Optional.of(Judgement.never("message " + one.id() + " " + copies.size() + " times, with seq "
                        + copies.stream()
                                .map(m -> String.valueOf(m.seq()))
                                .distinct()
                                .collect(Collectors.joining(" and "))));
    }

    /** Whether this is the message that was sent, intact or not. */
    public static boolean is(Sent sent, Message seen) {
        return seen.id().equals(sent.id());
    }

    /** Whoever expects none of nothing is content with anything. */
    private static void requireSome(Collection<Sent> sent) {
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("no message is expected, so nothing can be proven by what comes");
        }
    }

    private static Judgement inOrder(List<Sent> sent, List<Message> ours) {
        List<MessageId> order = sent.stream().map(Sent::id).toList();
        List<MessageId> came = ours.stream().map(Message::id).toList();
        if (!came.equals(order)) {
            return anotherOrder(order, came);
        }
        List<Long> seqs = new ArrayList<>();
        for (Message message : ours) {
            if (message.seq() <= (seqs.isEmpty() ? 0 : seqs.get(seqs.size() - 1))) {
                return Judgement.never("seq " + message.seq() + " after " + seqs);
            }
            seqs.add(message.seq());
        }
        return Judgement.met(
                "all " + sent.size() + " once and in order, seq " + seqs.get(0) + " to " + seqs.get(seqs.size() - 1));
    }

    private static Judgement anotherOrder(List<MessageId> order, List<MessageId> came) {
        return Judgement.never("another order: number "
                + came.stream().map(id -> String.valueOf(order.indexOf(id) + 1)).collect(Collectors.joining(", ")));
    }

    private static String difference(String sent, String seen) {
        int at = 0;
        while (at < Math.min(sent.length(), seen.length()) && sent.charAt(at) == seen.charAt(at)) {
            at++;
        }
        return sent.length() + " characters sent, " + seen.length() + " seen, first difference at " + at;
    }

    private static String messages(Collection<Sent> sent) {
        return sent.size() == 1 ? "message " + sent.iterator().next().id() : sent.size() + " messages";
    }

    /**
     * What a message bears besides its content: who wrote it, to whom, what kind it is, and which of the server's messages it is
     * and since when. A client shows it where these say, so that the right words under a wrong name are no delivery.
     */
    private static final class Marks {

        private Marks() {}

        /** Which of them is another than was sent, or than the server said when it took the message; empty if none is. */
        static Optional<String> differing(Sent sent, Message seen) {
            return another(sent, "sender", sent.draft().from().value(), seen.sender())
                    .or(() -> another(sent, "receiver", receiver(sent, seen), seen.receiver()))
                    .or(() -> another(sent, "contentType", Message.TEXT, seen.contentType()))
                    .or(() -> sent.ack().value().flatMap(ack -> differing(sent, ack, seen)));
        }

        private static Optional<String> differing(Sent sent, Ack ack, Message seen) {
            return another(sent, "serverMsgID", ack.serverId(), seen.serverId())
                    .or(() -> another(sent, "sendTime", ack.sentAt(), seen.sentAt()));
        }

        /** A message to a group names no person. */
        private static String receiver(Sent sent, Message seen) {
            return sent.draft().to().fold(UserId::value, group -> seen.receiver());
        }

        private static Optional<String> another(Sent sent, String mark, Object expected, Object seen) {
            return expected.equals(seen)
                    ? Optional.empty()
                    : Optional.of("message " + sent.id() + " with " + mark + " " + seen + ", not " + expected
                            + " as it was sent");
        }
    }
}
