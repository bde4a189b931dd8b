package openim.verify.target.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import openim.verify.client.GroupId;
import openim.verify.client.api.GroupNotes;
import openim.verify.disk.Private;
import openim.verify.lock.ProcessMark;

/**
 * The groups of a deployment that we made or were about to make, a file for each in {@code reports/groups/}: what a run that
 * crashed left behind is found there by the next one.
 */
public final class NotedGroups implements GroupNotes {

    private final Path directory;

    /**
     * @param reports the directory of reports
     * @param deployment a name for the deployment that can be part of a file name
     */
    public NotedGroups(Path reports, String deployment) {
        directory = reports.resolve("groups").resolve(deployment);
    }

    @Override
    public void about(GroupId group) {
        try {
            Private.directories(directory);
            Private.write(file(group), ProcessMark.self().text());
        } catch (IOException failed) {
            throw new UncheckedIOException("a group must be noted before it is made, in " + directory, failed);
        }
    }

    @Override
    public void gone(GroupId group) {
        try {
            Files.deleteIfExists(file(group));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot delete " + file(group), failed);
        }
    }

    /** Those that may still be there. */
    public List<GroupId> noted() {
        return list(file -> true);
    }

    /** Those of them that no other run needs: it is this process's own, which has done with them, or its process is no more. */
    public List<GroupId> leftBehind() {
        return list(file -> isOurs(file) || !ownerLives(file));
    }

    private List<GroupId> list(Predicate<Path> which) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(which)
                    .map(file -> new GroupId(file.getFileName().toString()))
                    .sorted(Comparator.comparing(GroupId::value))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + directory, failed);
        }
    }

    private static boolean isOurs(Path file) {
        try {
            return ProcessMark.read(Files.readString(file)).isThis();
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean ownerLives(Path file) {
        try {
            return ProcessMark.read(Files.readString(file)).lives();
        } catch (IOException gone) {
            return true;
        }
    }

    private Path file(GroupId group) {
        if (!group.value().matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("group " + group + " cannot be noted");
        }
        return directory.resolve(group.value());
    }
}
