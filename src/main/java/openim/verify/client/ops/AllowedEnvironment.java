package openim.verify.client.ops;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a tool gets to see of our environment: what it needs to find itself and its daemon, and none of our secrets.
 */
final class AllowedEnvironment {

    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TMPDIR",
            "TZ",
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME");

    /** Go compiles the magefile when mage first runs; docker finds its daemon and compose its project. */
    private static final List<String> PREFIXES = List.of("GO", "CGO_", "MAGEFILE_", "DOCKER_", "COMPOSE_");

    /** Inside the prefixes, and yet a credential. */
    private static final Set<String> NEVER = Set.of("GOAUTH", "DOCKER_AUTH_CONFIG", "DOCKER_PASSWORD", "DOCKER_TOKEN");

    private AllowedEnvironment() {}

    static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !allows(name));
    }

    static boolean allows(String name) {
        return !NEVER.contains(name)
                && (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
    }
}
