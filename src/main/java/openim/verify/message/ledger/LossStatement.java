package openim.verify.message.ledger;

import java.util.List;
import java.util.Set;
import openim.verify.verdict.Loss;

/** Names each message that was acknowledged and then not kept, not stored or not pushed. */
public final class LossStatement {

    private static final Set<State> LOSSES = Set.of(State.LOST, State.NOT_STORED, State.NOT_PUSHED);

    private LossStatement() {}

    /** One for each such message, in the order of sending. */
    public static List<Loss> of(List<Judged> judged) {
        KnownCauses causes = KnownCauses.read();
        return judged.stream()
                .filter(one -> LOSSES.contains(one.state()))
                .map(one -> loss(one, causes))
                .toList();
    }

    private static Loss loss(Judged one, KnownCauses causes) {
        Story story = one.story();
        Entry entry = story.entry();
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
