package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.AnotherJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What befalls the verifier itself, in a process of its own beside a deployment that is well: it is never called unhealthy for it, and
 * nobody reads a trace.
 */
@Timeout(300)
class OwnFaultTest {

    private static final int PATIENCE_MINUTES = 4;

    /** A line of a trace. */
    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at [\\w.$]+\\(|^Exception in thread");

    @TempDir
    Path directory;

    /** What a shell does before it becomes the verifier. */
    private String limit = "";

    /** Where reports are to be written, and cannot. */
    enum Place {
        BELOW_A_FILE {
            @Override
            Path in(Path directory) throws IOException {
                return Files.writeString(directory.resolve("file"), "").resolve("reports");
            }
        },
        READ_ONLY {
            @Override
            Path in(Path directory) throws IOException {
                Path mounted = mounted(directory);
                assumeThat(shell("mount -o remount,ro " + mounted)).isZero();
                return mounted;
            }
        },
        FULL {
            @Override
            Path in(Path directory) throws IOException {
                Path mounted = mounted(directory);
                shell("dd if=/dev/zero bs=1k of=" + mounted.resolve("rest"));
                return mounted;
            }
        },
        ALMOST_FULL {
            @Override
            Path in(Path directory) throws IOException {
                Path mounted = mounted(directory);
                shell("dd if=/dev/zero bs=1k count=44 of=" + mounted.resolve("rest"));
                return mounted;
            }
        };

        abstract Path in(Path directory) throws IOException;

        private static Path mounted(Path directory) throws IOException {
            Path mounted = Files.createDirectories(directory.resolve("mounted"));
            assumeThat(shell("mount -t tmpfs -o size=64k none " + mounted))
                    .as("a file system can be mounted here")
                    .isZero();
            return mounted;
        }
    }

    private static int shell(String command) {
        try {
            Process shell = new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return shell.exitValue();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @AfterEach
    void unmount() {
        shell("umount " + directory.resolve("mounted"));
    }

    /** How a process of the verifier ended, and what it printed. */
    private record Ended(int status, String out, String err) {

        String lastLine() {
            List<String> lines = out.strip().lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }
    }

    private Ended run(Path reports, List<String> jvm, String... command) throws Exception {
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder = AnotherJvm.verifying(Rehearsed.shared().settings(), command);
        List<String> line = new ArrayList<>(builder.command());
        line.addAll(1, jvm);
        line.add(1, "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
        line.addAll(List.of("-s", "openim.reports=" + reports));
        builder.command(Stream.concat(Stream.of("sh", "-c", limit + "exec \"$@\"", "sh"), line.stream())
                        .toList())
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("OPENIM_DEADLINE_RUN", "120s");
        builder.environment().put("OPENIM_DEADLINE_CALL", "30s");
        builder.environment().put("OPENIM_DEADLINE_TRANSFER", "60s");
        builder.environment().put("OPENIM_DEADLINE_IDLE", "3s");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("it ends: %s", Files.readString(out))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        assertThat(TRACE.matcher(ended.out() + ended.err()).find())
                .as("a trace on the terminal: %s", ended)
                .isFalse();
        return ended;
    }

    @ParameterizedTest
    @EnumSource
    void whereReportsCannotBeWrittenTheSmokeLooksAndSaysThatNothingIsKept(Place place) throws Exception {
        Ended smoke = run(place.in(directory), List.of(), "smoke");

        assertThat(smoke.status()).as("%s", smoke).isZero();
        assertThat(smoke.lastLine()).startsWith("healthy: ");
        assertThat(smoke.out() + smoke.err())
                .containsAnyOf("note: nothing of this run is kept: ", " is not kept in ", "No space left on device");
    }

    @Test
    void theFullSuiteLooksTooButMakesNoGroupThatItCannotNote() throws Exception {
        Ended full = run(Place.BELOW_A_FILE.in(directory), List.of(), "full");

        assertThat(full.status()).as("%s", full).isEqualTo(3);
        assertThat(full.lastLine()).startsWith("undetermined: group.created: ");
        assertThat(full.out()).doesNotContain("RED ");
    }

    @Test
    void thatReportsIsAFileIsAMatterOfTheSettings() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        Ended gate = run(file, List.of(), "gate");

        assertThat(gate.status()).as("%s", gate).isEqualTo(2);
        assertThat(gate.err()).contains("openim.reports: is no directory: " + file);
    }

    @Test
    void aLedgerThatIsNotThereIsSettledByNobody() throws Exception {
        Ended settled = run(Place.BELOW_A_FILE.in(directory), List.of(), "ledger", "settle");

        assertThat(settled.status()).as("%s", settled).isEqualTo(3);
        assertThat(settled.lastLine()).startsWith("undetermined: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "recover", "recover --apply", "canary", "ledger open --for 2s"})
    void aFaultIsToldInOneSentenceWithWhatHoldsAndItsTraceIsInAFileOfTheOwner(String command) throws Exception {
        Ended ended = run(Place.BELOW_A_FILE.in(directory), List.of(), command.split(" ", -1));

        assertThat(ended.status()).as("%s", ended).isEqualTo(3);
        assertThat(ended.err().strip().lines())
                .singleElement()
                .asString()
                .startsWith("undetermined: openim-verify itself failed, which says nothing about the deployment: ")
                .contains(directory.resolve("file").toString(), "; the trace is in ");
        try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
            Path trace = files.filter(file -> file.getFileName().toString().startsWith("fault-"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ended.err()).contains(trace.toString());
            assertThat(trace).content().containsPattern(TRACE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(trace)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aLedgerThatIsCutInHalfAccusesNobody() throws Exception {
        Path ledger = directory
                .resolve("reports/ledgers")
                .resolve(Ledgers.file(Rehearsed.reportingTo(directory).settings())
                        .getFileName());
        Files.createDirectories(ledger.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + ledger);
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE ledger (id TEXT PRIMARY KEY, filler TEXT)");
            sql.execute("INSERT INTO ledger VALUES ('one', hex(randomblob(9000)))");
        }
        byte[] whole = Files.readAllBytes(ledger);
        Files.write(ledger, Arrays.copyOf(whole, whole.length / 2));

        for (String command : List.of("ledger settle", "gate", "ledger show")) {
            Ended ended = run(directory.resolve("reports"), List.of(), command.split(" ", -1));

            assertThat(ended.status()).as("%s: %s", command, ended).isEqualTo(command.endsWith("show") ? 2 : 3);
        }
    }

    @Test
    void aHistoryThatCannotBeReadOrWrittenIsANoteAndTheVerdictStands() throws Exception {
        Path reports = Files.createDirectories(directory.resolve("reports"));
        Files.writeString(reports.resolve("history"), "");
        Files.writeString(reports.resolve("deployments"), "");

        Ended smoke = run(reports, List.of(), "smoke");

        assertThat(smoke.status()).as("%s", smoke).isZero();
        assertThat(smoke.lastLine()).startsWith("healthy: ");
        assertThat(smoke.out()).contains("nothing is compared with earlier runs: ", "is no directory");
        assertThat(smoke.err()).contains("note: what must still be there the next time is not remembered: ");

        Ended history = run(reports, List.of(), "history");
        assertThat(history.status()).as("%s", history).isZero();
    }

    /** With much less than that a library of REST Assured's prints traces of its own. */
    @Test
    void withTooLittleMemoryNothingIsCalledUnhealthy() throws Exception {
        Ended smoke = run(directory.resolve("reports"), List.of("-Xmx64m"), "smoke");

        assertThat(smoke.status()).as("%s", smoke).isIn(0, 3);
    }

    /** One for each jar of this class path, and these: with fewer nothing begins, with more all is well. */
    @ParameterizedTest
    @ValueSource(ints = {20, 30})
    void withTooFewHandlesNothingIsCalledUnhealthy(int handles) throws Exception {
        limit = "ulimit -n " + (jars() + handles) + "; ";

        Ended smoke = run(directory.resolve("reports"), List.of("-XX:-MaxFDLimit"), "smoke");

        assertThat(smoke.status()).as("%s", smoke).isIn(0, 3);
    }

    @Tag("matrix")
    @ParameterizedTest
    @ValueSource(ints = {-90, -20, 0, 5, 10, 15, 25, 35, 40})
    void norWithAFewMoreOrLess(int handles) throws Exception {
        withTooFewHandlesNothingIsCalledUnhealthy(handles);
    }

    private static long jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .count();
    }
}
