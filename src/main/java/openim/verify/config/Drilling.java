package openim.verify.config;

import java.util.List;
import java.util.Map;

/**
 * What a drill may do to a live deployment.
 *
 * @param allowed whether its parts may be broken on purpose
 * @param stops by a component's name what ends it hard, as arguments
 */
public record Drilling(boolean allowed, Map<String, List<String>> stops) {

    public Drilling {
        stops = Map.copyOf(stops);
    }
}
