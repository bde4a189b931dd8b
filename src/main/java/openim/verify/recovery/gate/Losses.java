package openim.verify.recovery.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of the tokens that were sent in a while.
 *
 * @param watched how many were acknowledged and followed; 0 proves nothing
 * @param broken how many of those came to each end that accuses the deployment, zeros too, by the ledger's word for it and in its
 *     order: {@code lost}, {@code not stored}
 * @param untaken how many more were sent, and refused or never answered
 */
public record Losses(int watched, Map<String, Integer> broken, int untaken) {

    /** Nobody followed any. */
    public static final Losses NOBODY_WATCHED = new Losses(0, Map.of(), 0);

    public Losses {
        broken = Collections.unmodifiableMap(new LinkedHashMap<>(broken));
        if (untaken < 0 || broken.values().stream().anyMatch(count -> count < 0) || sum(broken) > watched) {
            throw new IllegalArgumentException("more were lost than watched: " + broken + " of " + watched);
        }
    }

    public boolean any() {
        return sum(broken) > 0;
    }

    /** How many were sent, whatever the sender was told. */
    int sent() {
        return watched + untaken;
    }

    /** {@code 0 duplicated, 3 lost, 1 not stored, of 120 messages}. */
    @Override
    public String toString() {
        return watched == 0
                ? "no messages were followed"
                : broken.entrySet().stream()
                        .map(end -> end.getValue() + " " + end.getKey())
                        .collect(Collectors.joining(", ", "", ", of " + watched + " messages"));
    }

    private static int sum(Map<String, Integer> broken) {
        return broken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
