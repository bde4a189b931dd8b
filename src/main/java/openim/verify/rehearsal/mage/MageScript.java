package openim.verify.rehearsal.mage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The executable that a shell starts as {@code mage}. */
public final class MageScript {

    private MageScript() {}

    /** Writes {@code mage} into this directory, for this server; returns its path. */
    public static Path write(Path directory, MageServer server) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = directory.resolve("mage");
        String words = """
                #!/bin/sh
                # mage, for a rehearsed deployment: asks the process that rehearses.
                exec %s -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx16m -cp %s %s %d "$@"
                """.formatted(quoted(java), quoted(classes()), MageClient.class.getName(), server.port());
        try {
            Files.writeString(script, words);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException("mage cannot be written", e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(MageClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("mage's classes are not in a file", e);
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
