package openim.verify.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.verdict.CannotLook;

/**
 * A tool to be run: an executable, its arguments and the directory it is run in.
 *
 * <p>There is no shell in between, so nothing in an argument is ever interpreted. The tool gets no input, and of our
 * environment only what {@link AllowedEnvironment} lets through. Its output goes to files: a tool that leaves something running
 * behind would keep a pipe open for ever, and what writes into a broken pipe dies of it.
 *
 * @param arguments the executable first
 * @param directory the working directory
 * @param handedOn variables that it gets besides
 */
public record Command(List<String> arguments, Path directory, Map<String, String> handedOn) {

    public Command {
        arguments = List.copyOf(arguments);
        handedOn = Map.copyOf(handedOn);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs an executable");
        }
    }

    public Command(List<String> arguments, Path directory) {
        this(arguments, directory, Map.of());
    }

    /** The same with these variables too: arguments are seen by everybody on this machine, and an environment is not. */
    public Command withEnvironment(Map<String, String> variables) {
        return new Command(arguments, directory, variables);
    }

    public static Command in(Path directory, Path executable, String... arguments) {
        return new Command(
                Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                        .toList(),
                directory);
    }

    /**
     * Runs it to its end, or kills it and what it started at the deadline.
     *
     * @throws CannotLook if it could not be started, or this thread was interrupted
     */
    public CommandResult run(Deadline deadline) {
        try {
            Path scratch = Files.createTempDirectory("openim-verify-");
            try {
                return run(deadline, scratch.resolve("out"), scratch.resolve("err"));
            } finally {
                remove(scratch);
            }
        } catch (IOException e) {
            throw new CannotLook(this + " could not be run in " + directory + ": " + e.getMessage(), e);
        }
    }

    private CommandResult run(Deadline deadline, Path out, Path err) throws IOException {
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        AllowedEnvironment.reduce(builder.environment());
        builder.environment().putAll(handedOn);
        Process process = builder.start();
        OptionalInt exit = await(process, deadline);
        return new CommandResult(exit, Output.read(out), Output.read(err), Duration.ofNanos(System.nanoTime() - start));
    }

    private OptionalInt await(Process process, Deadline deadline) {
        try {
            if (process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return OptionalInt.of(process.exitValue());
            }
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotLook("interrupted while " + this + " ran", e);
        } finally {
            end(process);
        }
    }

    /** Parents first: a parent that sees its child die may start another. */
    private static void end(Process process) {
        if (process.isAlive()) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static void remove(Path scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(scratch);
    }

    /** As a person would type it. */
    @Override
    public String toString() {
        return Path.of(arguments.get(0)).getFileName()
                + (arguments.size() > 1 ? " " + String.join(" ", arguments.subList(1, arguments.size())) : "");
    }
}
