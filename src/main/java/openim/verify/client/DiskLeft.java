package openim.verify.client;

import java.util.Locale;

/**
 * What is left of a disk.
 *
 * @param free bytes that may still be written
 * @param total its size in bytes
 */
public record DiskLeft(long free, long total) {

    private static final long LEAST = 256L << 20;

    /** Whether so little is left that stores begin to refuse: MongoDB and MinIO do well before the last byte. */
    public boolean isSpent() {
        return total > 0 && (free < LEAST || free < total / 100);
    }

    /** {@code 99 % full, 120 MiB free}. */
    @Override
    public String toString() {
        long percent = total > 0 ? Math.round(100.0 * (total - free) / total) : 0;
        return percent + " % full, "
                + (free < 10L << 30
                        ? (free >> 20) + " MiB"
                        : String.format(Locale.ROOT, "%.1f GiB", free / (double) (1L << 30)))
                + " free";
    }
}
