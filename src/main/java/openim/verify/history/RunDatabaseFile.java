package openim.verify.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import openim.verify.disk.Private;
import openim.verify.disk.Sqlite;
import openim.verify.verdict.CannotLook;

/**
 * The file of a chronicle, open.
 *
 * @param connection not committing by itself
 * @param setAside what an unreadable file that was here is called now; empty if there was none
 */
record RunDatabaseFile(Connection connection, Optional<Path> setAside) {

    /** How long somebody else may keep it locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String NO_DATABASE = "no SQLite database";

    /** As this process left them: a canary opens the file several times a minute, and a look at the whole takes a while. */
    private static final Map<Path, Stamp> LEFT = new ConcurrentHashMap<>();

    private record Stamp(long size, FileTime changed) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    /**
     * Opens it, and makes it if it is not there. One that cannot be read is set aside, not deleted: somebody may be able to
     * save it.
     *
     * @throws CannotLook if it is of a newer form, or cannot be written
     */
    static RunDatabaseFile open(Path file, SchemaMigration form) {
        try {
            Private.directoryOf(file);
            Optional<Path> aside = isAsLeft(file) || isReadable(file) ? Optional.empty() : Optional.of(setAside(file));
            return new RunDatabaseFile(opened(file, form), aside);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        } catch (SQLException failed) {
            throw new CannotLook("the history " + file + " cannot be opened: " + failed.getMessage(), failed);
        }
    }

    /**
     * A copy in memory.
     *
     * @throws CannotLook if it cannot be read, or is of a newer form
     */
    static RunDatabaseFile copyOf(Path file, SchemaMigration form) {
        try {
            Connection connection = Sqlite.copyInMemory(file);
            try {
                if (!isWhole(connection) || form.isNone(connection)) {
                    throw new CannotLook("the history " + file + " cannot be read: it is none, or cut short");
                }
                if (!form.bringUpToDate(connection)) {
                    throw new CannotLook("the history " + file + " was written by a newer version");
                }
                connection.setAutoCommit(false);
                return new RunDatabaseFile(connection, Optional.empty());
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        } catch (SQLException failed) {
            throw new CannotLook("the history " + file + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static Connection opened(Path file, SchemaMigration form) throws SQLException {
        Connection connection = Sqlite.open(file);
        try {
            try (Statement sql = connection.createStatement()) {
                sql.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
                sql.execute("PRAGMA foreign_keys = ON");
                // One file and nothing beside it: caches and artifacts of CI take it whole.
                sql.execute("PRAGMA journal_mode = DELETE");
            }
            if (!form.bringUpToDate(connection)) {
                throw new CannotLook("the history " + file + " was written by a newer version, and is left alone");
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    private static boolean isAsLeft(Path file) throws IOException {
        return Files.exists(file) && Stamp.of(file).equals(LEFT.get(file.toAbsolutePath()));
    }

    /**
     * Closes it.
     *
     * @throws SQLException if that fails; it is looked at as a whole when it is opened again
     */
    void close(Path file) throws SQLException {
        LEFT.remove(file.toAbsolutePath());
        connection.close();
        try {
            LEFT.put(file.toAbsolutePath(), Stamp.of(file));
        } catch (IOException unknown) {
            LEFT.remove(file.toAbsolutePath());
        }
    }

    /** A look at the whole file: half of one that was cut short can be read without a fault. */
    private static boolean isReadable(Path file) throws SQLException {
        if (!Files.exists(file)) {
            return true;
        }
        try (Connection connection = Sqlite.open(file);
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA busy_timeout = " + PATIENCE.toMillis());
            return isWhole(connection);
        } catch (SQLException failed) {
            if (isBroken(failed)) {
                return false;
            }
            throw failed;
        }
    }

    private static boolean isWhole(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("PRAGMA quick_check(1)")) {
            return row.next() && row.getString(1).equals("ok");
        }
    }

    /** SQLITE_CORRUPT and SQLITE_NOTADB; anything else, such as a lock or a disk, says nothing about the file. */
    private static boolean isBroken(SQLException failed) {
        int primary = failed.getErrorCode() & 0xff;
        return primary == 11 || primary == 26;
    }

    private static Path setAside(Path file) throws IOException {
        Path aside = file.resolveSibling(
                file.getFileName() + ".unreadable-" + Instant.now().toEpochMilli());
        Files.move(file, aside);
        return aside;
    }

    /** Why it was begun anew; empty if it was not. */
    Optional<String> loss() {
        return setAside.map(aside -> "the history was unreadable (" + NO_DATABASE + ", or cut short) and is begun anew;"
                + " what was there is now " + aside.getFileName());
    }
}
