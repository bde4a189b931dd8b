package openim.verify.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Times as a row of bars, one character each: {@code ▁▂▁▇}; a blank where there was none. */
final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** On a scale from nothing to the longest, so that a small change of steady times looks small. */
    static String of(List<Optional<Duration>> times) {
        long longest = times.stream()
                .flatMap(Optional::stream)
                .mapToLong(Duration::toNanos)
                .max()
                .orElse(0);
        return times.stream()
                .map(time ->
                        time.map(t -> bar(t.toNanos(), Math.max(longest, 1))).orElse(" "))
                .collect(Collectors.joining());
    }

    private static String bar(long time, long longest) {
        int height = (int) Math.round((BARS.length() - 1) * (double) time / longest);
        return BARS.substring(height, height + 1);
    }
}
