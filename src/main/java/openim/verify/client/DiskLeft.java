package openim.verify.client;

import java.util.Locale;

/**
 * What is left of a disk.
 *
 * @param free bytes that may still be written
 * @param total its size in bytes
 */
public record DiskLeft(long free, long total) {

    private static final int LEAST_MEBIBYTES = 256;

    /** Whether so little is left that stores begin to refuse: MongoDB and MinIO do well before the last byte. */
    public boolean isSpent() {
        return isSpent(LEAST_MEBIBYTES);
    }

    /**
     * The same by another measure.
     *
     * @param leastMebibytes what has to be left
     */
    public boolean isSpent(int leastMebibytes) {
        return total > 0 && (free < ((long) leastMebibytes << 20) || free < total / 100);
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
