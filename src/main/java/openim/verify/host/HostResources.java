package openim.verify.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.verdict.CannotLook;

/**
 * What is left of this machine for a directory: a start that runs out of it makes things worse.
 *
 * @param diskBytes free on the directory's file system
 * @param inodes free there; empty if the file system has no such limit, or it could not be asked
 * @param memoryBytes that can be had without swapping; empty if this is not Linux
 */
public record HostResources(long diskBytes, OptionalLong inodes, OptionalLong memoryBytes) {

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    /**
     * Looks.
     *
     * @throws CannotLook if the directory's file system cannot be asked
     */
    public static HostResources of(Path directory, Deadline deadline) {
        try {
            return new HostResources(
                    Files.getFileStore(directory).getUsableSpace(), inodes(directory, deadline), memory());
        } catch (IOException e) {
            throw new CannotLook("the file system of " + directory + " cannot be asked: " + e.getMessage(), e);
        }
    }

    /** Java knows none: {@code df -P -i} prints them in its fourth column, and 0 of 0 where there is no limit. */
    private static OptionalLong inodes(Path directory, Deadline deadline) {
        var df = Executables.find("df", System.getenv());
        if (df.isEmpty()) {
            return OptionalLong.empty();
        }
        CommandResult result = Command.in(directory, df.get(), "-P", "-i", directory.toString())
                .run(deadline);
        String[] fields = result.out().strip().replaceFirst("(?s).*\n", "").split("\\s+", -1);
        boolean told = fields.length > 3 && fields[1].matches("\\d+") && fields[3].matches("\\d+");
        return told && !fields[1].equals("0") ? OptionalLong.of(Long.parseLong(fields[3])) : OptionalLong.empty();
    }

    private static OptionalLong memory() throws IOException {
        Path meminfo = Path.of("/proc/meminfo");
        if (!Files.isReadable(meminfo)) {
            return OptionalLong.empty();
        }
        Matcher available = AVAILABLE.matcher(Files.readString(meminfo));
        return available.find() ? OptionalLong.of(Long.parseLong(available.group(1)) << 10) : OptionalLong.empty();
    }

    /** {@code disk 12.3 GiB free, 1200000 inodes free, memory 4.0 GiB available}. */
    @Override
    public String toString() {
        return "disk " + gibibytes(diskBytes) + " free, "
                + (inodes.isPresent() ? inodes.getAsLong() + " inodes free" : "inodes not known") + ", memory "
                + (memoryBytes.isPresent() ? gibibytes(memoryBytes.getAsLong()) + " available" : "not known");
    }

    private static String gibibytes(long bytes) {
        return String.format(java.util.Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
