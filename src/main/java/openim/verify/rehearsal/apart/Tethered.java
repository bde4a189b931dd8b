package openim.verify.rehearsal.apart;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A door process that lives, at the other end of its tether.
 *
 * @param name of its part
 * @param pid its number
 * @param tether which ends with it
 */
record Tethered(String name, long pid, Socket tether) {

    /** Whether it is stopped, as the kernel has it; one that is gone is not. */
    boolean stands() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'T' || state == 't';
        } catch (IOException gone) {
            return false;
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** As {@code kill}, with that signal's name: {@code STOP}, {@code CONT}, {@code TERM}. */
    void signal(String signal) {
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
