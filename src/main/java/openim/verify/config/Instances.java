package openim.verify.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one kind that clients come to, each where it is reached by itself.
 *
 * @param urls each once, in the order in which they were named; at least one
 * @param more why there are others than these, in words; empty where nothing says so
 */
public record Instances(List<URI> urls, Optional<String> more) {

    public Instances {
        urls = urls.stream().distinct().toList();
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a process that is nowhere");
        }
    }

    /** One, and nothing says that there are others. */
    public static Instances only(URI url) {
        return new Instances(List.of(url), Optional.empty());
    }

    /** Whether it is known of several where they are. */
    public boolean areSeveral() {
        return urls.size() > 1;
    }
}
