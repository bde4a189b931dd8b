package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final URI API = URI.create("http://chat.example:10002");

    @TempDir
    Path reports;

    @Test
    void whatWasKeptIsRemembered() {
        var known = Remembered.nothing(API.toString(), false)
                .withRun("run-1")
                .withAccounts(List.of("oiv01a", "oiv01b"))
                .withGoodRun(
                        Instant.EPOCH,
                        Map.of("si_oiv01a_oiv01b", 7L),
                        Optional.of(new KeptFile("oiv01a/kept", 4096, "00ff", Instant.EPOCH)));

        new History(reports).keep(known);

        assertThat(new History(reports).of(API, false)).isEqualTo(known);
    }

    @Test
    void deploymentsAreToldApart() {
        var history = new History(reports);
        history.keep(Remembered.nothing(API.toString(), false).withRun("run-1"));

        assertThat(history.of(URI.create("http://chat.example:20002"), false).isEmpty())
                .isTrue();
        assertThat(history.of(URI.create("http://chat.example:10002/im"), false).lastRun())
                .isEmpty();
    }

    @Test
    void anUnreadableMemoryIsNoFirstRun() throws IOException {
        var history = new History(reports);
        history.keep(Remembered.nothing(API.toString(), false));
        try (var files = Files.list(reports.resolve("deployments"))) {
            Files.writeString(files.findFirst().orElseThrow(), "{\"schema\":1,\"acc");
        }

        assertThatThrownBy(() -> history.of(API, false)).isInstanceOf(CannotLook.class);
        assertThat(history.liveDeployments()).hasSize(1);
    }

    @Test
    void aRehearsalIsNoSignOfALiveDeployment() {
        var history = new History(reports);
        assertThat(history.liveDeployments()).isEmpty();

        history.keep(Remembered.nothing("http://127.0.0.1:4711", true));
        assertThat(history.liveDeployments()).isEmpty();

        history.keep(Remembered.nothing(API.toString(), false));
        assertThat(history.liveDeployments()).hasSize(1);
    }

    @Test
    void aSeqIsNeverRememberedLower() {
        var known = Remembered.nothing(API.toString(), false)
                .withGoodRun(Instant.EPOCH, Map.of("si_a_b", 9L), Optional.empty())
                .withGoodRun(Instant.EPOCH, Map.of("si_a_b", 3L), Optional.empty());

        assertThat(known.highestSeqs()).containsEntry("si_a_b", 9L);
    }

    @Test
    void onlyTheFirstFewFilesAreKept() {
        var known = Remembered.nothing(API.toString(), false);
        for (int run = 1; run <= 5; run++) {
            known = known.withGoodRun(
                    Instant.EPOCH, Map.of(), Optional.of(new KeptFile("oiv01a/" + run, 4096, "00ff", Instant.EPOCH)));
        }

        assertThat(known.keptFiles()).extracting(KeptFile::name).containsExactly("oiv01a/1", "oiv01a/2", "oiv01a/3");
        assertThat(known.keepsMoreFiles(Instant.EPOCH)).isFalse();
        new History(reports).keep(known);
        assertThat(new History(reports).of(API, false)).isEqualTo(known);
    }

    @Test
    void theOneFileThatEarlierVersionsKeptIsRemembered() throws IOException {
        var history = new History(reports);
        history.keep(Remembered.nothing(API.toString(), false));
        try (var files = Files.list(reports.resolve("deployments"))) {
            Files.writeString(
                    files.findFirst().orElseThrow(),
                    "{\"schema\":1,\"api\":\"" + API
                            + "\",\"keptFile\":{\"name\":\"oiv01a/old\",\"size\":7,\"sha256\":\"ab\"}}");
        }

        assertThat(history.of(API, false).keptFiles())
                .containsExactly(new KeptFile("oiv01a/old", 7, "ab", Instant.EPOCH));
    }
}
