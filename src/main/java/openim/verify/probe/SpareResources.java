package openim.verify.probe;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.client.DiskLeft;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * What is left of this machine where parts of the deployment are on it: disks, memory, and the file handles of its processes.
 *
 * <p>A store that has no disk left refuses writes, or dies; a process that has no handle left takes no connection. Neither is mended
 * by a restart.
 */
public final class SpareResources {

    private static final long LEAST_MEMORY = 32L << 20;

    /** Where docker keeps the volumes of the components, unless it was told otherwise. */
    private static final Path OF_DOCKER = Path.of("/var/lib/docker");

    private SpareResources() {}

    /**
     * Sees to it that there is some.
     *
     * @return how much, in words
     * @throws BrokenPromise if a disk is full, memory is used up, or a process has no handle left
     * @throws NotLookedAt if nothing of the deployment is known to be on this machine
     */
    public static String mustBeLeft(Settings settings) {
        Directories directories = settings.directories();
        Set<Path> places = new LinkedHashSet<>();
        Stream.of(directories.server(), directories.chat(), directories.docker())
                .flatMap(Optional::stream)
                .forEach(places::add);
        places.addAll(settings.room().dataDirectories());
        if (places.isEmpty()) {
            throw new NotLookedAt("nothing of the deployment is known to be on this machine; see openim.data.dirs");
        }
        directories.docker().ifPresent(project -> places.add(OF_DOCKER));
        List<String> spent = new ArrayList<>();
        List<String> left = disks(places, settings.room().leastMebibytes(), spent);
        memory().filter(free -> free < LEAST_MEMORY)
                .ifPresent(free -> spent.add("this machine has " + (free >> 20) + " MiB of memory left"));
        Stream.of(directories.server(), directories.chat())
                .flatMap(Optional::stream)
                .forEach(directory -> handles(directory).forEach(spent::add));
        if (!spent.isEmpty()) {
            String words = String.join("; ", spent);
            throw new BrokenPromise(
                    words,
                    Evidence.of(Evidence.EXPECTED, "disks, memory and file handles are not used up"),
                    Evidence.of(Evidence.AILMENT, "exhausted"),
                    Evidence.of(Evidence.SEEN, words));
        }
        return String.join("; ", left);
    }

    /** Each disk once, by the first of the places on it. */
    private static List<String> disks(Set<Path> places, int leastMebibytes, List<String> spent) {
        Set<FileStore> seen = new LinkedHashSet<>();
        List<String> left = new ArrayList<>();
        for (Path place : places) {
            try {
                Path there = existing(place);
                FileStore store = Files.getFileStore(there);
                if (seen.add(store)) {
                    DiskLeft disk = new DiskLeft(store.getUsableSpace(), store.getTotalSpace());
                    if (disk.isSpent(leastMebibytes)) {
                        spent.add("the disk of " + place + " is full: " + disk);
                    }
                    left.add("the disk of " + place + " is " + disk);
                }
            } catch (IOException untold) {
                left.add("the disk of " + place + " does not tell");
            }
        }
        return left;
    }

    /** A directory of a component may not have been made yet. */
    private static Path existing(Path place) {
        Path there = place.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static Optional<Long> memory() {
        Path meminfo = Path.of("/proc/meminfo");
        try (Stream<String> lines = Files.lines(meminfo)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    private static List<String> handles(Path directory) {
        try {
            return ProcessTable.under(directory).processes().stream()
                    .flatMap(process -> OpenHandles.of(process).stream())
                    .filter(OpenHandles::areSpent)
                    .map(OpenHandles::toString)
                    .toList();
        } catch (NotLookedAt | CannotLook untold) {
            return List.of();
        }
    }

    /**
     * How many files and connections a process has open, of how many that it may.
     *
     * @param process which
     * @param open how many it has
     * @param most how many it may have
     */
    record OpenHandles(RunningProcess process, long open, long most) {

        private static final Pattern SOFT = Pattern.compile("(?m)^Max open files\\s+(\\d+)\\s");

        private static final Path PROC = Path.of("/proc");

        /** Of that process; empty if it has ended, is another user's, or this is not Linux. */
        public static Optional<OpenHandles> of(RunningProcess process) {
            return of(process, PROC.resolve(String.valueOf(process.pid())));
        }

        static Optional<OpenHandles> of(RunningProcess process, Path entry) {
            try (Stream<Path> open = Files.list(entry.resolve("fd"))) {
                Matcher soft = SOFT.matcher(Files.readString(entry.resolve("limits")));
                return soft.find()
                        ? Optional.of(new OpenHandles(process, open.count(), Long.parseLong(soft.group(1))))
                        : Optional.empty();
            } catch (IOException untold) {
                return Optional.empty();
            }
        }

        /** Whether it can open next to nothing more. */
        public boolean areSpent() {
            return most > 0 && open >= most - most / 50;
        }

        /** {@code openim-msggateway (pid 4711) has 1020 of 1024 file handles open}. */
        @Override
        public String toString() {
            return process + " has " + open + " of " + most + " file handles open";
        }
    }
}
