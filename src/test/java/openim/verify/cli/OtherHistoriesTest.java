package openim.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openim.verify.app.program.UsageException;
import openim.verify.app.run.RunHistory;
import openim.verify.cli.HistoryCommand.OtherHistories;
import openim.verify.history.Nights;
import openim.verify.history.PastRun;
import openim.verify.history.Place;
import openim.verify.history.RunDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherHistoriesTest {

    @TempDir
    Path directory;

    private Path office;
    private Path west;

    @BeforeEach
    void twoPlacesLooked() {
        office = kept("office-reports", Nights.from("office", Nights.red(0), 1, 0));
        west = kept(
                "west-reports",
                Nights.from("", Nights.good(0, 20), 1, 0),
                Nights.good(RunHistory.REHEARSALS, "smoke", 1, 20));
    }

    private Path kept(String name, PastRun... runs) {
        Path reports = directory.resolve(name);
        try (RunDatabase chronicle = RunDatabase.in(reports, 10)) {
            List.of(runs).forEach(chronicle::add);
        }
        return reports;
    }

    private static List<Place> places(Set<String> deployments, Path... directories) {
        return OtherHistories.in(List.of(directories)).places(deployments, Optional.empty());
    }

    @Test
    void aPlaceIsCalledByItsVantageAndElseByWhatWasTyped() {
        assertThat(places(Set.of(), office, west)).extracting(Place::name).containsExactly("office", west.toString());
    }

    @Test
    void aCopyOfTheFileWillDo() throws Exception {
        Path copies = Files.createDirectories(directory.resolve("copies"));
        Path copy = Files.copy(RunDatabase.file(office), copies.resolve("runs.db"));

        assertThat(places(Set.of(), copies)).extracting(Place::name).containsExactly("office");
        assertThat(places(Set.of(), copy)).extracting(Place::name).containsExactly("office");
    }

    @Test
    void placesThatReachItByNamesOfTheirOwnAreOfOneDeployment() {
        Path inside = kept("inside", Nights.good("10.0.0.5_10002", "full", 0, 20));

        assertThat(places(Set.of(), office, inside)).hasSize(2);
    }

    @Test
    void whereOneKnowsSeveralTheOneThatAllKnowIsMeant() {
        Path several = kept("several", Nights.good(0, 20), Nights.good("another_10002", "full", 1, 20));

        assertThat(places(Set.of(), office, several).get(1).runs())
                .extracting(PastRun::deployment)
                .containsOnly(Nights.DEPLOYMENT);
        assertThatThrownBy(() -> places(Set.of(), several))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--deployment names one of each history");
        assertThat(places(Set.of("another_10002"), several).get(0).runs())
                .extracting(PastRun::deployment)
                .containsOnly("another_10002");
    }

    @Test
    void aDirectoryWithoutAHistoryIsSaid() {
        assertThatThrownBy(() -> OtherHistories.in(List.of(directory.resolve("nowhere"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there is no history in " + directory.resolve("nowhere"));
    }

    @Test
    void theCommandPutsThemSideBySideWithoutAnySettings() {
        assertThat(Main.line().execute("history", office.toString(), west.toString()))
                .isZero();
    }
}
