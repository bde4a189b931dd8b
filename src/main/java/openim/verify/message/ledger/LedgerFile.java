package openim.verify.message.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.disk.Private;
import openim.verify.disk.Sqlite;
import openim.verify.verdict.CannotLook;

/** The file that a deployment's ledgers lie in, and its form. */
public final class LedgerFile {

    /** Of the form of the file. A newer one is never written to by an older program. */
    private static final int VERSION = 2;

    private static final String[] TABLES = {
        """
        CREATE TABLE ledger (id TEXT PRIMARY KEY, opened_at INTEGER NOT NULL, push_ms INTEGER NOT NULL,
            stored_ms INTEGER NOT NULL, slots TEXT NOT NULL, seqs TEXT NOT NULL, kafka TEXT NOT NULL,
            pid INTEGER NOT NULL, process TEXT NOT NULL, closed_at INTEGER, settled_at INTEGER)""", """
        CREATE TABLE entry (message TEXT PRIMARY KEY, ledger TEXT NOT NULL, number INTEGER NOT NULL,
            sender TEXT NOT NULL, receiver TEXT NOT NULL, conversation TEXT NOT NULL, text_hash TEXT NOT NULL,
            written_at INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'open')""", "CREATE INDEX entry_of_ledger ON entry (ledger, number)", """
        CREATE TABLE attempt (message TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL,
            outcome TEXT NOT NULL, took_micros INTEGER NOT NULL, words TEXT NOT NULL,
            PRIMARY KEY (message, number)) WITHOUT ROWID""", """
        CREATE TABLE sighting (message TEXT NOT NULL, layer TEXT NOT NULL, place TEXT NOT NULL, seq INTEGER NOT NULL,
            at INTEGER NOT NULL, intact INTEGER NOT NULL, PRIMARY KEY (message, layer, place, intact)) WITHOUT ROWID""", """
        CREATE TABLE watch (ledger TEXT NOT NULL, person TEXT NOT NULL, number INTEGER NOT NULL,
            opened_at INTEGER NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL, ended TEXT NOT NULL,
            PRIMARY KEY (ledger, person, number)) WITHOUT ROWID""", """
        CREATE TABLE look (ledger TEXT NOT NULL, layer TEXT NOT NULL, conversation TEXT NOT NULL, at INTEGER NOT NULL,
            complete INTEGER NOT NULL, words TEXT NOT NULL)""",
    };

    /** What is seen whole and then changed at one place is two sightings, which the form before could not hold. */
    private static final String[] FROM_1_TO_2 = {
        """
        CREATE TABLE sighting_of_2 (message TEXT NOT NULL, layer TEXT NOT NULL, place TEXT NOT NULL, seq INTEGER NOT NULL,
            at INTEGER NOT NULL, intact INTEGER NOT NULL, PRIMARY KEY (message, layer, place, intact)) WITHOUT ROWID""",
        "INSERT INTO sighting_of_2 SELECT * FROM sighting",
        "DROP TABLE sighting",
        "ALTER TABLE sighting_of_2 RENAME TO sighting",
        "PRAGMA user_version = 2",
    };

    /** How long somebody else may keep it locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofMillis(20);

    private LedgerFile() {}

    /**
     * Where it is.
     *
     * @param reports the directory of reports
     * @param deployment a name for the deployment that can be part of a file name
     */
    public static Path of(Path reports, String deployment) {
        return reports.resolve("ledgers").resolve(deployment + ".db");
    }

    /**
     * Opens it, and makes it if it is not there.
     *
     * @throws CannotLook if it is of a form that this version does not know, or is no ledger
     */
    static Connection open(Path file) {
        try {
            Private.directoryOf(file);
            return opened(file, Deadline.in(PATIENCE));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        } catch (SQLException failed) {
            throw new CannotLook("the ledger " + file + " cannot be opened: " + failed.getMessage(), failed);
        }
    }

    /** Of several who make it at the same time SQLite refuses all but one at once, however long they would wait. */
    private static Connection opened(Path file, Deadline patience) throws SQLException {
        while (true) {
            Connection connection = Sqlite.open(file);
            try {
                prepare(connection, file);
                return connection;
            } catch (SQLException failed) {
                connection.close();
                if (!isBusy(failed) || patience.isOver()) {
                    throw failed;
                }
                Pause.until(Deadline.in(AGAIN));
            } catch (RuntimeException failed) {
                connection.close();
                throw failed;
            }
        }
    }

    /** SQLITE_BUSY, in each of its forms. */
    private static boolean isBusy(SQLException failed) {
        return (failed.getErrorCode() & 0xff) == 5;
    }

    private static void prepare(Connection connection, Path file) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
            sql.execute("PRAGMA journal_mode = WAL");
            // Safe from a kill of this process; waiting for the disk with each message would slow the flow.
            sql.execute("PRAGMA synchronous = NORMAL");
            connection.setAutoCommit(false);
            int version = version(sql);
            if (version == 0) {
                for (String table : TABLES) {
                    sql.execute(table.replaceFirst("^CREATE (TABLE|INDEX)", "CREATE $1 IF NOT EXISTS"));
                }
                sql.execute("PRAGMA user_version = " + VERSION);
            } else if (version == 1) {
                for (String step : FROM_1_TO_2) {
                    sql.execute(step);
                }
            } else if (version != VERSION) {
                throw new CannotLook("the ledger " + file + " has form " + version + ", and this program knows "
                        + VERSION + " only");
            }
            connection.commit();
        }
    }

    /**
     * Takes settled ledgers out of the file, with all that belongs to them; for a file that grows as long as somebody watches.
     *
     * @param most how many of the newest stay; those that are not settled stay in any case
     * @throws CannotLook if the file cannot be written
     */
    public static void forgetSettled(Path file, int most) {
        try (Connection connection = open(file);
                Statement sql = connection.createStatement()) {
            String old = "(SELECT id FROM ledger WHERE settled_at IS NOT NULL ORDER BY opened_at DESC, id DESC LIMIT -1"
                    + " OFFSET " + most + ")";
            String messages = "(SELECT message FROM entry WHERE ledger IN " + old + ")";
            sql.executeUpdate("DELETE FROM attempt WHERE message IN " + messages);
            sql.executeUpdate("DELETE FROM sighting WHERE message IN " + messages);
            for (String table : List.of("entry", "watch", "look")) {
                sql.executeUpdate("DELETE FROM " + table + " WHERE ledger IN " + old);
            }
            sql.executeUpdate("DELETE FROM ledger WHERE id IN " + old);
            connection.commit();
        } catch (SQLException failed) {
            throw new CannotLook("the ledger " + file + " cannot be tidied: " + failed.getMessage(), failed);
        }
    }

    private static int version(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
