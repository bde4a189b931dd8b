package openim.verify.config.deployment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the deployment is installed on this machine; all absolute.
 *
 * @param server the directory of OpenIMServer in the source flavour
 * @param chat the directory of ChatServer in the source flavour
 * @param docker the directory of the compose project
 */
public record Directories(Optional<Path> server, Optional<Path> chat, Optional<Path> docker) {

    /** Nothing of it is on this machine, or nobody said where. */
    public static final Directories NONE = new Directories(Optional.empty(), Optional.empty(), Optional.empty());

    public Directories {
        server.ifPresent(Directories::requireAbsolute);
        chat.ifPresent(Directories::requireAbsolute);
        docker.ifPresent(Directories::requireAbsolute);
    }

    private static void requireAbsolute(Path path) {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: " + path);
        }
    }
}
