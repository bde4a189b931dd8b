package openim.verify.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The control group of a process, which for one in a container has the container's id in its name. */
public final class ControlGroup {

    private ControlGroup() {}

    /** Whether a process of this machine is one inside that container; no, where it cannot be told. */
    public static boolean isIn(long pid, String containerId) {
        try {
            return !containerId.isEmpty()
                    && Files.readString(Path.of("/proc", Long.toString(pid), "cgroup"), StandardCharsets.ISO_8859_1)
                            .contains(containerId);
        } catch (IOException goneOrNotLinux) {
            return false;
        }
    }
}
