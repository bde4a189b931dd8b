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
 * @param took how long the look took, waiting for what it needs included
 * @param evidence what the verdict rests on
 */
public record Observation(
        CheckId check, Verdict verdict, List<CheckId> blockedBy, Instant at, Duration took, List<Evidence> evidence) {

    public Observation {
        blockedBy = List.copyOf(blockedBy);
        evidence = List.copyOf(evidence);
        if (took.isNegative()) {
            throw new IllegalArgumentException(check + " took " + took);
        }
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
