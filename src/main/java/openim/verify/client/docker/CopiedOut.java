package openim.verify.client.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.verdict.CannotLook;

/** A directory for what is copied out of a container, to be looked at and be gone: there may be secrets in it. */
final class CopiedOut {

    /** No file of OpenIM's configuration comes near it. */
    private static final long MOST = 1 << 20;

    private CopiedOut() {}

    /** Makes it, that nobody else may look into, and removes it when the work is done. */
    static <T> T into(Function<Path, T> work) {
        try {
            Path directory = Files.createTempDirectory("openim-verify-");
            try {
                return work.apply(directory);
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            throw new CannotLook("nothing can be copied out of containers here: " + e.getMessage(), e);
        }
    }

    /** The texts of the files in it, by name. A link leads to somewhere on this machine, and is passed over. */
    static Map<String, String> texts(Path directory, String ending) {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ending)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.size(file) < MOST) {
                    texts.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
            return texts;
        } catch (IOException e) {
            throw new CannotLook("what was copied out of a container cannot be read: " + e.getMessage(), e);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        }
    }
}
