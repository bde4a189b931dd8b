package openim.verify.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code reports/latest}: a link to the newest run, or a text file with its name where there are no links. */
final class Latest {

    static final String NAME = "latest";

    /** Makes a symbolic link. */
    interface Linking {
        void link(Path link, Path target) throws IOException;
    }

    private Latest() {}

    static void pointTo(Path run) throws IOException {
        pointTo(run, Files::createSymbolicLink);
    }

    /** The same, with another way of making links. */
    static void pointTo(Path run, Linking linking) throws IOException {
        Path latest = run.resolveSibling(NAME);
        Path name = run.getFileName();
        Path draft = WholeFile.draftOf(latest);
        try {
            linking.link(draft, name);
            WholeFile.rename(draft, latest);
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.deleteIfExists(draft);
            WholeFile.write(latest, name + "\n");
        }
    }
}
