package openim.verify.target;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whose turn it is, where there are more than are looked at in one run.
 *
 * <p>Whoever looks again soon looks at the same ones: what was red would else be taken for mended. Later runs come to others, in no
 * order, so that none is passed over for ever by whoever looks at fixed times.
 *
 * @param number of ten minutes since 1970
 */
public record Turn(long number) {

    private static final Duration EACH = Duration.ofMinutes(10);

    /** That of a moment. */
    public static Turn at(Instant moment) {
        return new Turn(Math.floorDiv(moment.getEpochSecond(), EACH.toSeconds()));
    }

    /** As many as are looked at, side by side in a circle; all where there are no more. */
    public <T> List<T> of(List<T> all, int most) {
        if (all.size() <= most) {
            return List.copyOf(all);
        }
        int first = start(all.size());
        return IntStream.range(0, most)
                .mapToObj(at -> all.get((first + at) % all.size()))
                .toList();
    }

    /** One of so many places to begin at. */
    private int start(int places) {
        // As SplitMix64 mixes it: turns that lie a day apart would else meet in a few of the places.
        long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Math.floorMod(mixed ^ (mixed >>> 31), (long) places);
    }
}
