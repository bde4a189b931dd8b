package openim.verify.host;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Who listens on a port.
 *
 * @param pid the process; empty if it is another user's, and so cannot be seen
 * @param executable the file it runs, with symbolic links resolved; empty if that cannot be seen
 */
public record Listener(Optional<Long> pid, Optional<Path> executable) {

    static final Listener UNSEEN = new Listener(Optional.empty(), Optional.empty());

    /** Whether it is known to run out of that directory. */
    public boolean runsFrom(Path directory) {
        return executable.filter(file -> file.startsWith(directory)).isPresent();
    }

    /** {@code /opt/x/openim-api (pid 4711)}. */
    @Override
    public String toString() {
        return executable.map(Path::toString).orElse("a process of another user")
                + pid.map(number -> " (pid " + number + ")").orElse("");
    }
}
