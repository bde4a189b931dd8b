package openim.verify.message.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one message.
 *
 * @param attempts in the order of sending
 * @param sightings in no order
 */
public record MessageTrace(LedgerEntry entry, List<Attempt> attempts, List<Sighting> sightings) {

    public MessageTrace {
        attempts = List.copyOf(attempts);
        sightings = List.copyOf(sightings);
    }

    /** When it was first sent; when it was written down, if it never was. */
    public Instant sentAt() {
        return attempts.isEmpty() ? entry.writtenAt() : attempts.get(0).at();
    }

    Instant lastSentAt() {
        return attempts.isEmpty()
                ? entry.writtenAt()
                : attempts.get(attempts.size() - 1).at();
    }

    /** The first sending that was acknowledged. */
    public Optional<Attempt> acknowledged() {
        return attempts.stream()
                .filter(a -> a.outcome() == Attempt.Outcome.ACKNOWLEDGED)
                .findFirst();
    }

    /** Whether the server said no each time it was asked. */
    public boolean isRefused() {
        return !attempts.isEmpty() && attempts.stream().allMatch(a -> a.outcome() == Attempt.Outcome.REFUSED);
    }

    /** How many copies could be of our own making: the sendings that were not refused. */
    long sendings() {
        return attempts.stream()
                .filter(a -> a.outcome() != Attempt.Outcome.REFUSED)
                .count();
    }

    public Stream<Sighting> seen(Layer layer) {
        return sightings.stream().filter(s -> s.layer() == layer);
    }

    public boolean isSeen(Layer layer) {
        return seen(layer).findAny().isPresent();
    }

    boolean isDelivered() {
        return sightings.stream().anyMatch(s -> s.layer().isDelivery());
    }

    /** The first push to the receiver. */
    public Optional<Instant> pushedAt() {
        return seen(Layer.PUSHED).map(Sighting::at).min(Comparator.naturalOrder());
    }

    /** Its number in the conversation, the first if it has several; 0 if nobody saw one. */
    long seq() {
        return sightings.stream()
                .mapToLong(Sighting::seq)
                .filter(seq -> seq > 0)
                .min()
                .orElse(0);
    }

    /** The layer that saw it last, on its way and not by the clock. */
    public Optional<Sighting> furthest() {
        return sightings.stream().max(Comparator.comparing(Sighting::layer));
    }
}
