package openim.verify.rehearsal.component;

import java.util.concurrent.atomic.LongAdder;

/** What came to a relay. Safe for all threads. */
public final class Meter {

    private final LongAdder connections = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Meter() {}

    void connected() {
        connections.increment();
    }

    void came(int more) {
        bytes.add(more);
    }

    /** How many connections clients made. */
    public long connections() {
        return connections.sum();
    }

    /** How many bytes came from either side. */
    public long bytes() {
        return bytes.sum();
    }
}
