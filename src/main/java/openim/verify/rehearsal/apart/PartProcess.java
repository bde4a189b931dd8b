package openim.verify.rehearsal.apart;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import openim.verify.rehearsal.RehearsalPart;

/**
 * A part that is a process of its own: what befalls it are signals.
 *
 * <p>Safe for use by many threads.
 */
public final class PartProcess implements RehearsalPart {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Doorkeeper keeper;
    private final String name;
    private final List<String> commandLine;
    private final Path output;

    private PartProcess(Doorkeeper keeper, String name, List<String> commandLine, Path output) {
        this.keeper = keeper;
        this.name = name;
        this.commandLine = commandLine;
        this.output = output;
    }

    /**
     * The process of that part; it does not run yet. Who works for it is for the doorkeeper to be told.
     *
     * @param name the part's
     * @param executable where its executable is to lie, below a directory {@code bin}
     * @param arguments what people see at the end of its command line
     * @param output where it writes if it is started from here
     */
    public static PartProcess of(Doorkeeper keeper, String name, Path executable, List<String> arguments, Path output) {
        List<String> commandLine = Executable.at(executable).commandLine(keeper.port(), name, List.copyOf(arguments));
        return new PartProcess(keeper, name, commandLine, output);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public State state() {
        return keeper.state(name);
    }

    @Override
    public void kill() {
        keeper.of(name).forEach(Tethered::kill);
        keeper.await(name, State.DEAD, PATIENCE);
    }

    @Override
    public void terminate() {
        keeper.of(name).forEach(door -> door.signal("TERM"));
    }

    @Override
    public void start() {
        if (state() == State.DEAD) {
            startWithoutAwaiting();
            awaitRunning();
        }
    }

    /** Waits until it runs, whoever started it. */
    public void awaitRunning() {
        keeper.awaitRunning(name);
    }

    /** As {@link #start}, but returns before it runs. */
    public void startWithoutAwaiting() {
        try {
            new ProcessBuilder(commandLine)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    @Override
    public void hang() {
        if (state() == State.RUNNING) {
            keeper.of(name).forEach(door -> door.signal("STOP"));
            keeper.await(name, State.HUNG, PATIENCE);
        }
    }

    @Override
    public void resume() {
        if (state() == State.HUNG) {
            keeper.of(name).forEach(door -> door.signal("CONT"));
            keeper.await(name, State.RUNNING, PATIENCE);
        }
    }

    @Override
    public OptionalLong pid() {
        return keeper.of(name).stream().mapToLong(Tethered::pid).findFirst();
    }

    @Override
    public Optional<List<String>> commandLine() {
        return Optional.of(commandLine);
    }
}
