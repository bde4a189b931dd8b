package openim.verify.host;

import java.nio.file.Path;
import openim.verify.await.Deadline;
import openim.verify.verdict.NotLookedAt;

/** Signals that Java itself cannot send. One to a process that is no more does nothing. */
public final class Signals {

    private static final Path HERE = Path.of("/");

    private Signals() {}

    /** SIGSTOP: it does nothing from then on, and keeps its sockets. */
    public static void stop(long pid, Deadline deadline) {
        send("-STOP", pid, deadline);
    }

    /** SIGCONT: it goes on. */
    public static void resume(long pid, Deadline deadline) {
        send("-CONT", pid, deadline);
    }

    private static void send(String signal, long pid, Deadline deadline) {
        Path kill = Executables.find("kill", System.getenv())
                .orElseThrow(() -> new NotLookedAt("kill was not found here, so nothing can be stopped"));
        Command.in(HERE, kill, signal, Long.toString(pid)).run(deadline);
    }
}
