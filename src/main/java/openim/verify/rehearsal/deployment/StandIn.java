package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;
import openim.verify.rehearsal.RehearsalPart;

/** A part, and the process that stands for it. */
final class StandIn implements RehearsalPart {

    private final RehearsalPart part;
    private final Path executable;
    private Optional<Process> process = Optional.empty();

    StandIn(RehearsalPart part, Path executable) {
        this.part = part;
        this.executable = executable;
        synchronized (this) {
            accompany();
        }
    }

    @Override
    public String name() {
        return part.name();
    }

    @Override
    public synchronized void kill() {
        part.kill();
        leave();
    }

    @Override
    public synchronized void start() {
        part.start();
        accompany();
    }

    @Override
    public synchronized void hang() {
        part.hang();
        if (part.state() == State.HUNG) {
            process.ifPresent(running -> signal("STOP", running));
        }
    }

    @Override
    public synchronized void resume() {
        part.resume();
        process.ifPresent(running -> signal("CONT", running));
    }

    @Override
    public State state() {
        return part.state();
    }

    private void accompany() {
        if (part.state() == State.DEAD || process.isPresent()) {
            return;
        }
        try {
            // It reads what nobody ever writes, and ends when nobody is left who could.
            Process started = new ProcessBuilder(executable.toString())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            process = Optional.of(started);
            var unused = started.onExit().thenAcceptAsync(this::ended);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can stand for " + name(), e);
        }
    }

    /** Somebody ended it by its number: so the part is dead. */
    private synchronized void ended(Process ended) {
        if (process.filter(ended::equals).isPresent()) {
            process = Optional.empty();
            part.kill();
        }
    }

    /** Ends the process alone, and returns when it is no more. */
    synchronized void leave() {
        process.ifPresent(running -> {
            process = Optional.empty();
            running.destroyForcibly();
            await(running);
        });
    }

    private static void signal(String name, Process to) {
        try {
            await(new ProcessBuilder("sh", "-c", "kill -" + name + " " + to.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("no signal can be sent", e);
        }
    }

    private static void await(Process ending) {
        try {
            ending.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
