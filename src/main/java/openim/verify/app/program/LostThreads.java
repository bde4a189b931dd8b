package openim.verify.app.program;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import openim.verify.report.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each thread of this process that ended by what it threw, and of what was thrown past the engine of the specs, which logs
 * it; says so in a line instead of a trace. Safe for all threads.
 */
public final class LostThreads implements Thread.UncaughtExceptionHandler {

    /** A canary that loses one in each round is not to fill the disk. */
    private static final int MOST_TRACES = 3;

    private static final String ENGINE = "org.junit.";

    private record Lack(Instant at, String words) {}

    private final PrintStream err;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicBoolean logged = new AtomicBoolean();
    private final AtomicReference<@Nullable Lack> last = new AtomicReference<>();

    private LostThreads(PrintStream err) {
        this.err = err;
    }

    /** Hears of them from now on. Nothing is logged to the terminal any more. */
    public static void heard(PrintStream err) {
        LostThreads threads = tellingTo(err);
        Thread.setDefaultUncaughtExceptionHandler(threads);
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(threads.engineLog());
    }

    static LostThreads tellingTo(PrintStream err) {
        return new LostThreads(err);
    }

    private Handler engineLog() {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getThrown() != null
                        && String.valueOf(line.getLoggerName()).startsWith(ENGINE)) {
                    met(line.getThrown());
                }
            }

            @Override
            public void flush() {
                // Each line is printed at once.
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }

    /** Where files of a report cannot be written, each of its checks would say so: it is said once. */
    private void met(Throwable thrown) {
        if (logged.compareAndSet(false, true)) {
            ended("the engine of the specs met", thrown);
        } else {
            heed(thrown);
        }
    }

    private void heed(Throwable thrown) {
        OwnLack.in(thrown).ifPresent(words -> last.set(new Lack(Instant.now(), words)));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        ended("thread " + thread.getName() + " of openim-verify ended by", thrown);
    }

    private void ended(String what, Throwable thrown) {
        try {
            heed(thrown);
            Optional<String> trace = lost.incrementAndGet() > MOST_TRACES
                    ? Optional.empty()
                    : TraceFile.keep(thrown, Redactor.of(List.of()), Optional.empty())
                            .map(file -> "; the trace is in " + file);
            err.println("note: " + what + " a fault of our own: " + ProgramFault.words(thrown) + trace.orElse(""));
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
