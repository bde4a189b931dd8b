package openim.verify.rehearsal.deployment;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in reverse. */
final class Opened implements AutoCloseable {

    private final Deque<AutoCloseable> all = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T one) {
        all.push(one);
        return one;
    }

    /**
     * Closes all, last first, also when one fails to close; a second call does nothing.
     *
     * @throws IllegalStateException with every failure, after the last
     */
    @Override
    public void close() {
        IllegalStateException failures = new IllegalStateException("the rehearsal did not end in order");
        while (!all.isEmpty()) {
            try {
                all.pop().close();
            } catch (Exception e) {
                failures.addSuppressed(e);
            }
        }
        if (failures.getSuppressed().length > 0) {
            throw failures;
        }
    }
}
