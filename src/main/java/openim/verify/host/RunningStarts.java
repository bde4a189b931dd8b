package openim.verify.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.verdict.CannotLook;

/**
 * The {@code mage start}s that are going on in a directory. With a component down one waits for hours, and starts everything
 * long after: while there is one, nothing is proven, and another one must not begin.
 */
public final class RunningStarts {

    private RunningStarts() {}

    /**
     * Looks for them. Mage runs a program that it compiled of the magefile, so its name tells nothing: what works in that
     * directory, was told {@code start} and nothing more, and is none of its services, is one.
     *
     * @return their numbers
     * @throws CannotLook if the directory cannot be resolved
     */
    public static List<Long> in(Path directory) {
        try {
            Path real = directory.toRealPath();
            return ProcessTable.numbered().stream()
                    .filter(process -> isStart(process, real))
                    .map(process -> Long.valueOf(process.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CannotLook("the directory " + directory + " cannot be resolved: " + e.getMessage(), e);
        }
    }

    private static boolean isStart(Path process, Path directory) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(directory)
                    && lastArgument(process).equals("start")
                    && !Files.readSymbolicLink(process.resolve("exe")).startsWith(directory);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static String lastArgument(Path process) throws IOException {
        String line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
        return Stream.of(line.replaceFirst("\0$", "").split("\0", -1)).reduce("", (before, argument) -> argument);
    }
}
