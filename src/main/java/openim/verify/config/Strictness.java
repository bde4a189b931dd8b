package openim.verify.config;

import java.util.Set;

/**
 * How a weakness of the build is taken: what the release that runs was never able to keep.
 *
 * @param strict whether it counts as broken
 * @param accepted the checks whose weakness is known and accepted, also where the last good run did not have it
 */
public record Strictness(boolean strict, Set<String> accepted) {

    public Strictness {
        accepted = Set.copyOf(accepted);
    }
}
