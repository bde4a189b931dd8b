package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import openim.verify.report.RunDirectory.Latest;
import openim.verify.suite.Run;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    private static final Redactor REDACTOR = Redactor.of(Set.of("planted-secret"));

    @TempDir
    private Path reports;

    private RunDirectory open(Instant at) {
        return RunDirectory.open(reports, SampleRun.SMOKE, SampleRun.LIVE, at, REDACTOR);
    }

    @Test
    void whatWasRecordedIsReadBackEqual() {
        Run run = SampleRun.authIsDead();
        try (RunDirectory directory = open(SampleRun.NOON)) {
            run.observations().forEach(directory::record);

            assertThat(RunDirectory.read(directory.path())).isEqualTo(run.observations());
        }
    }

    @Test
    void secretsAreOutOfTheLinesBeforeTheyAreWritten() throws IOException {
        List<Observation> seen = SampleRun.of(SampleRun.LIVE)
                .red(
                        "probe.auth",
                        "sent planted-secret",
                        Evidence.of("body", "{\"token\":\"abc\"}"),
                        Evidence.of("token", "x7"))
                .observations();
        try (RunDirectory directory = open(SampleRun.NOON)) {
            seen.forEach(directory::record);

            assertThat(Files.readString(directory.path().resolve(RunDirectory.OBSERVATIONS)))
                    .contains("sent ***")
                    .doesNotContain("planted-secret", "abc", "x7");
            assertThat(RunDirectory.read(directory.path()))
                    .isEqualTo(seen.stream().map(REDACTOR::redact).toList());
        }
    }

    @Test
    void anInterruptedThreadRecordsAndSpoilsNothingForTheOthers() {
        List<Observation> seen = SampleRun.healthy().observations();
        try (RunDirectory directory = open(SampleRun.NOON)) {
            Thread.currentThread().interrupt();
            directory.record(seen.get(0));
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            directory.record(seen.get(1));

            assertThat(RunDirectory.read(directory.path())).isEqualTo(seen.subList(0, 2));
        }
    }

    @Test
    void manyThreadsRecordWholeLines() {
        List<Observation> seen = SampleRun.healthy().observations();
        try (RunDirectory directory = open(SampleRun.NOON)) {
            IntStream.range(0, 200).parallel().forEach(i -> directory.record(seen.get(i % seen.size())));

            assertThat(RunDirectory.read(directory.path())).hasSize(200);
        }
    }

    @Test
    void aTornLastLineIsPassedOver() throws IOException {
        List<Observation> seen = SampleRun.healthy().observations();
        try (RunDirectory directory = open(SampleRun.NOON)) {
            directory.record(seen.get(0));
            Files.write(
                    directory.path().resolve(RunDirectory.OBSERVATIONS),
                    new byte[] {'{', '"', 'c', (byte) 0xC3},
                    StandardOpenOption.APPEND);

            assertThat(RunDirectory.read(directory.path())).containsExactly(seen.get(0));
        }
    }

    @Test
    void namesSortByTimeAndTwoOfOneSecondDiffer() {
        try (RunDirectory first = open(SampleRun.NOON);
                RunDirectory twin = open(SampleRun.NOON);
                RunDirectory later = open(SampleRun.NOON.plusSeconds(1))) {
            assertThat(first.id()).matches("20261124T120300Z-smoke-[a-z]{4}").isNotEqualTo(twin.id());
            assertThat(later.id()).isGreaterThan(first.id()).isGreaterThan(twin.id());
        }
    }

    @Test
    void latestPointsToTheNewest() throws IOException {
        Path latest = reports.resolve("latest");
        try (RunDirectory first = open(SampleRun.NOON);
                RunDirectory second = open(SampleRun.NOON.plusSeconds(1))) {
            assertThat(first.path()).isDirectory();
            assertThat(latest.toRealPath()).isEqualTo(second.path().toRealPath());
            assertThat(Files.readSymbolicLink(latest))
                    .as("relative, so that reports/ can be moved")
                    .isRelative();
        }
    }

    @Test
    void whereLatestCannotBeALinkItIsATextFile() throws IOException {
        Path run = Files.createDirectory(reports.resolve("run-1"));

        Latest.pointTo(run, (link, target) -> {
            throw new UnsupportedOperationException("no links here");
        });

        assertThat(reports.resolve("latest")).hasContent("run-1\n");
    }

    @Test
    void whereNothingCanBeWrittenARunSaysSoAndCanLookNevertheless() throws IOException {
        Path file = Files.writeString(reports.resolve("file"), "");

        try (RunDirectory none = RunDirectory.open(file, SampleRun.SMOKE, SampleRun.LIVE, SampleRun.NOON, REDACTOR)) {
            SampleRun.healthy().observations().forEach(none::record);

            assertThat(none.isThere()).isFalse();
            assertThat(none.notKept().orElseThrow())
                    .startsWith("nothing of this run is kept: " + file + " cannot be written: ");
            assertThat(none.id()).startsWith("20261124T120300Z-smoke-");
            assertThat(RunDirectory.read(none.path())).isEmpty();
        }
    }

    @Test
    void fromTheFirstLineOnThatIsNotOnDiskARunSaysSo() throws IOException {
        RunDirectory none = open(SampleRun.NOON);
        Path lines = none.path().resolve(RunDirectory.OBSERVATIONS);
        none.close();

        none.record(SampleRun.healthy().observations().get(0));

        assertThat(lines).isEmptyFile();
        assertThat(none.notKept().orElseThrow()).contains(" on what this run saw is not kept in ");
    }

    @Test
    void nothingButItsFilesIsLeftBehind() throws IOException {
        try (RunDirectory directory = open(SampleRun.NOON)) {
            directory.ended(SampleRun.healthy(), SampleRun.NOON.plusSeconds(5));

            try (var files = Files.list(directory.path())) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrder("run.json", "observations.jsonl");
            }
        }
    }
}
