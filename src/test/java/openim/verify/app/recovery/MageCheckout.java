package openim.verify.app.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import openim.verify.host.FakeTool;
import openim.verify.host.Mage;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;

/**
 * A checkout with real processes, which run out of it, and a {@code mage} that a shell runs, with its words and its traps. How its
 * {@code start} behaves is told by a line of shell, in which {@code begin} starts everything.
 */
final class MageCheckout implements AutoCloseable {

    private static final List<String> BINARIES = List.of("openim-api", "openim-push");

    private static final String SCRIPT = """
            cd "%1$s" || exit 9
            bin="%1$s/_output/bin/platforms/linux/amd64"
            pids() { pgrep -f "^$bin/$1 "; }
            count() { pids "$1" | wc -l; }
            begin() {
                for name in openim-api openim-push; do
                    "$bin/$name" 600 &
                done
            }
            left() { for name in openim-api openim-push; do [ "$(count $name)" -eq 0 ] || echo "$name"; done; }
            echo "$1" >> "%1$s/called"
            case "$1" in
            check)
                %4$s
                bad=0
                for name in openim-api openim-push; do
                    n=$(count $name)
                    if [ "$n" -ne 1 ]; then
                        bad=1
                        echo "binary $name is not running as expected: $bin/$name expected 1 processes, but $n running"
                    fi
                done
                [ $bad -eq 1 ] && exit 1
                for name in openim-api openim-push; do
                    echo "Cmdline: $bin/$name -i 0 -c config/, PID: $(pids $name) is not listening on any ports."
                done
                ;;
            stop)
                for name in openim-api openim-push; do
                    for pid in $(pids $name); do %2$s; done
                done
                i=0
                while [ -n "$(left)" ] && [ $i -lt 8 ]; do sleep 0.2; i=$((i + 1)); done
                [ -z "$(left)" ] && echo "All services have been stopped" || echo "some services have still not stopped"
                ;;
            start)
                if [ -n "$(left)" ]; then
                    echo "Some services running, details are as follows, abort start"
                    exit 0
                fi
                %3$s
                ;;
            esac
            exit 0
            """;

    private final Path directory;
    private final Path mage;

    private MageCheckout(Path directory, Path mage) {
        this.directory = directory;
        this.mage = mage;
    }

    /** One whose mage starts as it should. */
    static MageCheckout in(Path parent) throws IOException {
        return in(parent, "kill $pid", "begin");
    }

    /**
     * One with a mage of its own.
     *
     * @param ending what its {@code stop} does to each {@code $pid}
     * @param starting what its {@code start} does
     */
    static MageCheckout in(Path parent, String ending, String starting) throws IOException {
        return in(parent, ending, starting, ":");
    }

    /**
     * The same.
     *
     * @param checking what its {@code check} does before it counts
     */
    static MageCheckout in(Path parent, String ending, String starting, String checking) throws IOException {
        Path directory = Files.createDirectories(parent.toRealPath().resolve("open-im-server"));
        Path bin = Files.createDirectories(directory.resolve("_output/bin/platforms/linux/amd64"));
        for (String binary : BINARIES) {
            Files.copy(sleep(), bin.resolve(binary), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.writeString(
                directory.resolve("start-config.yml"),
                BINARIES.stream()
                        .map(name -> "  " + name + ": 1\n")
                        .collect(Collectors.joining("", "serviceBinaries:\n", "")));
        Path tools = Files.createDirectories(parent.toRealPath().resolve("tools"));
        return new MageCheckout(
                directory, FakeTool.in(tools, "mage", SCRIPT.formatted(directory, ending, starting, checking)));
    }

    /** One that was written there. */
    static MageCheckout at(Path parent) throws IOException {
        Path real = parent.toRealPath();
        return new MageCheckout(real.resolve("open-im-server"), real.resolve("tools/mage"));
    }

    private static Path sleep() {
        return Path.of("/bin/sleep");
    }

    Path directory() {
        return directory;
    }

    Path mage() {
        return mage;
    }

    Mage counter() {
        return new Mage(mage);
    }

    List<RunningProcess> processes() {
        return ProcessTable.under(directory).processes();
    }

    /** What mage was called for, in order. */
    List<String> called() throws IOException {
        Path file = directory.resolve("called");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Starts everything, without mage. */
    void begin() throws IOException {
        for (String binary : BINARIES) {
            start(binary);
        }
    }

    Process start(String binary) throws IOException {
        return start(binary, Map.of());
    }

    /** Starts one with these variables too. */
    Process start(String binary, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        directory
                                .resolve("_output/bin/platforms/linux/amd64")
                                .resolve(binary)
                                .toString(),
                        "600")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Starts everything with these variables too, without mage. */
    void begin(Map<String, String> variables) throws IOException {
        for (String binary : BINARIES) {
            start(binary, variables);
        }
    }

    @Override
    public void close() {
        processes().forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }
}
