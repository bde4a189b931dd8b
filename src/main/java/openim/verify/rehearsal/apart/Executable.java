package openim.verify.rehearsal.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * An executable that the kernel shows under a part's name: a copy of Java's launcher, which is a few kilobytes, with a link to
 * the rest where it looks for it.
 *
 * @param file its path, below a directory {@code bin}
 */
record Executable(Path file) {

    private static final List<String> SMALL =
            List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-Xss256k");

    /** Puts one at that path, if there is none. */
    static Executable at(Path file) {
        Path home = Path.of(System.getProperty("java.home"));
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.copy(home.resolve("bin/java"), file, StandardCopyOption.REPLACE_EXISTING);
            // Its libraries are looked for beside its directory, its home beside the last "bin" of its path.
            link(file.resolveSibling("../lib").normalize(), home);
            link(binOf(file).resolveSibling("lib"), home);
            return new Executable(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static Path binOf(Path file) {
        return Stream.iterate(file, Path::getParent)
                .takeWhile(path -> path != null)
                .filter(path -> path.endsWith("bin"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " is below no directory called bin"));
    }

    private static void link(Path link, Path home) throws IOException {
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, home.resolve("lib"));
        }
    }

    /** The command line of a door process of that part. */
    List<String> commandLine(int doorkeeper, String part, List<String> forPeople) {
        Stream<String> door =
                Stream.of("-cp", classes().toString(), DoorProcess.class.getName(), "127.0.0.1:" + doorkeeper, part);
        return Stream.of(Stream.of(file.toString()), SMALL.stream(), door, forPeople.stream())
                .flatMap(arguments -> arguments)
                .toList();
    }

    private static Path classes() {
        try {
            return Path.of(DoorProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes of the rehearsal are not in a file", e);
        }
    }
}
