package openim.verify.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import openim.verify.report.text.Wording;
import openim.verify.suite.Run;
import openim.verify.verdict.Observation;

/**
 * The looks of a run over its time. Places are percentages of the width, so that the same picture fits each screen.
 *
 * @param ticks the marks of the time axis
 * @param bars one for each observation, in the order in which they ended: most begin together
 */
record Gantt(List<Tick> ticks, List<Bar> bars) {

    private static final int MOST_TICKS = 5;

    /** A bar is seen even if the look took no time. */
    private static final double NARROWEST = 0.6;

    record Tick(String at, String label) {}

    /**
     * One look.
     *
     * @param blocked whether it was not looked at after all
     * @param waitedFrom where its wait for others begins, and how wide that is
     */
    record Bar(
            String check,
            Tone tone,
            boolean blocked,
            String waitedFrom,
            String waitedWidth,
            String from,
            String width,
            String time,
            String sentence) {}

    static Gantt of(Run run) {
        long total = run.took().toMillis();
        for (Observation seen : run.observations()) {
            total = Math.max(total, since(run, seen.ended()));
        }
        long whole = Math.max(total, 1);
        List<Bar> bars = run.observations().stream()
                .sorted(Comparator.comparing(Observation::ended))
                .map(seen -> bar(run, seen, whole))
                .toList();
        return new Gantt(ticks(whole), bars);
    }

    private static long since(Run run, Instant moment) {
        return Math.max(0, Duration.between(run.startedAt(), moment).toMillis());
    }

    private static Bar bar(Run run, Observation seen, long whole) {
        double width = Math.max(NARROWEST, 100.0 * seen.took().toMillis() / whole);
        Instant worked = seen.at().plus(seen.waited());
        double from = Math.min(100.0 * since(run, worked) / whole, 100 - width);
        double began = Math.min(100.0 * since(run, seen.at()) / whole, from);
        Tone tone = Tone.of(seen.verdict());
        String time = Wording.of(seen.took());
        String sentence = seen.check() + ", " + tone.word() + ": " + time + ", from "
                + Wording.of(Duration.ofMillis(since(run, worked)))
                + (seen.waited().isZero() ? "" : ", after a wait of " + Wording.of(seen.waited()));
        boolean blocked = !seen.blockedBy().isEmpty();
        return new Bar(
                seen.check().value(),
                tone,
                blocked,
                percent(began),
                percent(from - began),
                percent(from),
                percent(width),
                time,
                sentence);
    }

    private static List<Tick> ticks(long whole) {
        long step = step(whole);
        List<Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= whole; at += step) {
            ticks.add(new Tick(percent(100.0 * at / whole), at == 0 ? "0" : Wording.of(Duration.ofMillis(at))));
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5, 10, 20, 50, ... ms with few enough ticks. */
    private static long step(long whole) {
        for (long decade = 1; ; decade *= 10) {
            for (long times : new long[] {1, 2, 5}) {
                if (whole / (decade * times) < MOST_TICKS) {
                    return decade * times;
                }
            }
        }
    }

    private static String percent(double of100) {
        return String.format(Locale.ROOT, "%.2f%%", of100);
    }
}
