package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import openim.verify.AnotherJvm;
import openim.verify.app.canary.CanaryPlaces.CanaryStateFile;
import openim.verify.await.Deadline;
import openim.verify.canary.AlertState;
import openim.verify.canary.metrics.CanaryMetrics.Textfile;
import openim.verify.host.DetachedRun;
import openim.verify.recovery.act.Proofs;
import openim.verify.recovery.record.Budget;
import openim.verify.recovery.record.DeploymentLock;
import openim.verify.recovery.record.Incident;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.Source;
import openim.verify.report.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a run leaves on the disk is its owner's alone, also where the umask would let everybody read and write. */
@Timeout(300)
class OwnersAloneTest {

    private static final int PATIENCE_MINUTES = 4;

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @TempDir
    Path directory;

    private Path reports() {
        return directory.resolve("reports");
    }

    private Path metrics() {
        return directory.resolve("collected/openim.prom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smoke", "ledger open --for 2s"})
    void whatACommandLeavesIs(String command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of("-s", "openim.reports=" + reports(), "-s", "openim.deadline.run=120s"));
        ProcessBuilder verifier = AnotherJvm.verifying(Rehearsed.shared().settings(), words.toArray(String[]::new));

        run(verifier);

        assertThat(left())
                .as("what it leaves")
                .hasSizeGreaterThan(5)
                .anyMatch(path -> path.toString().endsWith(".lock"));
        assertThat(left()).filteredOn(OwnersAloneTest::isForOthers).isEmpty();
    }

    @Test
    void whatARecoveryLeavesIsAndItsMetricsAreForThoseWhoCollectThem() throws Exception {
        String said = run(AnotherJvm.running(
                Recovering.class, reports().toString(), metrics().toString()));

        assertThat(said).isEmpty();
        assertThat(left())
                .extracting(path -> reports().relativize(path).toString())
                .contains("attempts", "proofs", "outputs/tool.log", "standing.json", DeploymentLock.NAME)
                .anyMatch(name -> name.endsWith(".journal.jsonl"))
                .anyMatch(name -> name.endsWith("why.txt"));
        assertThat(left()).filteredOn(OwnersAloneTest::isForOthers).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(metrics())))
                .as("node-exporter is another user")
                .isEqualTo("rw-r--r--");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(metrics().getParent())))
                .isEqualTo("rwxr-xr-x");
    }

    /** What a recovery writes, and a canary, without a deployment to recover. */
    static final class Recovering {

        public static void main(String[] arguments) throws IOException {
            Path reports = Path.of(arguments[0]);
            Clock clock = Clock.systemUTC();
            new Budget(reports.resolve("attempts"), 1, Duration.ofHours(1), clock).spend("redis");
            new Proofs(reports.resolve("proofs"), clock).keep(URI.create("http://127.0.0.1:10002"), reports);
            try (Journal journal = new Journals(reports.resolve("recoveries"), clock).begin(text -> text)) {
                journal.note(Kind.STEP_BEGAN, "words");
            }
            new Incident(
                            reports.resolve("incidents"),
                            List.of(new Source("logs.txt", () -> "other people's words")),
                            text -> text,
                            text -> false,
                            clock)
                    .collected("why");
            new CanaryStateFile(reports.resolve("standing.json"), Redactor.of(List.of())).keep(AlertState.well());
            DetachedRun.start(List.of("true"), reports, reports.resolve("outputs/tool.log"))
                    .await(Deadline.in(Duration.ofMinutes(1)));
            new Textfile(Path.of(arguments[1])).write("openim_verify_healthy 1\n");
            if (!(DeploymentLock.attempt(reports, clock) instanceof DeploymentLock.Attempt.Taken)) {
                throw new IOException("the lock is not to be had");
            }
        }
    }

    /** Runs it as a shell does whose files are everybody's. */
    private String run(ProcessBuilder builder) throws Exception {
        List<String> command = builder.command();
        command.add(1, "-Djava.io.tmpdir=" + Files.createDirectories(reports().resolveSibling("tmp")));
        Path out = directory.resolve("said.txt");
        builder.command(Stream.concat(Stream.of("sh", "-c", "umask 000; exec \"$@\"", "sh"), command.stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    /** All that lies in the directories of reports and of temporary files, with the first of them. */
    private List<Path> left() throws IOException {
        try (Stream<Path> reports = Files.walk(reports());
                Stream<Path> temporary = Files.walk(directory.resolve("tmp")).skip(1)) {
            return Stream.concat(reports, temporary)
                    .filter(path -> !Files.isSymbolicLink(path))
                    .toList();
        }
    }

    private static boolean isForOthers(Path path) {
        try {
            return !OWNERS.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
