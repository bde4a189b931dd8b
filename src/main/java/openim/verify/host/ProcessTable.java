package openim.verify.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.host.RunningProcess.State;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * The processes whose executable lies under one directory.
 *
 * <p>Needs no tool, and sees a process that hangs. It also sees processes of another user, which {@code mage} does not: run as
 * anyone else, {@code mage} takes them all for dead. One that has ended and was not yet collected by its parent is none any more.
 * Works on Linux only.
 *
 * @param directory the deployment's, with symbolic links resolved
 * @param processes by name and number
 */
public record ProcessTable(Path directory, List<RunningProcess> processes) {

    private static final Path PROC = Path.of("/proc");

    public ProcessTable {
        processes = processes.stream()
                .sorted(Comparator.comparing(RunningProcess::name).thenComparing(RunningProcess::pid))
                .toList();
    }

    /**
     * Looks at all processes that there are now.
     *
     * @throws NotLookedAt if this is not Linux
     * @throws CannotLook if the directory cannot be resolved
     */
    public static ProcessTable under(Path directory) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            throw new NotLookedAt(
                    "there is no /proc here, so nobody looked whether a process of " + directory + " hangs");
        }
        try {
            Path real = directory.toRealPath();
            List<RunningProcess> found = numbered().stream()
                    .map(entry -> new ProcEntry(entry).under(real))
                    .flatMap(Optional::stream)
                    .toList();
            return new ProcessTable(real, found);
        } catch (IOException e) {
            throw new CannotLook("the directory " + directory + " cannot be resolved: " + e.getMessage(), e);
        }
    }

    /**
     * What {@code /proc} has of each process; nothing where there is none. {@link ProcessHandle#allProcesses} would open a file of
     * each to say that it is there.
     */
    static List<Path> numbered() throws IOException {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.filter(entry ->
                            Character.isDigit(entry.getFileName().toString().charAt(0)))
                    .toList();
        }
    }

    /** Those that are there and do nothing. */
    public List<RunningProcess> hung() {
        return processes.stream().filter(RunningProcess::isHung).toList();
    }

    /** How many processes of that name are there, hung ones included. */
    public int count(String name) {
        return (int) processes.stream().filter(p -> p.name().equals(name)).count();
    }

    /**
     * How often each process of start-config.yml runs, and how often it should: what {@code mage check} counts.
     *
     * @throws NotLookedAt if the directory is no checkout
     * @throws CannotLook if its start-config.yml cannot be read
     */
    public List<ProcessCount> counts() {
        return StartConfig.of(directory).expected().entrySet().stream()
                .map(wanted -> new ProcessCount(wanted.getKey(), wanted.getValue(), count(wanted.getKey())))
                .sorted(Comparator.comparing(ProcessCount::name))
                .toList();
    }

    /** The users, other than ours, as which some of them run. */
    public Set<String> otherUsers() {
        String us = System.getProperty("user.name", "");
        return processes.stream()
                .map(RunningProcess::owner)
                .filter(owner -> !owner.equals(us))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What {@code /proc} tells of one process.
     *
     * <p>The link to the executable can be read for our own processes only; the command line and the state for everybody's. Any of
     * them may be gone by the time it is read, and then so is the process.
     */
    static final class ProcEntry {

        private static final String REPLACED = " (deleted)";

        /** A zombie waits for nothing but its parent. */
        private static final String ENDED = "ZXx";

        private final Path proc;

        ProcEntry(Path proc) {
            this.proc = proc;
        }

        /** It as a process of that directory, if it is one and has not ended. */
        Optional<RunningProcess> under(Path directory) {
            return executable()
                    .filter(file -> Path.of(file).startsWith(directory))
                    .flatMap(file -> state().map(letter -> process(file, State.of(letter))));
        }

        /** The letter for what it does; none if it has ended. */
        private Optional<Character> state() {
            String stat = read("stat");
            int afterName = stat.lastIndexOf(')');
            return afterName < 0
                    ? Optional.empty()
                    : Optional.of(stat.charAt(afterName + 2)).filter(letter -> ENDED.indexOf(letter) < 0);
        }

        private RunningProcess process(String file, State state) {
            boolean replaced = file.endsWith(REPLACED);
            Path path = Path.of(replaced ? file.substring(0, file.length() - REPLACED.length()) : file);
            long pid = Long.parseLong(proc.getFileName().toString());
            return new RunningProcess(pid, path, state, user(pid), replaced);
        }

        private static String user(long pid) {
            return ProcessHandle.of(pid).flatMap(handle -> handle.info().user()).orElse("?");
        }

        private Optional<String> executable() {
            try {
                return Optional.of(Files.readSymbolicLink(proc.resolve("exe")).toString());
            } catch (IOException notOurs) {
                String first = read("cmdline").split("\0", 2)[0];
                return first.startsWith("/") ? Optional.of(first) : Optional.empty();
            }
        }

        private String read(String name) {
            try {
                return Files.readString(proc.resolve(name), StandardCharsets.ISO_8859_1);
            } catch (IOException gone) {
                return "";
            }
        }
    }
}
