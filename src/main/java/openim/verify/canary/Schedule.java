package openim.verify.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Which round is due, and when. Decides and does nothing; not for several threads.
 *
 * <p>Several canaries started by one cron would all look at the same second, so a tenth of each interval is left to chance.
 */
public final class Schedule {

    private static final double JITTER = 0.1;

    /** The one that proves most is made where two are due. */
    private static final List<Round> MOST_FIRST = List.of(Round.EVERYTHING, Round.FILES, Round.MESSAGES);

    private final Pace pace;
    private final DoubleSupplier chance;
    private final Map<Round, Instant> due = new EnumMap<>(Round.class);

    /**
     * @param chance numbers from 0 to 1
     * @param now messages and files are due at once; everything when its interval has passed since it was looked at last, so
     *     that a canary that is restarted each hour looks at everything nevertheless
     * @param lastEverything when that was; empty if it never was
     */
    public Schedule(Pace pace, DoubleSupplier chance, Instant now, Optional<Instant> lastEverything) {
        this.pace = pace;
        this.chance = chance;
        due.put(Round.MESSAGES, now);
        if (!pace.files().isZero()) {
            due.put(Round.FILES, now);
        }
        if (!pace.everything().isZero()) {
            due.put(
                    Round.EVERYTHING,
                    lastEverything.map(last -> last.plus(pace.everything())).orElse(now.plus(pace.everything())));
        }
    }

    /** The round to make now; empty if none is due yet. */
    public Optional<Round> due(Instant now) {
        return MOST_FIRST.stream()
                .filter(round -> due.containsKey(round) && !at(round).isAfter(now))
                .findFirst();
    }

    /** How long until the next one is due. */
    public Duration pause(Instant now) {
        Instant next = due.values().stream().min(Instant::compareTo).orElse(now);
        return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
    }

    /**
     * Notes that a round was made. It looked at all that the smaller ones look at too, so those need not follow at once.
     *
     * @param began when
     * @param red whether it is to be looked at again sooner: not because nobody knows, which may last for long and would be a load
     */
    public void made(Round round, Instant began, boolean red) {
        for (Round included : Round.values()) {
            if (included.compareTo(round) <= 0 && due.containsKey(included)) {
                Instant next = began.plus(jittered(pace.after(included, red)));
                // What is red in a larger round is not looked at sooner by a smaller one.
                due.put(included, next);
            }
        }
    }

    private Instant at(Round round) {
        return due.getOrDefault(round, Instant.MAX);
    }

    private Duration jittered(Duration interval) {
        double factor = 1 + JITTER * (2 * chance.getAsDouble() - 1);
        return Duration.ofMillis(Math.round(interval.toMillis() * factor));
    }
}
