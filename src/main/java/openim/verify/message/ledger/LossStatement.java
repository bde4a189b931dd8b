package openim.verify.message.ledger;

import java.util.Optional;
import java.util.Set;
import openim.verify.verdict.Loss;

/** Names each message that was acknowledged and then not kept, not stored, not to be pulled or not pushed. */
final class LossStatement {

    private static final Set<State> LOSSES = Set.of(State.LOST, State.NOT_STORED, State.NOT_PULLABLE, State.NOT_PUSHED);

    private LossStatement() {}

    /** What is stated of a message; empty if it is no loss. */
    static Optional<Loss> of(JudgedMessage one, KnownCauses causes) {
        return LOSSES.contains(one.state()) ? Optional.of(loss(one, causes)) : Optional.empty();
    }

    private static Loss loss(JudgedMessage one, KnownCauses causes) {
        MessageTrace story = one.story();
        LedgerEntry entry = story.entry();
        return new Loss(
                entry.id().value(),
                one.state().word(),
                entry.from().value(),
                entry.to().value(),
                entry.conversation().value(),
                story.sentAt(),
                story.furthest()
                        .map(seen -> seen.layer().word() + ", " + seen.place())
                        .orElse("nowhere after its acknowledgement"),
                causes.of(one.state(), story.furthest().map(Sighting::layer)));
    }
}
