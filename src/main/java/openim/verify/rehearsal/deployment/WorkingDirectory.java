package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A temporary directory that bears the id of its process, so that another one can tell when nobody needs it any more. */
final class WorkingDirectory implements AutoCloseable {

    private static final String PREFIX = "openim-rehearsal-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-.*");

    private final Path path;

    private WorkingDirectory(Path path) {
        this.path = path;
    }

    /** A new one; those of processes that are no more are removed first. */
    static WorkingDirectory create() {
        return createIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static WorkingDirectory createIn(Path parent) {
        try {
            for (Path orphan : orphansIn(parent)) {
                StandIns.endThoseOf(orphan);
                remove(orphan);
            }
            String prefix = PREFIX + ProcessHandle.current().pid() + "-";
            return new WorkingDirectory(
                    Files.createTempDirectory(parent, prefix).toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("the rehearsal finds no place to work in " + parent, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        remove(path);
    }

    private static List<Path> orphansIn(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(WorkingDirectory::isOrphan).toList();
        }
    }

    private static boolean isOrphan(Path directory) {
        Matcher name = NAME.matcher(String.valueOf(directory.getFileName()));
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private static void remove(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Another rehearsal swept it at the same time.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be removed", e);
        }
    }
}
