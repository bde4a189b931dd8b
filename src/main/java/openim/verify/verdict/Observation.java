package openim.verify.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One check, looked at once.
 *
 * @param check which check
 * @param verdict what was found
 * @param blockedBy the checks whose own verdict is the reason why this one was not looked at; else empty
 * @param at when the look began
 * @param waited how long it waited for what other checks give
 * @param took how long the look itself took after that
 * @param evidence what the verdict rests on
 */
public record Observation(
        CheckId check,
        Verdict verdict,
        List<CheckId> blockedBy,
        Instant at,
        Duration waited,
        Duration took,
        List<Evidence> evidence) {

    /** One that waited for nothing. */
    public Observation(
            CheckId check,
            Verdict verdict,
            List<CheckId> blockedBy,
            Instant at,
            Duration took,
            List<Evidence> evidence) {
        this(check, verdict, blockedBy, at, Duration.ZERO, took, evidence);
    }

    public Observation {
        blockedBy = List.copyOf(blockedBy);
        evidence = List.copyOf(evidence);
        if (took.isNegative() || waited.isNegative()) {
            throw new IllegalArgumentException(check + " waited " + waited + " and took " + took);
        }
    }

    /** The same look, judged in another way. */
    public Observation judged(Verdict other) {
        return new Observation(check, other, blockedBy, at, waited, took, evidence);
    }

    /** The same look, which says nothing: it is red, and more likely by our own fault. */
    public Observation disbelieved(String because) {
        return judged(new Verdict.Undetermined(
                "it looked red (" + verdict.summary() + "), which is not believed, because " + because));
    }

    /** When the look ended. */
    public Instant ended() {
        return at.plus(waited).plus(took);
    }

    /** The first fact of that name, or the empty string. */
    public String fact(String name) {
        return evidence.stream()
                .filter(e -> e.name().equals(name))
                .map(Evidence::value)
                .findFirst()
                .orElse("");
    }
}
