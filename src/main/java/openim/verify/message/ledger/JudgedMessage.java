package openim.verify.message.ledger;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message with what became of it.
 *
 * @param gaps of each place where it must be looked for, and was not looked for in a way that proves an absence, why not
 * @param isFinal whether nothing is left to be looked at for it: each of those places was left out on purpose
 */
public record JudgedMessage(MessageTrace story, State state, Map<Layer, String> gaps, boolean isFinal) {

    public JudgedMessage {
        gaps = Map.copyOf(gaps);
    }

    /** Whether something good or ill is said of it that rests on looking wherever it must be looked for. */
    public boolean isCleared() {
        return state != State.OPEN && state != State.DELIVERED_STORE_NOT_LOOKED_AT;
    }

    /** Why not; empty if it is. */
    public String whyOpen() {
        return !isCleared()
                ? gaps.entrySet().stream()
                        .min(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .orElse("")
                : "";
    }

    /** "late: 0a1b of 2026-11-24T12:00:00Z from oiv05a to oiv04a; told acknowledged; seen kafka toRedis-3@12, pushed ...". */
    @Override
    public String toString() {
        String told = story.attempts().stream()
                .map(attempt -> attempt.outcome().name().toLowerCase(Locale.ROOT)
                        + (attempt.words().isEmpty() ? "" : " (" + attempt.words() + ")"))
                .collect(Collectors.joining(", then "));
        String seen = story.sightings().stream()
                .sorted(Comparator.comparing(Sighting::layer))
                .map(one ->
                        one.layer().word() + " " + one.place() + (one.intact() ? "" : " CHANGED") + " at " + one.at())
                .collect(Collectors.joining(", "));
        return state.word() + ": " + story.entry().id() + " of " + story.sentAt() + " from "
                + story.entry().from() + " to " + story.entry().to() + "; told " + (told.isEmpty() ? "nothing" : told)
                + "; seen " + (seen.isEmpty() ? "nowhere" : seen)
                + (whyOpen().isEmpty() ? "" : "; not looked for everywhere: " + whyOpen());
    }
}
