package openim.verify.message.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.client.user.Draft;

/** Facts of a flow from alice to bob, made up for a test. Times are seconds from noon. */
public final class Facts {

    public static final UserId ALICE = new UserId("oiv01a");
    static final UserId BOB = new UserId("oiv01b");
    public static final UserId CAROL = new UserId("oiv02a");
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    public static final FlowTimeouts PATIENCE = new FlowTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(6));

    private final List<Told> messages = new ArrayList<>();
    private final List<ObservationWindow> watches = new ArrayList<>();
    private final List<FinalRead> looks = new ArrayList<>();

    public static Instant at(double seconds) {
        return NOON.plusMillis(Math.round(seconds * 1000));
    }

    /** A message that is written down at that time, and of which nothing else is known. */
    public Told message(double at) {
        return message(at, BOB);
    }

    public Told message(double at, UserId to) {
        LedgerEntry entry =
                LedgerEntry.of(new Draft(MessageId.fresh(), ALICE, to, "text"), messages.size() + 1, at(at));
        Told told = new Told(entry, at);
        messages.add(told);
        return told;
    }

    /** Everything is looked at a minute later, whole. */
    public Facts allRead() {
        return read(Layer.PULLED, 60, true).read(Layer.STORED, 60, true);
    }

    public Facts read(Layer layer, double at, boolean complete) {
        looks.add(new FinalRead(
                layer,
                ConversationId.between(ALICE, BOB),
                at(at),
                complete ? FinalRead.Reach.WHOLE : FinalRead.Reach.PARTIAL,
                "for the test"));
        return this;
    }

    public Facts leftOut(Layer layer, double at) {
        return looked(FinalRead.leftOut(layer, ConversationId.between(ALICE, BOB), at(at), "left out for the test"));
    }

    public Facts looked(FinalRead look) {
        looks.add(look);
        return this;
    }

    /** Bob's session is observed from then to then. */
    public Facts watched(double from, double until) {
        watches.add(new ObservationWindow(BOB, watches.size() + 1, at(from), at(from), at(until), ""));
        return this;
    }

    public LedgerData book() {
        return new LedgerData(
                new LedgerSettings("ledger-1", NOON, PATIENCE, List.of(1), Map.of(), Optional.empty()),
                messages.stream().map(Told::story).toList(),
                watches,
                looks);
    }

    List<State> judged() {
        return Judge.judge(book()).stream().map(JudgedMessage::state).toList();
    }

    /** What is known of one message. */
    public static final class Told {

        private final LedgerEntry entry;
        private final double sentAt;
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<Sighting> sightings = new ArrayList<>();

        private Told(LedgerEntry entry, double sentAt) {
            this.entry = entry;
            this.sentAt = sentAt;
        }

        public String id() {
            return entry.id().value();
        }

        public Told acknowledged() {
            return answered(Attempt.Outcome.ACKNOWLEDGED, sentAt);
        }

        public Told answered(Attempt.Outcome outcome, double at) {
            attempts.add(new Attempt(
                    entry.id(), attempts.size() + 1, at(at), outcome, Duration.ofMillis(5), outcome.name()));
            return this;
        }

        public Told seen(Layer layer, long seq, double at) {
            return seen(layer, seq, at, true);
        }

        Told corrupted(Layer layer, long seq, double at) {
            return seen(layer, seq, at, false);
        }

        private Told seen(Layer layer, long seq, double at, boolean intact) {
            sightings.add(new Sighting(entry.id(), layer, "place " + sightings.size(), seq, at(at), intact));
            return this;
        }

        /** As it should be. */
        public Told delivered(long seq) {
            return acknowledged()
                    .seen(Layer.KAFKA, 0, 60)
                    .seen(Layer.SYNCHRONISED, seq, sentAt + 0.1)
                    .seen(Layer.PUSHED, seq, sentAt + 0.1)
                    .seen(Layer.PULLED, seq, 60)
                    .seen(Layer.STORED, seq, 60);
        }

        private MessageTrace story() {
            return new MessageTrace(entry, attempts, sightings);
        }
    }
}
