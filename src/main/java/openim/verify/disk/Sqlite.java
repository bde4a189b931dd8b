package openim.verify.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

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

    /** The driver asks once, when it is first used; where somebody said otherwise, that counts. */
    private static synchronized void prepare(Path directory) throws IOException {
        if (System.getProperty(LIBRARY) == null) {
            System.setProperty(LIBRARY, Private.directories(directory).toString());
        }
    }
}
