package openim.verify.app.recovery;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.JudgedMessage;
import openim.verify.message.ledger.State;
import openim.verify.recovery.Losses;

/** Counts what became of the messages of ledgers that were sent at a time. */
final class LedgerCount {

    private final Predicate<Instant> when;
    private final Map<State, Integer> states = new EnumMap<>(State.class);
    private int watched;
    private int unlooked;
    private int untaken;
    private String why = "";

    /**
     * @param when whether a message that was sent then counts
     */
    LedgerCount(Predicate<Instant> when) {
        this.when = when;
    }

    /** Only an acknowledgement starts the clock of a loss, so the sending that was acknowledged says when it was. */
    void add(JudgedMessage one) {
        Optional<Instant> acknowledged = one.story().acknowledged().map(Attempt::at);
        if (acknowledged.isEmpty()) {
            untaken += when.test(one.story().sentAt()) ? 1 : 0;
        } else if (acknowledged.filter(when).isPresent()) {
            watched++;
            states.merge(one.state(), 1, Integer::sum);
            unlooked += one.isCleared() ? 0 : 1;
            why = why.isEmpty() ? one.whyOpen() : why;
        }
    }

    Losses losses() {
        Map<String, Integer> broken = new LinkedHashMap<>();
        for (State state : State.values()) {
            if (state.accuses()) {
                broken.put(state.word().replace('-', ' '), states.getOrDefault(state, 0));
            }
        }
        return new Losses(watched, broken, unlooked, why, untaken);
    }
}
