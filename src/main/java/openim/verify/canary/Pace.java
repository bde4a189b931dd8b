package openim.verify.canary;

import java.time.Duration;

/**
 * How often is looked.
 *
 * @param messages from the beginning of one round of messages to that of the next
 * @param files the same for files; zero for never
 * @param everything the same for the full suite; zero for never
 */
public record Pace(Duration messages, Duration files, Duration everything) {

    /** While something is confirmed to be red, people wait for it to be green: so much sooner. */
    private static final int SOONER_WHILE_RED = 4;

    public Pace {
        if (messages.isNegative() || messages.isZero() || files.isNegative() || everything.isNegative()) {
            throw new IllegalArgumentException(
                    "no canary goes at this pace: " + messages + ", " + files + ", " + everything);
        }
    }

    /** Of a canary that makes one round and no more. */
    public static Pace never() {
        return new Pace(Duration.ofMillis(1), Duration.ZERO, Duration.ZERO);
    }

    /** How long after a round began the next of its kind is due. Zero for never. */
    Duration after(Round round, boolean red) {
        return switch (round) {
            case MESSAGES -> red ? messages.dividedBy(SOONER_WHILE_RED) : messages;
            case FILES -> red ? messages.dividedBy(SOONER_WHILE_RED) : files;
            // A minute and a half of it each minute would be a load of its own.
            case EVERYTHING -> red && files.compareTo(Duration.ZERO) > 0 ? shorter(files, everything) : everything;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
