package openim.verify.message.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.ConversationId;
import openim.verify.client.UserId;

/**
 * Says what became of each message of a flow, by the facts alone.
 *
 * <p>How far it was looked is one of the facts ({@link Coverage}). A layer accuses only if it was watched: that a message was not
 * pushed is said only of a session that was observed from the sending to the deadline, and that it is not stored, or cannot be
 * pulled, only after a whole look which came late enough. And a layer that must be looked at clears only if it was looked at whole:
 * where the look was partial, and nothing accuses, the message is {@link State#OPEN}.
 *
 * <p>Is told the stories one after the other, in the order of sending, and keeps of those before only what their order needs.
 */
public final class Judge {

    private final FlowTimeouts patience;
    private final Map<UserId, List<ObservationWindow>> watches;
    private final Coverage coverage;
    private final Order order = new Order();

    Judge(LedgerSettings opening, List<ObservationWindow> watches, List<FinalRead> looks) {
        this.patience = opening.patience();
        this.watches = watches.stream().collect(Collectors.groupingBy(ObservationWindow::user));
        this.coverage = new Coverage(patience, looks);
    }

    /** Judges them all, in the order of the book: each is in exactly one state. */
    public static List<JudgedMessage> judge(LedgerData book) {
        Judge judge = new Judge(book.opening(), book.watches(), book.looks());
        return book.stories().stream().map(judge::next).toList();
    }

    /** Judges the next one in the order of sending. */
    JudgedMessage next(MessageTrace story) {
        boolean reordered = order.isBroken(story);
        return new JudgedMessage(story, stateOf(story, reordered), coverage.gaps(story), coverage.isFinal(story));
    }

    private State stateOf(MessageTrace story, boolean reordered) {
        if (story.sightings().stream().anyMatch(seen -> !seen.intact())) {
            return State.CORRUPTED;
        }
        if (isDuplicated(story)) {
            return State.DUPLICATED;
        }
        Optional<Attempt> acknowledged = story.acknowledged();
        return acknowledged.isPresent() ? ofAcknowledged(story, acknowledged.get(), reordered) : ofOther(story);
    }

    private State ofAcknowledged(MessageTrace story, Attempt acknowledged, boolean reordered) {
        boolean pullLooked = coverage.isWhole(Layer.PULLED, story);
        boolean storeLooked = coverage.isWhole(Layer.STORED, story);
        if (!pullLooked && !storeLooked) {
            return State.OPEN;
        }
        if (pullLooked && storeLooked && !story.isDelivered()) {
            return State.LOST;
        }
        if (storeLooked && !story.isSeen(Layer.STORED)) {
            return State.NOT_STORED;
        }
        if (pullLooked && !story.isSeen(Layer.PULLED)) {
            return State.NOT_PULLABLE;
        }
        Instant pushBy = acknowledged.endedAt().plus(patience.push());
        boolean watched = watched(story.entry().to(), acknowledged.at(), pushBy);
        if (!story.isSeen(Layer.PUSHED) && watched) {
            return State.NOT_PUSHED;
        }
        boolean sampled = pullLooked && coverage.isLeftOut(Layer.STORED, story);
        if (!sampled && !(pullLooked && storeLooked)) {
            return State.OPEN;
        }
        if (story.isSeen(Layer.PUSHED) && reordered) {
            return State.REORDERED;
        }
        if (story.pushedAt().filter(at -> at.isAfter(pushBy)).isPresent()) {
            return State.LATE;
        }
        if (sampled) {
            return State.DELIVERED_STORE_NOT_LOOKED_AT;
        }
        return story.isSeen(Layer.PUSHED) ? State.DELIVERED : State.DELIVERED_PUSH_NOT_OBSERVED;
    }

    private State ofOther(MessageTrace story) {
        if (story.isDelivered()) {
            return story.isRefused() ? State.REFUSED_YET_DELIVERED : State.DELIVERED_UNACKNOWLEDGED;
        }
        if (!coverage.isWhole(story)) {
            return State.OPEN;
        }
        return story.isRefused() ? State.REFUSED : State.UNKNOWN;
    }

    /** What we sent twice may come twice. */
    private static boolean isDuplicated(MessageTrace story) {
        long ours = Math.max(1, story.sendings());
        return Stream.of(Layer.PUSHED, Layer.PULLED, Layer.STORED)
                .anyMatch(layer -> story.seen(layer).count() > ours);
    }

    private boolean watched(UserId receiver, Instant from, Instant until) {
        return watches.getOrDefault(receiver, List.of()).stream().anyMatch(watch -> watch.covers(from, until));
    }

    /**
     * Whether messages got their numbers in the order in which they were sent. Of what went before it keeps a number for each
     * conversation, and those that were under way when the last one was sent.
     */
    public static final class Order {

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
         * @return whether its number is lower than that of one which the server had taken before this one was written down, and so
         *     before it can have been sent
         */
        public boolean isBroken(MessageTrace story) {
            if (story.seq() == 0) {
                return false;
            }
            Conversation conversation =
                    conversations.computeIfAbsent(story.entry().conversation(), id -> new Conversation());
            while (!conversation.underWay.isEmpty()
                    && !conversation
                            .underWay
                            .element()
                            .at()
                            .isAfter(story.entry().writtenAt())) {
                conversation.highest = Math.max(
                        conversation.highest, conversation.underWay.remove().seq());
            }
            boolean broken = story.seq() < conversation.highest;
            story.acknowledged()
                    .ifPresent(attempt -> conversation.underWay.add(new Taken(attempt.endedAt(), story.seq())));
            return broken;
        }

        /** How many messages it keeps. */
        public int kept() {
            return conversations.values().stream()
                    .mapToInt(conversation -> conversation.underWay.size())
                    .sum();
        }
    }
}
