package openim.verify.message.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import openim.verify.AtOnce;
import openim.verify.client.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LedgerFileTest {

    private static final int MANY = 6;

    @TempDir
    Path directory;

    @Test
    void oneThatIsNotThereYetIsMadeByManyAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = directory.resolve(round + ".db");
            List<List<LedgerHeader>> seen = AtOnce.done(MANY, () -> {
                try (LedgerReader reader = LedgerReader.of(file)) {
                    return reader.accounts();
                }
            });

            assertThat(seen).hasSize(MANY).allMatch(List::isEmpty);
        }
    }

    /** One that an older version made goes on, and takes what the older form could not hold. */
    @Test
    void aFileOfTheFormBeforeIsBroughtToThisOneAndKeepsWhatItHolds() throws Exception {
        Path file = directory.resolve("old.db");
        Sighting whole = new Sighting(new MessageId("m1"), Layer.PULLED, "seq 5", 5, Facts.at(60), true);
        asOfForm1(file, whole);

        try (LedgerWriter scribe = LedgerWriter.in(file)) {
            scribe.notes(whole);
            scribe.notes(new Sighting(whole.message(), Layer.PULLED, "seq 5", 5, Facts.at(61), false));
        }

        assertThat(sightings(file)).containsExactlyInAnyOrder("seq 5 whole", "seq 5 changed");
    }

    @Test
    void anOldFileIsBroughtToThisFormByManyAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            Path file = directory.resolve("old-" + round + ".db");
            asOfForm1(file, new Sighting(new MessageId("m1"), Layer.PULLED, "seq 5", 5, Facts.at(60), true));
            AtOnce.done(MANY, () -> {
                LedgerReader.of(file).close();
                return file;
            });
            assertThat(sightings(file)).containsExactly("seq 5 whole");
        }
    }

    private static void asOfForm1(Path file, Sighting seen) throws SQLException {
        LedgerReader.of(file).close();
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = sqlite.createStatement()) {
            sql.execute("DROP TABLE sighting");
            sql.execute(
                    "CREATE TABLE sighting (message TEXT NOT NULL, layer TEXT NOT NULL, place TEXT NOT NULL, seq INTEGER"
                            + " NOT NULL, at INTEGER NOT NULL, intact INTEGER NOT NULL, PRIMARY KEY (message, layer, place))"
                            + " WITHOUT ROWID");
            sql.execute("INSERT INTO sighting VALUES ('" + seen.message() + "', '" + seen.layer() + "', '"
                    + seen.place() + "', " + seen.seq() + ", " + seen.at().toEpochMilli() + ", 1)");
            sql.execute("PRAGMA user_version = 1");
        }
    }

    private static List<String> sightings(Path file) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = sqlite.createStatement();
                ResultSet row = sql.executeQuery("SELECT place, intact FROM sighting")) {
            while (row.next()) {
                seen.add(row.getString("place") + (row.getInt("intact") == 1 ? " whole" : " changed"));
            }
        }
        return seen;
    }
}
