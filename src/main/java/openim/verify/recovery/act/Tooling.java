package openim.verify.recovery.act;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import openim.verify.await.Deadline;
import openim.verify.host.RunningProcess;
import openim.verify.host.ServiceEnvironment;

/** Everything by which the harness changes a system. What is run has passed the closed set before. */
public interface Tooling {

    /**
     * Starts a tool in a session of its own.
     *
     * @param output where it writes
     * @param handedOn variables for the services that it starts; they go to this one tool, and are written nowhere
     * @throws openim.verify.verdict.CannotLook if it cannot be started
     * @throws openim.verify.verdict.NotLookedAt if there is no such tool here
     */
    Running start(ToolCall call, Path output, ServiceEnvironment handedOn);

    /** The same, with nothing handed on. */
    default Running start(ToolCall call, Path output) {
        return start(call, output, ServiceEnvironment.NONE);
    }

    /**
     * A tool that an earlier run of the harness started, if it still runs.
     *
     * @param pid its number then
     * @param startedAt when it began, which tells it from another one with its number
     * @param directory in which it was started
     */
    Optional<Running> left(long pid, Instant startedAt, Path directory);

    /**
     * Ends a process by SIGKILL.
     *
     * @param directory out of which it must run; one that does not, or not any more, is left alone
     */
    void kill(RunningProcess process, Path directory);

    /** A tool that was started. */
    interface Running {

        long pid();

        Instant startedAt();

        /** Waits for its end; empty if the deadline came first, and then it still runs. */
        OptionalInt await(Deadline deadline);

        /** Its exit status, if it has ended. */
        default OptionalInt ended() {
            return await(Deadline.in(Duration.ZERO));
        }

        /** What it has written so far. */
        String written();

        /** Ends it by its number, and nothing that runs out of its directory. */
        void endAlone();
    }
}
