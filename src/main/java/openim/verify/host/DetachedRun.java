package openim.verify.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import openim.verify.await.Deadline;
import openim.verify.disk.Private;
import openim.verify.lock.ProcessMark;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * A tool that was started in a session of its own, so that what it starts outlives us.
 *
 * <p>Neither a Ctrl-C at our terminal nor our own death reaches it. It gets no input, of our environment only what
 * {@link AllowedEnvironment} lets through, besides that what it is handed on, and writes into a file: services keep the output of the tool that started them, and
 * die of a broken pipe minutes after its reader is gone.
 */
public final class DetachedRun {

    private final String words;
    private final Process process;
    private final Path output;

    private DetachedRun(String words, Process process, Path output) {
        this.words = words;
        this.process = process;
        this.output = output;
    }

    /** Starts one that is handed nothing on. */
    public static DetachedRun start(List<String> arguments, Path directory, Path output) {
        return start(arguments, directory, output, ServiceEnvironment.NONE);
    }

    /**
     * Starts it.
     *
     * @param arguments the executable, with its path, first
     * @param output where its output is appended; must not be removed while anything that it started lives
     * @param handedOn what it gets besides, for the services that it starts
     * @throws NotLookedAt if there is no {@code setsid} here
     * @throws CannotLook if it could not be started
     */
    public static DetachedRun start(List<String> arguments, Path directory, Path output, ServiceEnvironment handedOn) {
        Path setsid = Executables.find("setsid", System.getenv())
                .orElseThrow(() -> new NotLookedAt("setsid was not found here, and without it nothing may be started"));
        List<String> whole = new ArrayList<>(List.of(setsid.toString()));
        whole.addAll(arguments);
        String words = new Command(arguments, directory).toString();
        try {
            Private.directoryOf(output);
            Private.file(output);
            ProcessBuilder builder = new ProcessBuilder(whole)
                    .directory(directory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .redirectErrorStream(true);
            AllowedEnvironment.reduce(builder.environment());
            handedOn.addTo(builder.environment());
            return new DetachedRun(words, builder.start(), output);
        } catch (IOException e) {
            throw new CannotLook(words + " could not be started in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Its number: setsid becomes the tool, and forks only where it leads a group already, which our children do not. */
    public long pid() {
        return process.pid();
    }

    /** When it began, as the operating system has it; tells it from another process that got its number later. */
    public Instant startedAt() {
        return process.info().startInstant().orElseGet(Instant::now);
    }

    /**
     * Waits for its end.
     *
     * @return its exit status; empty if the deadline came first, and then it still runs
     * @throws CannotLook if this thread was interrupted; it still runs then
     */
    public OptionalInt await(Deadline deadline) {
        try {
            return process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotLook("interrupted while " + words + " ran; it goes on", e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it and what it started have written so far, without colours. */
    public String written() {
        try {
            return Files.exists(output) ? Output.read(output) : "";
        } catch (IOException e) {
            throw new CannotLook("the output of " + words + " cannot be read from " + output, e);
        }
    }

    /** Ends the tool alone: see {@link #endToolAlone}. */
    public void endAlone(Path spared) {
        endToolAlone(process.toHandle(), spared);
    }

    /**
     * Ends a tool, and of what it started only what does not run out of a directory: the services there are what it was run
     * for. Never by its group or session, in which they are too. Parents first, or one would go on to start the next.
     *
     * @param tool that is to end
     * @param spared the directory whose processes are left alone
     */
    public static void endToolAlone(ProcessHandle tool, Path spared) {
        List<ProcessHandle> children = tool.descendants().toList();
        tool.destroyForcibly();
        children.stream().filter(child -> isElsewhere(child, spared)).forEach(ProcessHandle::destroyForcibly);
    }

    /** What cannot be told where it runs from is spared too. */
    private static boolean isElsewhere(ProcessHandle process, Path directory) {
        try {
            Path executable = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "exe"));
            return !executable.startsWith(directory.toRealPath());
        } catch (IOException unknown) {
            return false;
        }
    }

    /** A tool that an earlier run of ours started, if it still runs. */
    public static Optional<ProcessHandle> left(long pid, Instant startedAt) {
        return new ProcessMark(pid, Optional.of(startedAt)).living();
    }

    @Override
    public String toString() {
        return words + " (pid " + pid() + ")";
    }
}
