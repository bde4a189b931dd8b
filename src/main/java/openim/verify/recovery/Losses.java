package openim.verify.recovery;

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
 * @param unlooked how many more of those were not looked for everywhere they must be, so that nothing is known of them
 * @param why why they were not; empty if there are none
 * @param untaken how many more were sent, and refused or never answered
 */
public record Losses(int watched, Map<String, Integer> broken, int unlooked, String why, int untaken) {

    /** Nobody followed any. */
    public static final Losses NOBODY_WATCHED = new Losses(0, Map.of(), 0, "", 0);

    public Losses {
        broken = Collections.unmodifiableMap(new LinkedHashMap<>(broken));
        if (untaken < 0
                || unlooked < 0
                || broken.values().stream().anyMatch(count -> count < 0)
                || sum(broken) + unlooked > watched) {
            throw new IllegalArgumentException(
                    "more were lost or not looked for than watched: " + broken + " and " + unlooked + " of " + watched);
        }
    }

    public boolean any() {
        return sum(broken) > 0;
    }

    /** Whether each of them was looked for wherever it must be. */
    public boolean isWhole() {
        return unlooked == 0;
    }

    /** How many were sent, whatever the sender was told. */
    int sent() {
        return watched + untaken;
    }

    /** {@code 0 duplicated, 3 lost, 1 not stored, 0 not looked for everywhere, of 120 messages}. */
    @Override
    public String toString() {
        return watched == 0
                ? "no messages were followed"
                : broken.entrySet().stream()
                        .map(end -> end.getValue() + " " + end.getKey())
                        .collect(Collectors.joining(
                                ", ",
                                "",
                                ", " + unlooked + " not looked for everywhere, of " + watched + " messages"
                                        + (why.isEmpty() ? "" : " (" + why + ")")));
    }

    private static int sum(Map<String, Integer> broken) {
        return broken.values().stream().mapToInt(Integer::intValue).sum();
    }
}
