package openim.verify.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.user.Sent;

/**
 * The numbers of messages in their conversation. A client asks for what is above the highest that it has, so a number that
 * is lower, or is given out twice, is a message that nobody ever asks for. A gap alone is none: the server skips a block when
 * Redis lost its place.
 */
public final class Seqs {

    private Seqs() {}

    /**
     * Those of messages of one conversation ascend in the order of sending, above what was there before, and none belongs to
     * two messages.
     *
     * @param newestBefore the newest before the first was sent
     */
    public static Expectation<List<Message>> ascendAbove(long newestBefore, List<Sent> sent) {
        return Expectation.of("sees ascending seqs above " + newestBefore + ", none given out twice", seen -> {
            Map<Long, MessageId> owners = new HashMap<>();
            for (Message message : seen) {
                MessageId owner = owners.putIfAbsent(message.seq(), message.id());
                if (message.seq() > 0 && owner != null && !owner.equals(message.id())) {
                    return Judgement.never(
                            "seq " + message.seq() + " given to two messages, " + owner + " and " + message.id());
                }
            }
            return inOrder(newestBefore, sent, seen);
        });
    }

    private static Judgement inOrder(long newestBefore, List<Sent> sent, List<Message> seen) {
        long above = newestBefore;
        for (int number = 0; number < sent.size(); number++) {
            Optional<Message> message = first(sent.get(number), seen);
            if (message.isEmpty()) {
                return Judgement.notYet("number " + (number + 1) + " of " + sent.size() + " is missing");
            }
            long seq = message.get().seq();
            if (seq <= above) {
                return Judgement.never("seq " + seq + " for number " + (number + 1) + " of " + sent.size() + ", though "
                        + above + " was given out before");
            }
            above = seq;
        }
        return Judgement.met("seq " + first(sent.get(0), seen).orElseThrow().seq() + " to " + above
                + gap(seen, newestBefore, above));
    }

    private static String gap(List<Message> seen, long from, long to) {
        long there = seen.stream()
                .map(Message::seq)
                .filter(seq -> seq > from && seq <= to)
                .collect(Collectors.toSet())
                .size();
        long missing = to - from - there;
        return missing == 0 ? "" : ", " + missing + " skipped";
    }

    /**
     * Each of these is stored at one place, with a seq above that which was stored highest before.
     *
     * @param highestBefore 0 if none was stored
     */
    public static Expectation<List<Message>> storedOnceAbove(long highestBefore, List<Sent> sent) {
        return Expectation.of("finds each stored once, with a seq above " + highestBefore, seen -> {
            for (Sent one : sent) {
                List<Long> places = seen.stream()
                        .filter(message -> Inbox.is(one, message))
                        .map(Message::seq)
                        .toList();
                if (places.isEmpty()) {
                    return Judgement.notYet("message " + one.id() + " is not stored");
                }
                if (places.size() > 1) {
                    return Judgement.never(
                            "message " + one.id() + " is stored " + places.size() + " times, at " + places);
                }
                if (places.get(0) <= highestBefore) {
                    return Judgement.never("message " + one.id() + " is stored at seq " + places.get(0) + ", though "
                            + highestBefore + " was stored before");
                }
            }
            return Judgement.met("all " + sent.size() + " stored once, above seq " + highestBefore);
        });
    }

    private static Optional<Message> first(Sent sent, List<Message> seen) {
        return seen.stream().filter(message -> Inbox.is(sent, message)).findFirst();
    }
}
