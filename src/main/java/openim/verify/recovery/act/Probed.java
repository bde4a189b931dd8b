package openim.verify.recovery.act;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A server that is probed by its ports, and repaired in a directory.
 *
 * @param title for sentences: {@code OpenIMServer}
 * @param directory in which it would be repaired
 * @param door the URL that is probed first
 * @param others further URLs at which processes of the same server answer
 * @param isOwnAddress whether the first URL stands in the files of that directory, so that nobody else is meant by it
 */
public record Probed(String title, Path directory, URI door, List<URI> others, boolean isOwnAddress) {

    public Probed {
        others = List.copyOf(others);
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: " + directory);
        }
    }
}
