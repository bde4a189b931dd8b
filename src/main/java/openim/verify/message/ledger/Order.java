package openim.verify.message.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import openim.verify.client.ConversationId;

/**
 * Whether messages got their numbers in the order in which they were sent. Of what went before it keeps a number for each
 * conversation, and those that were under way when the last one was sent.
 */
public final class Order {

    private final Map<ConversationId, Conversation> conversations = new HashMap<>();

    /** A message that the server had taken by then, and the number that it has. */
    private record Taken(Instant at, long seq) {}

    private static final class Conversation {

        private final Queue<Taken> underWay = new PriorityQueue<>(Comparator.comparing(Taken::at));
        private long highest;
    }

    /**
     * Hears of the next message in the order of sending.
     *
     * @return whether its number is lower than that of one which the server had taken before it was sent
     */
    public boolean isBroken(MessageTrace story) {
        if (story.seq() == 0) {
            return false;
        }
        Conversation conversation =
                conversations.computeIfAbsent(story.entry().conversation(), id -> new Conversation());
        while (!conversation.underWay.isEmpty()
                && !conversation.underWay.element().at().isAfter(story.sentAt())) {
            conversation.highest = Math.max(
                    conversation.highest, conversation.underWay.remove().seq());
        }
        boolean broken = story.seq() < conversation.highest;
        story.acknowledged().ifPresent(attempt -> conversation.underWay.add(new Taken(attempt.endedAt(), story.seq())));
        return broken;
    }

    /** How many messages it keeps. */
    public int kept() {
        return conversations.values().stream()
                .mapToInt(conversation -> conversation.underWay.size())
                .sum();
    }
}
