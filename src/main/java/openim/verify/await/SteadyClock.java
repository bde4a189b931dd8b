package openim.verify.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that nobody sets: it begins with the time of day, and goes on by what counts nanoseconds in this process.
 *
 * <p>For ages and intervals. A time server that puts the clock of the machine forward makes nothing look stuck, and one that
 * puts it back keeps nothing from looking. It does not count the time in which the machine slept. Not for what people read.
 */
public final class SteadyClock extends Clock {

    private final Instant began;
    private final Clock day;
    private final LongSupplier nanos;
    private final long first;

    private SteadyClock(Clock day, LongSupplier nanos) {
        this.day = day;
        this.began = day.instant();
        this.nanos = nanos;
        this.first = nanos.getAsLong();
    }

    /** One that begins now. */
    public static SteadyClock beginning(Clock day) {
        return new SteadyClock(day, System::nanoTime);
    }

    /** The same, counting with this. */
    public static SteadyClock beginning(Clock day, LongSupplier nanos) {
        return new SteadyClock(day, nanos);
    }

    @Override
    public Instant instant() {
        return began.plus(Duration.ofNanos(nanos.getAsLong() - first));
    }

    @Override
    public ZoneId getZone() {
        return day.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("ages have no zone");
    }
}
