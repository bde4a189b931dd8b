package openim.verify.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Opens SQLite's files, which their owner alone can read; what SQLite puts beside them is as the file is.
 *
 * <p>The driver unpacks a library before it first runs. It does so in a directory of ours beside the file: the one for temporary
 * files is everybody's, and on careful machines nothing in it can be run.
 */
public final class Sqlite {

    private static final String LIBRARY = "org.sqlite.tmpdir";
    private static final String DIRECTORY = ".native";

    private Sqlite() {}

    /**
     * Opens a file, and makes it if it is not there.
     *
     * @param file in a directory that is there
     * @throws SQLException if it cannot be made or opened
     */
    public static Connection open(Path file) throws SQLException {
        try {
            Path whole = file.toAbsolutePath();
            prepare(whole.resolveSibling(DIRECTORY));
            return DriverManager.getConnection("jdbc:sqlite:" + Private.file(whole));
        } catch (IOException failed) {
            throw new SQLException("cannot be written: " + failed.getMessage(), failed);
        }
    }

    /**
     * Copies a file of somebody else's into memory.
     *
     * @throws SQLException if it cannot be read, or is none of SQLite's
     */
    public static Connection copyInMemory(Path file) throws SQLException {
        Path whole = file.toAbsolutePath();
        try {
            if (!Files.isReadable(whole)) {
                throw new SQLException("there is no file to be read");
            }
            if (Files.isWritable(whole.resolveSibling("."))) {
                prepare(whole.resolveSibling(DIRECTORY));
            }
        } catch (IOException failed) {
            throw new SQLException("cannot be read: " + failed.getMessage(), failed);
        }
        Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement sql = memory.createStatement()) {
            sql.executeUpdate("restore from '" + whole.toString().replace("'", "''") + "'");
            return memory;
        } catch (SQLException failed) {
            memory.close();
            throw failed;
        }
    }

    /** The driver asks once, when it is first used; where somebody said otherwise, that counts. */
    private static synchronized void prepare(Path directory) throws IOException {
        if (System.getProperty(LIBRARY) == null) {
            System.setProperty(LIBRARY, Private.directories(directory).toString());
        }
    }
}
