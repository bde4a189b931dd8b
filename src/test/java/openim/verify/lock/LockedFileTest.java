package openim.verify.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import openim.verify.AnotherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LockedFileTest {

    @TempDir
    Path directory;

    @Test
    void anAttemptOfOurOwnDoesNotLetItGoToAnotherProcess() throws Exception {
        try (LockedFile held = LockedFile.attempt(file()).orElseThrow()) {
            assertThat(LockedFile.attempt(file())).isEmpty();
            assertThat(LockedFile.writtenByAnother(file())).isEmpty();
            assertThat(LockedFile.attempt(bySymbolicLink())).isEmpty();

            assertThat(anotherProcessGetsIt()).isEqualTo("refused");
            held.write("still ours");
        }
        assertThat(anotherProcessGetsIt()).isEqualTo("locked");
    }

    @Test
    void whatIsWrittenStaysForTheNext() throws IOException {
        try (LockedFile first = LockedFile.attempt(file()).orElseThrow()) {
            first.write("a long first line");
            first.write("short");
            assertThat(first.text()).isEqualTo("short");
        }
        assertThat(LockedFile.writtenByAnother(file())).contains("short");
        try (LockedFile next = LockedFile.attempt(file()).orElseThrow()) {
            assertThat(next.text()).isEqualTo("short");
        }
    }

    @Test
    void whatIsDeletedIsLetGo() throws IOException {
        LockedFile.attempt(file()).orElseThrow().delete();
        assertThat(file()).doesNotExist();

        Optional<LockedFile> again = LockedFile.attempt(file());
        assertThat(again).isPresent();
        again.get().close();
    }

    @Test
    void whatCannotBeAFileIsSaid() throws IOException {
        Files.createDirectory(file());
        assertThatThrownBy(() -> LockedFile.attempt(file())).isInstanceOf(IOException.class);
    }

    private Path file() {
        return directory.resolve("one.lock");
    }

    private Path bySymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        return link.resolve("one.lock");
    }

    private String anotherProcessGetsIt() throws IOException {
        Process other = AnotherJvm.running(Attempting.class, file().toString())
                .redirectErrorStream(true)
                .start();
        try {
            return other.inputReader().readLine();
        } finally {
            other.destroyForcibly();
        }
    }

    /** Another process that wants it. */
    static final class Attempting {

        public static void main(String[] arguments) throws IOException {
            System.out.println(LockedFile.attempt(Path.of(arguments[0])).isPresent() ? "locked" : "refused");
        }
    }
}
