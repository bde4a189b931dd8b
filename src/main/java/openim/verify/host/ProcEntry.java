package openim.verify.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import openim.verify.host.RunningProcess.State;

/**
 * What {@code /proc} tells of one process.
 *
 * <p>The link to the executable can be read for our own processes only; the command line and the state for everybody's. Any of
 * them may be gone by the time it is read, and then so is the process.
 */
final class ProcEntry {

    private static final String REPLACED = " (deleted)";

    /** A zombie waits for nothing but its parent. */
    private static final String ENDED = "ZXx";

    private final ProcessHandle handle;
    private final Path proc;

    ProcEntry(ProcessHandle handle) {
        this.handle = handle;
        this.proc = Path.of("/proc", Long.toString(handle.pid()));
    }

    /** It as a process of that directory, if it is one and has not ended. */
    Optional<RunningProcess> under(Path directory) {
        String stat = read("stat");
        int afterName = stat.lastIndexOf(')');
        if (afterName < 0) {
            return Optional.empty();
        }
        char letter = stat.charAt(afterName + 2);
        if (ENDED.indexOf(letter) >= 0) {
            return Optional.empty();
        }
        return executable()
                .filter(file -> Path.of(file).startsWith(directory))
                .map(file -> process(file, State.of(letter)));
    }

    private RunningProcess process(String file, State state) {
        boolean replaced = file.endsWith(REPLACED);
        Path path = Path.of(replaced ? file.substring(0, file.length() - REPLACED.length()) : file);
        return new RunningProcess(
                handle.pid(), path, state, handle.info().user().orElse("?"), replaced);
    }

    private Optional<String> executable() {
        try {
            return Optional.of(Files.readSymbolicLink(proc.resolve("exe")).toString());
        } catch (IOException notOurs) {
            String first = read("cmdline").split("\0", 2)[0];
            return first.startsWith("/") ? Optional.of(first) : Optional.empty();
        }
    }

    private String read(String name) {
        try {
            return Files.readString(proc.resolve(name), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
