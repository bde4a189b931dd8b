package openim.verify.app.program;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * What this process lacks while it looks: memory, or handles for files and sockets. What looks red then may be our own fault, and
 * is not believed. Safe for all threads.
 *
 * <p>A driver whose thread dies for want of memory hears of no message any more, and a socket that this process has no handle for
 * looks like a port that is closed.
 */
public final class OwnLack implements TestExecutionListener {

    /** As the JVM says it; servers, most of them in Go, begin with a small letter. */
    private static final String NO_HANDLE = "Too many open files";

    /** So few are left that the next look would not get one. */
    private static final long SPARE = 4;

    private final Instant since;
    private final AtomicReference<@Nullable String> lack = new AtomicReference<>();

    /** What is lacking from this moment on. */
    public OwnLack(Instant since) {
        this.since = since;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(this::note);
    }

    private void note(Throwable thrown) {
        in(thrown).ifPresent(words -> lack.compareAndSet(null, words));
    }

    /** What was lacking where this was thrown, in words; empty for what may be anybody's fault. */
    static Optional<String> in(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(cause -> cause instanceof VirtualMachineError || cause instanceof LinkageError)
                .findFirst()
                .map(ProgramFault::words);
    }

    /** What was lacking so far, in words. */
    Optional<String> words() {
        return Optional.ofNullable(lack.get()).or(() -> LostThreads.lackingSince(since));
    }

    /** An observation as it was made; what is red for want of a handle is a lack. */
    public void heed(Observation seen) {
        if (seen.verdict().isUnhealthy() && (isOutOfHandles() || saysNoHandle(seen))) {
            lack.compareAndSet(null, "it had no more handles for files and sockets; `ulimit -n` raises their number");
        }
    }

    private static boolean saysNoHandle(Observation seen) {
        return seen.verdict().summary().contains(NO_HANDLE)
                || seen.evidence().stream()
                        .filter(one -> !one.name().equals(Evidence.WORDS))
                        .anyMatch(one -> one.value().contains(NO_HANDLE));
    }

    private static boolean isOutOfHandles() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() > 0
                && unix.getOpenFileDescriptorCount() >= unix.getMaxFileDescriptorCount() - SPARE;
    }

    /** The observation as it is to be judged: red only if nothing of ours was lacking. */
    public Observation weighed(Observation seen) {
        return words().filter(why -> seen.verdict().isUnhealthy())
                .map(why -> seen.disbelieved("openim-verify itself failed: " + why))
                .orElse(seen);
    }
}
