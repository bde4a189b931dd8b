package openim.verify.disk;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import openim.verify.disk.WholeFile.ForOthers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateTest {

    @TempDir
    Path directory;

    @Test
    void aDirectoryIsItsOwnersAloneAndSoAreThoseAboveThatWereMissing() throws IOException {
        Path made = Private.directories(directory.resolve("a/b"));

        assertRights(made, "rwx------");
        assertRights(directory.resolve("a"), "rwx------");
        assertRights(Private.directory(directory.resolve("c")), "rwx------");
    }

    @Test
    void aDirectoryThatIsThereStaysAsSomebodyMadeIt() throws IOException {
        Path there = Files.createDirectory(directory.resolve("there"));
        Files.setPosixFilePermissions(there, fromString("rwxr-x---"));

        Private.directories(there);

        assertRights(there, "rwxr-x---");
        assertThatThrownBy(() -> Private.directory(there)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aFileIsItsOwnersAloneHoweverItIsWritten() throws IOException {
        Path whole = directory.resolve("whole");
        Private.write(whole, "text");
        Path longer = directory.resolve("longer");
        try (FileOutputStream out = Private.appending(longer)) {
            out.write('a');
        }
        try (FileOutputStream out = Private.appending(longer)) {
            out.write('b');
        }

        assertThat(whole).hasContent("text");
        assertRights(whole, "rw-------");
        assertThat(longer).hasContent("ab");
        assertRights(longer, "rw-------");
    }

    @Test
    void aFileOfAnOlderVersionIsClosedBeforeMoreIsWritten() throws IOException {
        Path open = Files.writeString(directory.resolve("open"), "old");
        Files.setPosixFilePermissions(open, fromString("rw-r--r--"));

        Private.write(open, "new");

        assertThat(open).hasContent("new");
        assertRights(open, "rw-------");
    }

    @Test
    void aFileThatIsReplacedOrLockedIsItsOwnersAloneToo() throws IOException {
        Path replaced = directory.resolve("made/replaced");
        Private.replace(replaced, "old");
        Private.replace(replaced, "new");
        Path locked = directory.resolve("locked");
        Private.channel(locked).close();

        assertThat(replaced).hasContent("new");
        assertRights(replaced, "rw-------");
        assertRights(directory.resolve("made"), "rwx------");
        assertRights(locked, "rw-------");
    }

    @Test
    void whatAnotherUsersProgramCollectsIsForAllToRead() throws IOException {
        Path metrics = directory.resolve("a/b/openim.prom");
        ForOthers.replace(metrics, "up 0");
        ForOthers.replace(metrics, "up 1");

        assertThat(metrics).hasContent("up 1");
        assertRights(metrics, "rw-r--r--");
        assertRights(metrics.getParent(), "rwxr-xr-x");
        assertRights(directory.resolve("a"), "rwxr-xr-x");
    }

    @Test
    void aDatabaseAndWhatLiesBesideItIsItsOwnersAlone() throws Exception {
        Path file = directory.resolve("x.db");

        try (Connection connection = Sqlite.open(file);
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA journal_mode = WAL");
            sql.execute("CREATE TABLE t (a)");

            assertRights(file, "rw-------");
            assertRights(directory.resolve("x.db-wal"), "rw-------");
        }
    }

    @Test
    void theDriversLibraryIsNotUnpackedWhereEverybodyWrites() throws Exception {
        Sqlite.open(directory.resolve("x.db")).close();

        Path library = Path.of(System.getProperty("org.sqlite.tmpdir"));
        assertThat(library.getFileName()).hasToString(".native");
    }

    private static void assertRights(Path path, String rights) throws IOException {
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(fromString(rights));
    }
}
