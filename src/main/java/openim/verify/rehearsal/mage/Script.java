package openim.verify.rehearsal.mage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** An executable that a shell starts under the name of a tool. */
public final class Script {

    private static final List<Path> SHELLS =
            List.of(Path.of("/bin/bash"), Path.of("/usr/bin/bash"), Path.of("/usr/local/bin/bash"));

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
        return write(
                directory,
                tool,
                server,
                SHELLS.stream().filter(Files::isExecutable).findFirst());
    }

    /** The same where this is the bash that there is, if there is one. */
    static Path write(Path directory, String tool, MageServer server, Optional<Path> bash) {
        Path script = directory.resolve(tool);
        try {
            Files.writeString(
                    script, bash.map(shell -> inBash(shell, tool, server)).orElseGet(() -> inJava(tool, server)));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(tool + " cannot be written", e);
        }
    }

    /** A rehearsal with containers asks docker hundreds of times, and a JVM takes longer to start than bash to ask. */
    private static String inBash(Path bash, String tool, MageServer server) {
        return """
                #!%1$s
                # %2$s, for a rehearsed deployment: asks the process that rehearses.
                { exec 3<>/dev/tcp/127.0.0.1/%3$d; } 2>/dev/null || { echo "the rehearsal is over" >&2; exit 1; }
                cd -P .
                printf '%%s\\0' $(($# + 1)) "$PWD" %2$s "$@" >&3
                start=()
                while IFS= read -r line <&3; do
                    case $line in
                        =*) printf '%%s\\n' "${line:1}" ;;
                        +*) start+=("${line:1}") ;;
                        '&') "${start[@]}" </dev/null 3>&- & start=() ;;
                        *) exit "${line:1}" ;;
                    esac
                done
                echo "the rehearsal is over" >&2
                exit 1
                """.formatted(bash, tool, server.port());
    }

    private static String inJava(String tool, MageServer server) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return """
                #!/bin/sh
                # %1$s, for a rehearsed deployment: asks the process that rehearses.
                exec %2$s -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx16m -cp %3$s %4$s %5$d %1$s "$@"
                """.formatted(tool, quoted(java), quoted(classes()), MageClient.class.getName(), server.port());
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
