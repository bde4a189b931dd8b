package openim.verify.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many files and connections a process has open, of how many that it may.
 *
 * @param process which
 * @param open how many it has
 * @param most how many it may have
 */
public record OpenHandles(RunningProcess process, long open, long most) {

    private static final Pattern SOFT = Pattern.compile("(?m)^Max open files\\s+(\\d+)\\s");

    private static final Path PROC = Path.of("/proc");

    /** Of that process; empty if it has ended, is another user's, or this is not Linux. */
    public static Optional<OpenHandles> of(RunningProcess process) {
        return of(process, PROC.resolve(String.valueOf(process.pid())));
    }

    static Optional<OpenHandles> of(RunningProcess process, Path entry) {
        try (Stream<Path> open = Files.list(entry.resolve("fd"))) {
            Matcher soft = SOFT.matcher(Files.readString(entry.resolve("limits")));
            return soft.find()
                    ? Optional.of(new OpenHandles(process, open.count(), Long.parseLong(soft.group(1))))
                    : Optional.empty();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    /** Whether it can open next to nothing more. */
    public boolean areSpent() {
        return most > 0 && open >= most - most / 50;
    }

    /** {@code openim-msggateway (pid 4711) has 1020 of 1024 file handles open}. */
    @Override
    public String toString() {
        return process + " has " + open + " of " + most + " file handles open";
    }
}
