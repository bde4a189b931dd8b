package openim.verify.rehearsal.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A door process that lives, at the other end of its tether. */
final class Tethered {

    /** A process elsewhere that was silent for so long stands still. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final String name;
    private final long pid;
    private final Socket tether;
    private final boolean here;
    private volatile long heard = System.nanoTime();

    /**
     * @param name of its part
     * @param pid its number, where it runs
     * @param tether which ends with it; if it comes from elsewhere than this machine's loopback, so does the process
     */
    Tethered(String name, long pid, Socket tether) {
        this.name = name;
        this.pid = pid;
        this.tether = tether;
        this.here = tether.getInetAddress().isLoopbackAddress();
    }

    String name() {
        return name;
    }

    long pid() {
        return pid;
    }

    /** Waits for its end, and notes its signs of life. */
    void keep() throws IOException {
        while (tether.getInputStream().read() >= 0) {
            heard = System.nanoTime();
        }
    }

    /** Whether it is stopped; one that is gone is not. */
    boolean stands() {
        return here ? isStopped() : System.nanoTime() - heard > SILENCE.toNanos();
    }

    /** As the kernel has it. */
    private boolean isStopped() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'T' || state == 't';
        } catch (IOException gone) {
            return false;
        }
    }

    /** As {@code kill -9}; one elsewhere ends as soon as it sees that its tether is cut. */
    void kill() {
        if (here) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } else {
            cut();
        }
    }

    private void cut() {
        try {
            tether.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the tether of " + name + " cannot be cut", e);
        }
    }

    /** As {@code kill}, with that signal's name: {@code STOP}, {@code CONT}, {@code TERM}. */
    void signal(String signal) {
        if (!here) {
            throw new IllegalStateException(name + " runs elsewhere, and signals do not reach it from here");
        }
        try {
            int status = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0
                    && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                throw new IllegalStateException("SIG" + signal + " did not reach " + name + " (pid " + pid + ")");
            }
        } catch (IOException e) {
            throw new IllegalStateException("no shell here to send SIG" + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
