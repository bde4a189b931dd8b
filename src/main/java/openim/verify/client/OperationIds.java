package openim.verify.client;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The ids by which our calls are found in the server's log: {@code oiv-}, the run, and a number. */
public final class OperationIds {

    private static final String RUN = "oiv-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private static final AtomicLong COUNT = new AtomicLong();

    private OperationIds() {}

    /** One that no call had before. */
    public static String next() {
        return RUN + COUNT.incrementAndGet();
    }
}
