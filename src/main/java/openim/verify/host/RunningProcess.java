package openim.verify.host;

import java.nio.file.Path;
import java.util.Locale;
import openim.verify.await.Deadline;
import openim.verify.verdict.NotLookedAt;

/**
 * One process of a deployment, as the operating system sees it.
 *
 * @param pid its number
 * @param executable the file it runs
 * @param state whether it can do anything
 * @param owner the user it runs as
 * @param replaced whether the file it runs was deleted or replaced since it started, as a build does
 */
public record RunningProcess(long pid, Path executable, State state, String owner, boolean replaced) {

    private static final Path HERE = Path.of("/");

    /** What a process can be; a hung one is counted as running by everything but this. */
    public enum State {
        /** Runs, or waits for something. */
        ALIVE,
        /** Stopped by a signal or a debugger: does nothing, and keeps its sockets. */
        STOPPED;

        /** What a letter of {@code ps}, or of {@code /proc}, says of one that has not ended. */
        public static State of(char letter) {
            return "Tt".indexOf(letter) >= 0 ? STOPPED : ALIVE;
        }
    }

    /** The name of the file it runs, such as {@code openim-push}. */
    public String name() {
        return String.valueOf(executable.getFileName());
    }

    /** Whether it is there and does nothing. */
    public boolean isHung() {
        return state == State.STOPPED;
    }

    /** {@code openim-push (pid 4711, stopped)}. */
    @Override
    public String toString() {
        String what = state == State.ALIVE ? "" : ", " + state.name().toLowerCase(Locale.ROOT);
        return name() + " (pid " + pid + what + ")";
    }

    /** Sends it SIGSTOP: it does nothing from then on, and keeps its sockets. One that is no more takes none. */
    public void stop(Deadline deadline) {
        send("-STOP", deadline);
    }

    /** Sends it SIGCONT: it goes on. */
    public void resume(Deadline deadline) {
        send("-CONT", deadline);
    }

    /** Java itself cannot send these. */
    private void send(String signal, Deadline deadline) {
        Path kill = Executables.find("kill", System.getenv())
                .orElseThrow(() -> new NotLookedAt("kill was not found here, so nothing can be stopped"));
        Command.in(HERE, kill, signal, Long.toString(pid)).run(deadline);
    }
}
