package openim.verify.app;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import openim.verify.report.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each thread of this process that ended by what it threw, and says so in a line instead of a trace. Safe for all threads.
 */
final class LostThreads implements Thread.UncaughtExceptionHandler {

    /** A canary that loses one in each round is not to fill the disk. */
    private static final int MOST_TRACES = 3;

    private record Lack(Instant at, String words) {}

    private final PrintStream err;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicReference<@Nullable Lack> last = new AtomicReference<>();

    private LostThreads(PrintStream err) {
        this.err = err;
    }

    /** Hears of them from now on. */
    static void heard(PrintStream err) {
        Thread.setDefaultUncaughtExceptionHandler(new LostThreads(err));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        try {
            OwnLack.in(thrown).ifPresent(words -> last.set(new Lack(Instant.now(), words)));
            Optional<String> trace = lost.incrementAndGet() > MOST_TRACES
                    ? Optional.empty()
                    : TraceFile.keep(thrown, Redactor.of(List.of()), Optional.empty())
                            .map(file -> "; the trace is in " + file);
            err.println("note: thread " + thread.getName() + " of openim-verify ended by a fault of its own: "
                    + Fault.words(thrown) + trace.orElse(""));
        } catch (RuntimeException | Error beyond) {
            last.set(new Lack(Instant.now(), "a thread of its own ended, and it has no means left to say how"));
        }
    }

    /** What one of them lacked since then, in words; empty if none did, or nobody listens. */
    static Optional<String> lackingSince(Instant moment) {
        return Thread.getDefaultUncaughtExceptionHandler() instanceof LostThreads threads
                ? Optional.ofNullable(threads.last.get())
                        .filter(lack -> !lack.at().isBefore(moment))
                        .map(Lack::words)
                : Optional.empty();
    }
}
