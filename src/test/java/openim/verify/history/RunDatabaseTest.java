package openim.verify.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.AtOnce;
import openim.verify.history.Rows.SchemaMigration;
import openim.verify.history.RunDatabase.RunDatabaseFile;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDatabaseTest {

    private static final int MANY = 100;

    @TempDir
    Path reports;

    private List<PastRun> all() {
        try (RunDatabase chronicle = RunDatabase.in(reports, MANY)) {
            return chronicle.last(Nights.DEPLOYMENT, MANY);
        }
    }

    private void add(PastRun... runs) {
        try (RunDatabase chronicle = RunDatabase.in(reports, MANY)) {
            List.of(runs).forEach(chronicle::add);
        }
    }

    @Test
    void whatIsAddedIsThereTheNewestFirst() {
        add(Nights.good(0, 20), Nights.red(1));
        add(Nights.good(2, 21));

        assertThat(all()).containsExactly(Nights.good(2, 21), Nights.red(1), Nights.good(0, 20));
    }

    @Test
    void thePlaceFromWhichItWasSeenIsKept() {
        add(Nights.from("office", Nights.good(0, 20), 1, 0));

        assertThat(all()).extracting(run -> run.subject().vantage()).containsExactly("office");
    }

    @Test
    void aHistoryThatSomebodyElseKeepsIsReadAndLeftAsItIs() throws IOException, SQLException {
        add(Nights.good(0, 20));
        Path file = RunDatabase.file(reports);
        byte[] before = Files.readAllBytes(file);

        try (RunDatabase theirs = RunDatabase.asKeptIn(file)) {
            assertThat(theirs.last(Nights.DEPLOYMENT, MANY)).containsExactly(Nights.good(0, 20));
            theirs.add(Nights.red(1));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aHistoryOfAnOlderVersionIsReadWithoutBringingItUpToDate() throws SQLException, IOException {
        Path file = ofTheFirstVersion();
        byte[] before = Files.readAllBytes(file);

        try (RunDatabase theirs = RunDatabase.asKeptIn(file)) {
            assertThat(theirs.last(Nights.DEPLOYMENT, MANY))
                    .singleElement()
                    .satisfies(old -> assertThat(old.subject().vantage()).isEmpty());
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void whatIsNoHistoryIsNeitherReadNorMovedAway() throws IOException {
        Path file = reports.resolve("runs.db");
        Files.writeString(file, "a text, and no history at all, of some length");

        assertThatThrownBy(() -> RunDatabase.asKeptIn(file))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("the history " + file + " cannot be read");
        assertThat(file).exists();
        assertThatThrownBy(() -> RunDatabase.asKeptIn(reports.resolve("nothing.db")))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("there is no file to be read");
        assertThat(reports.resolve("nothing.db")).doesNotExist();
    }

    @Test
    void aRunThatIsAddedAgainTakesItsOwnPlace() {
        add(Nights.red(0));
        add(Nights.good(0, 20));

        assertThat(all()).containsExactly(Nights.good(0, 20));
    }

    @Test
    void whatIsUsualIsNotWhatTheLastMinutesWere() {
        try (RunDatabase chronicle = RunDatabase.in(reports, MANY)) {
            for (int run = 0; run < 60; run++) {
                chronicle.add(Nights.each10Minutes(run, 20));
            }
            for (int run = 60; run < 75; run++) {
                chronicle.add(Nights.each10Minutes(run, 300));
            }

            List<PastRun> usual = chronicle.usual(Nights.DEPLOYMENT, "full");
            List<Latency> now = List.of(Nights.speed(Step.PUSH, 300));

            assertThat(usual).hasSize(13);
            assertThat(Comparison.of(now, usual, List.of()).slower()).hasSize(1);
            List<PastRun> last = chronicle.last(Nights.DEPLOYMENT, "full", 30);
            assertThat(Comparison.of(now, last, List.of()).slower())
                    .as("by the last twenty it were usual")
                    .isEmpty();
        }
    }

    @Test
    void ofFewHoursTheLastRunsAreUsual() {
        add(Nights.each10Minutes(0, 20), Nights.each10Minutes(1, 20), Nights.each10Minutes(2, 20));

        try (RunDatabase chronicle = RunDatabase.in(reports, MANY)) {
            assertThat(chronicle.usual(Nights.DEPLOYMENT, "full")).hasSize(3);
        }
    }

    @Test
    void oneThatIsNotThereYetIsMadeByManyAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path fresh = reports.resolve("fresh-" + round);
            AtomicInteger night = new AtomicInteger();

            AtOnce.done(6, () -> {
                try (RunDatabase chronicle = RunDatabase.in(fresh, MANY)) {
                    chronicle.add(Nights.red(night.getAndIncrement()));
                }
                return fresh;
            });

            try (RunDatabase chronicle = RunDatabase.in(fresh, MANY)) {
                assertThat(chronicle.last(Nights.DEPLOYMENT, MANY)).hasSize(6);
            }
        }
    }

    @Test
    void ofEachSuiteTheNewestAreKept() throws SQLException {
        try (RunDatabase chronicle = RunDatabase.in(reports, 3)) {
            for (int night = 0; night < 10; night++) {
                chronicle.add(Nights.red(night));
            }
            assertThat(chronicle.last(Nights.DEPLOYMENT, "full", MANY))
                    .extracting(PastRun::id)
                    .containsExactly("night-9", "night-8", "night-7");
            assertThat(chronicle.since(Nights.DEPLOYMENT)).contains(Nights.at(7));
        }
        assertThat(count("look"))
                .as("nothing is left of those that were forgotten")
                .isEqualTo(3 * 2);
        assertThat(count("loss")).isEqualTo(3);
    }

    private long count(String table) throws SQLException {
        try (Connection connection = raw();
                var sql = connection.createStatement();
                var row = sql.executeQuery("SELECT count(*) FROM " + table)) {
            return row.getLong(1);
        }
    }

    private Connection raw() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + RunDatabase.file(reports));
    }

    @Test
    void anUnreadableHistoryIsSetAsideAndTheLossIsSaid() throws IOException {
        Files.createDirectories(RunDatabase.file(reports).getParent());
        Files.writeString(
                RunDatabase.file(reports), "no database at all, but longer than a header of one. ".repeat(100));

        add(Nights.good(0, 20));

        try (RunDatabase chronicle = RunDatabase.in(reports, MANY)) {
            assertThat(chronicle.gaps(Nights.DEPLOYMENT))
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.words()).contains("unreadable", "begun anew"));
        }
        assertThat(all()).hasSize(1);
        try (var files = Files.list(RunDatabase.file(reports).getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("runs.db.unreadable-"));
        }
    }

    @Test
    void aHistoryThatWasCutShortIsUnreadable() throws IOException {
        for (int night = 0; night < 30; night++) {
            add(Nights.red(night));
        }
        byte[] whole = Files.readAllBytes(RunDatabase.file(reports));
        Files.write(RunDatabase.file(reports), Arrays.copyOf(whole, whole.length / 2));

        try (RunDatabase chronicle = RunDatabase.in(reports, MANY)) {
            assertThat(chronicle.gaps(Nights.DEPLOYMENT)).hasSize(1);
            assertThat(chronicle.last(Nights.DEPLOYMENT, MANY)).isEmpty();
        }
    }

    @Test
    void aGapIsNotedOnce() {
        try (RunDatabase chronicle = RunDatabase.in(reports, MANY)) {
            chronicle.note(Nights.DEPLOYMENT, new Gap(Instant.EPOCH, "run x is unknown"));
            chronicle.note(Nights.DEPLOYMENT, new Gap(Instant.EPOCH.plusSeconds(9), "run x is unknown"));

            assertThat(chronicle.gaps(Nights.DEPLOYMENT)).containsExactly(new Gap(Instant.EPOCH, "run x is unknown"));
            assertThat(chronicle.gaps("another")).isEmpty();
        }
    }

    @Test
    void aHistoryOfANewerVersionIsLeftAlone() throws SQLException {
        add(Nights.good(0, 20));
        try (Connection connection = raw();
                var sql = connection.createStatement()) {
            sql.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(this::all).isInstanceOf(CannotLook.class).hasMessageContaining("newer version");
        assertThat(RunDatabase.file(reports)).exists();
    }

    @Test
    void aHistoryOfTheFirstVersionIsBroughtUpToDateWithAllItHolds() throws SQLException, IOException {
        ofTheFirstVersion();

        add(Nights.good(0, 20));

        assertThat(all()).hasSize(2);
        PastRun old = all().get(1);
        assertThat(old.id()).isEqualTo("old");
        assertThat(old.speeds()).hasSize(1);
        assertThat(old.versions()).isEmpty();
    }

    private Path ofTheFirstVersion() throws SQLException, IOException {
        Files.createDirectories(RunDatabase.file(reports).getParent());
        try (Connection connection = raw();
                var sql = connection.createStatement()) {
            for (String statement : SchemaMigration.OF_TODAY.steps().get(0)) {
                sql.execute(statement);
            }
            sql.execute("PRAGMA user_version = 1");
            sql.execute(
                    "INSERT INTO run VALUES ('old', '" + Nights.DEPLOYMENT + "', 'http://h', 'remote', 0, 'full', 1,"
                            + " 'full', 0, 80000, 'healthy', 'all green', '', 0, '', 0)");
            sql.execute("INSERT INTO speed VALUES ('old', 'push', 4, 5000, 6000, 7000, 8000, 9000)");
        }
        return RunDatabase.file(reports);
    }

    @Test
    void aStepThatFailsChangesNothing() throws SQLException {
        SchemaMigration broken = new SchemaMigration(
                List.of(List.of("CREATE TABLE one (a)"), List.of("CREATE TABLE two (a)", "CREATE TABLE one (b)")));
        Path file = reports.resolve("form.db");
        RunDatabaseFile.open(file, new SchemaMigration(broken.steps().subList(0, 1)))
                .connection()
                .close();

        assertThatThrownBy(() -> RunDatabaseFile.open(file, broken)).isInstanceOf(CannotLook.class);

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var sql = connection.createStatement();
                var tables = sql.executeQuery("SELECT count(*) FROM sqlite_master")) {
            assertThat(tables.getLong(1)).isEqualTo(1);
        }
    }
}
