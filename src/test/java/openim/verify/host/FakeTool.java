package openim.verify.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A tool that says what it is told to say. */
public final class FakeTool {

    private FakeTool() {}

    /** Writes an executable script with that body. */
    public static Path in(Path directory, String name, String body) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A script that prints those lines and ends with that status. */
    public static Path saying(Path directory, String name, String words, int exit) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".words"), words);
        return in(directory, name, "cat '" + file + "'; exit " + exit);
    }
}
