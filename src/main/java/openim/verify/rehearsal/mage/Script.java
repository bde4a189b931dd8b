package openim.verify.rehearsal.mage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An executable that a shell starts under the name of a tool. */
public final class Script {

    private Script() {}

    /** Writes {@code mage} into this directory, for this server; returns its path. */
    public static Path mage(Path directory, MageServer server) {
        return write(directory, MageServer.MAGE, server);
    }

    /** Writes {@code component}, which starts and restarts components: {@code component start redis}; returns its path. */
    public static Path component(Path directory, MageServer server) {
        return write(directory, MageServer.COMPONENT, server);
    }

    /** Writes another tool, which the server knows by that name; returns its path. */
    public static Path of(String name, Path directory, MageServer server) {
        return write(directory, name, server);
    }

    private static Path write(Path directory, String tool, MageServer server) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = directory.resolve(tool);
        String words = """
                #!/bin/sh
                # %1$s, for a rehearsed deployment: asks the process that rehearses.
                exec %2$s -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx16m -cp %3$s %4$s %5$d %1$s "$@"
                """.formatted(tool, quoted(java), quoted(classes()), MageClient.class.getName(), server.port());
        try {
            Files.writeString(script, words);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(tool + " cannot be written", e);
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
            throw new IllegalStateException("the classes of the rehearsal's tools are not in a file", e);
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
