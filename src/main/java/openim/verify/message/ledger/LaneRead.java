package openim.verify.message.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import openim.verify.client.ConversationId;
import openim.verify.client.UserId;

/**
 * A conversation that the final reads are about.
 *
 * @param after the newest seq there was before the flow
 * @param lastSentAt when the last message of the flow was sent in it, by our clock
 * @param days the days, by the server's clock, that it may have filed a message of the flow under
 */
public record LaneRead(
        ConversationId conversation,
        UserId from,
        UserId to,
        long after,
        Instant lastSentAt,
        SortedSet<LocalDate> days) {

    /** So far the server's clock may differ from ours before a message that it took is seen to prove how far it does. */
    private static final Duration SKEW = Duration.ofHours(1);

    public LaneRead {
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    /** A lane in which it was sent between these two times of our clock. */
    public static LaneRead of(
            ConversationId conversation, UserId from, UserId to, long after, Instant firstSentAt, Instant lastSentAt) {
        SortedSet<LocalDate> days = new TreeSet<>();
        LocalDate last = dayOf(lastSentAt.plus(SKEW));
        for (LocalDate day = dayOf(firstSentAt.minus(SKEW)); !day.isAfter(last); day = day.plusDays(1)) {
            days.add(day);
        }
        return new LaneRead(conversation, from, to, after, lastSentAt, days);
    }

    /** The same with days that messages of the flow were seen to be filed under. */
    public LaneRead filedAlsoUnder(Collection<LocalDate> seen) {
        SortedSet<LocalDate> all = new TreeSet<>(days);
        all.addAll(seen);
        return new LaneRead(conversation, from, to, after, lastSentAt, all);
    }

    /** The day that the server files a message under which it took then: that of UTC. */
    public static LocalDate dayOf(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
