package openim.verify.client.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** How much has arrived on a connection, and how it began. Safe for all threads. */
public final class Arrivals {

    private static final int BEGINNING = 4096;

    private final byte[] beginning = new byte[BEGINNING];
    private long count;

    /** How many bytes. */
    public synchronized long count() {
        return count;
    }

    /** The first bytes, as text; at most 4096. */
    public synchronized String beginning() {
        return new String(beginning, 0, (int) Math.min(count, BEGINNING), StandardCharsets.UTF_8);
    }

    private synchronized void note(byte[] bytes, int offset, int length) {
        if (count < BEGINNING) {
            System.arraycopy(bytes, offset, beginning, (int) count, (int) Math.min(length, BEGINNING - count));
        }
        count += length;
    }

    /** The same stream, noted here. */
    InputStream of(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = in.read(bytes, offset, length);
                if (read > 0) {
                    note(bytes, offset, read);
                }
                return read;
            }
        };
    }
}
