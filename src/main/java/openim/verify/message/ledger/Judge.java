package openim.verify.message.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;

/**
 * Says what became of each message of a flow. A pure function of the facts.
 *
 * <p>A layer accuses only if it was watched: that a message was not pushed is said only of a session that was observed from the
 * sending to the deadline, and that it is not stored only after a whole look at the store which came late enough.
 */
public final class Judge {

    private final Book book;
    private final Map<UserId, List<Watch>> watches;
    private final Map<ConversationId, List<Look>> looks;
    private final Set<MessageId> reordered;

    private Judge(Book book) {
        this.book = book;
        this.watches = book.watches().stream().collect(Collectors.groupingBy(Watch::user));
        this.looks = book.looks().stream().filter(Look::complete).collect(Collectors.groupingBy(Look::conversation));
        this.reordered = reordered(book.stories());
    }

    /** Judges them all, in the order of the book: each is in exactly one state. */
    public static List<Judged> judge(Book book) {
        Judge judge = new Judge(book);
        return book.stories().stream()
                .map(story -> new Judged(story, judge.stateOf(story)))
                .toList();
    }

    private State stateOf(Story story) {
        if (story.sightings().stream().anyMatch(seen -> !seen.intact())) {
            return State.CORRUPTED;
        }
        if (isDuplicated(story)) {
            return State.DUPLICATED;
        }
        Optional<Attempt> acknowledged = story.acknowledged();
        return acknowledged.isPresent() ? ofAcknowledged(story, acknowledged.get()) : ofOther(story);
    }

    private State ofAcknowledged(Story story, Attempt acknowledged) {
        boolean pullLooked = looked(Layer.PULLED, story);
        boolean storeLooked = looked(Layer.STORED, story);
        if (!pullLooked && !storeLooked) {
            return State.OPEN;
        }
        if (!story.isDelivered() && pullLooked) {
            return State.LOST;
        }
        if (!story.isSeen(Layer.STORED) && storeLooked) {
            return State.NOT_STORED;
        }
        Instant pushBy = acknowledged.endedAt().plus(book.opening().patience().push());
        if (!story.isSeen(Layer.PUSHED)) {
            return watched(story.entry().to(), acknowledged.at(), pushBy)
                    ? State.NOT_PUSHED
                    : State.DELIVERED_PUSH_NOT_OBSERVED;
        }
        if (reordered.contains(story.entry().id())) {
            return State.REORDERED;
        }
        boolean late = story.pushedAt().filter(at -> at.isAfter(pushBy)).isPresent();
        return late ? State.LATE : State.DELIVERED;
    }

    private State ofOther(Story story) {
        if (story.isDelivered()) {
            return story.isRefused() ? State.REFUSED_YET_DELIVERED : State.DELIVERED_UNACKNOWLEDGED;
        }
        if (!looked(Layer.PULLED, story) && !looked(Layer.STORED, story)) {
            return State.OPEN;
        }
        return story.isRefused() ? State.REFUSED : State.UNKNOWN;
    }

    /** What we sent twice may come twice. */
    private static boolean isDuplicated(Story story) {
        long ours = Math.max(1, story.sendings());
        return Stream.of(Layer.PUSHED, Layer.PULLED, Layer.STORED)
                .anyMatch(layer -> story.seen(layer).count() > ours);
    }

    private boolean looked(Layer layer, Story story) {
        Instant notBefore = story.lastSentAt().plus(book.opening().patience().stored());
        return looks.getOrDefault(story.entry().conversation(), List.of()).stream()
                .anyMatch(look -> look.layer() == layer && !look.at().isBefore(notBefore));
    }

    private boolean watched(UserId receiver, Instant from, Instant until) {
        return watches.getOrDefault(receiver, List.of()).stream().anyMatch(watch -> watch.covers(from, until));
    }

    /** Those whose number is lower than that of one which the server had taken before they were sent. */
    private static Set<MessageId> reordered(List<Story> stories) {
        Map<ConversationId, List<Story>> numbered = stories.stream()
                .filter(story -> story.seq() > 0)
                .collect(Collectors.groupingBy(story -> story.entry().conversation()));
        Set<MessageId> reordered = new HashSet<>();
        numbered.values().forEach(conversation -> reordered.addAll(reorderedIn(conversation)));
        return reordered;
    }

    private static Set<MessageId> reorderedIn(List<Story> conversation) {
        List<Story> byTaking = conversation.stream()
                .filter(story -> story.acknowledged().isPresent())
                .sorted(Comparator.comparing(Judge::takenAt))
                .toList();
        Set<MessageId> reordered = new HashSet<>();
        int before = 0;
        long highest = 0;
        for (Story story : conversation.stream()
                .sorted(Comparator.comparing(Story::sentAt))
                .toList()) {
            while (before < byTaking.size() && !takenAt(byTaking.get(before)).isAfter(story.sentAt())) {
                highest = Math.max(highest, byTaking.get(before).seq());
                before++;
            }
            if (story.seq() < highest) {
                reordered.add(story.entry().id());
            }
        }
        return reordered;
    }

    private static Instant takenAt(Story story) {
        return story.acknowledged().map(Attempt::endedAt).orElse(Instant.MAX);
    }
}
