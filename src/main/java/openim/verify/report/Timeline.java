package openim.verify.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import openim.verify.report.text.Wording;

/**
 * A recovery over its time: the first red, each step, the first green of each check, steady, open.
 *
 * @param title what it is about
 * @param zero the moment of the first red, or of the beginning if nothing was red
 * @param moments in the order of time
 * @param earlier how long earlier recoveries of this deployment took until the gate was open
 */
public record Timeline(String title, Instant zero, List<Moment> moments, List<Duration> earlier) {

    /** So many are named one by one. */
    private static final int FEW = 3;

    /**
     * One moment.
     *
     * @param after from the first red
     * @param kind its sort, as a word: {@code red}, {@code green}, {@code step-began}
     * @param what in a sentence
     */
    public record Moment(Duration after, String kind, String what) {}

    public Timeline {
        moments = moments.stream().sorted(Comparator.comparing(Moment::after)).toList();
        earlier = List.copyOf(earlier);
    }

    /** A line for each moment, and one for how long earlier ones took. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Moment moment : moments) {
            lines.add(
                    String.format(Locale.ROOT, "  %8s  %-10s  %s", time(moment.after()), moment.kind(), moment.what()));
        }
        if (!earlier.isEmpty()) {
            lines.add("  " + comparison());
        }
        return lines;
    }

    /**
     * {@code earlier recoveries here took 31.0 s, 1 min 20 s}; of more than a few the shortest, the longest and the median; empty
     * if there were none.
     */
    String comparison() {
        if (earlier.isEmpty()) {
            return "";
        }
        List<String> took = earlier.stream().sorted().map(Wording::of).toList();
        return took.size() <= FEW
                ? "earlier recoveries here took " + String.join(", ", took)
                : took.size() + " earlier recoveries here took " + took.get(0) + " to " + took.get(took.size() - 1)
                        + ", half of them no more than " + took.get((took.size() - 1) / 2);
    }

    static String time(Duration duration) {
        return String.format(Locale.ROOT, "%+.1f s", duration.toMillis() / 1000.0);
    }
}
