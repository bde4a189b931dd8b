package openim.verify.rehearsal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One part of the rehearsed deployment, and what can befall it.
 *
 * <p>A part has the name that an operator knows it by: {@code mongo}, {@code redis}, {@code kafka}, {@code etcd},
 * {@code minio}, or that of an OpenIM process, such as {@code openim-rpc-auth} or {@code chat-api}. A process that runs
 * several times is addressed as a whole ({@code openim-push}) or one by one ({@code openim-push#3}, counted from 1).
 *
 * <p>Each fault takes hold before its method returns. Repeating one changes nothing. All methods may be called from any
 * thread.
 */
public interface RehearsalPart {

    /** What a part is doing. */
    enum State {
        /** It does its work. */
        RUNNING,
        /** It is stopped where it stood, as by SIGSTOP. */
        HUNG,
        /** There is no such process. */
        DEAD
    }

    /** The name that an operator knows this part by. */
    String name();

    /**
     * Ends it as {@code kill -9} does: its connections are reset, its port refuses, nothing is flushed, and nobody is
     * told, Kafka's group coordinator included. What it had on disk stays. A hung part can be killed too.
     */
    void kill();

    /** Starts it again if it is dead, with the data it had on disk; a part that runs or hangs is left alone. */
    void start();

    /**
     * Stops it as SIGSTOP does, if it runs: the kernel still accepts connections and takes bytes for it, old connections
     * stay open, and it answers nothing.
     */
    void hang();

    /** Lets a hung part go on, as SIGCONT does: what was pending is handled. */
    void resume();

    /** What it is doing now. */
    State state();

    /**
     * Asks it to end, as SIGTERM does: one that hangs does not, before it goes on.
     */
    default void terminate() {
        if (state() == State.RUNNING) {
            kill();
        }
    }

    /** The number that the system has for it; empty if it is dead, or no process of its own. */
    default OptionalLong pid() {
        return OptionalLong.empty();
    }

    /** What starts it in a shell, the executable first; empty if it is no process of its own. */
    default Optional<List<String>> commandLine() {
        return Optional.empty();
    }
}
