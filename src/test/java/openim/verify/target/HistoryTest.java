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
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.AtOnce;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final URI API = URI.create("http://chat.example:10002");

    @TempDir
    Path reports;

    private Path file() {
        return reports.resolve("deployments").resolve(History.nameOf(API) + ".json");
    }

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
        Files.writeString(file(), "{\"schema\":1,\"acc");

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
    void whatAnotherRunRememberedMeanwhileStays() {
        var before = Remembered.nothing(API.toString(), false).withRun("run-1");
        new History(reports)
                .keep(before.withRun("run-2")
                        .withAccounts(List.of("oiv01a"))
                        .withGoodRun(Instant.EPOCH, Map.of("si_a_b", 9L, "si_a_c", 1L), Optional.empty()));

        new History(reports).keep(before.withRun("run-3").withAccounts(List.of("oiv02a")));

        Remembered known = new History(reports).of(API, false);
        assertThat(known.lastGood()).as("a bad run does not erase the good one").contains(Instant.EPOCH);
        assertThat(known.accounts()).containsExactly("oiv01a", "oiv02a");
        assertThat(known.highestSeqs()).containsEntry("si_a_b", 9L).containsEntry("si_a_c", 1L);
        assertThat(known.lastRun()).isEqualTo("run-3");
    }

    @Test
    void manyRunsAtOnceLoseNothingOfEachOther() throws Exception {
        AtomicInteger account = new AtomicInteger();
        List<List<String>> troubles = AtOnce.done(8, () -> {
            var history = new History(reports);
            for (int time = 0; time < 20; time++) {
                history.keep(Remembered.nothing(API.toString(), false)
                        .withAccounts(List.of("oiv" + account.incrementAndGet())));
            }
            return history.troubles();
        });

        assertThat(troubles).allMatch(List::isEmpty);
        assertThat(new History(reports).of(API, false).accounts()).hasSize(8 * 20);
    }

    @Test
    void whatCannotBeWrittenIsATroubleAndStopsNobody() throws IOException {
        Path file = Files.writeString(reports.resolve("file"), "");
        var history = new History(file);

        history.keep(Remembered.nothing(API.toString(), false).withRun("run-1"));
        history.forget(API);

        assertThat(history.of(API, false).lastRun()).isEmpty();
        assertThat(history.troubles())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("what must still be there the next time is not remembered: " + file);
    }

    @Test
    void anUnreadableMemoryIsNotWrittenOver() throws IOException {
        var history = new History(reports);
        history.keep(Remembered.nothing(API.toString(), false));
        Path file = file();
        Files.writeString(file, "{\"schema\":1,\"acc");

        history.keep(Remembered.nothing(API.toString(), false).withRun("run-2"));

        assertThat(file).hasContent("{\"schema\":1,\"acc");
        assertThat(history.troubles()).hasSize(1);
    }

    @Test
    void theOneFileThatEarlierVersionsKeptIsRemembered() throws IOException {
        var history = new History(reports);
        history.keep(Remembered.nothing(API.toString(), false));
        Files.writeString(
                file(),
                "{\"schema\":1,\"api\":\"" + API
                        + "\",\"keptFile\":{\"name\":\"oiv01a/old\",\"size\":7,\"sha256\":\"ab\"}}");

        assertThat(history.of(API, false).keptFiles())
                .containsExactly(new KeptFile("oiv01a/old", 7, "ab", Instant.EPOCH));
    }
}
