package openim.verify.host;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a tool gets to see of our environment: what it needs to find itself and its daemon, and none of our secrets.
 */
public final class AllowedEnvironment {

    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TMPDIR",
            "TZ",
            "JAVA_HOME",
            "XDG_RUNTIME_DIR",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME");

    /** Go compiles the magefile when mage first runs, and docker finds its daemon. */
    private static final List<String> PREFIXES = List.of("GO", "CGO_", "MAGEFILE_", "DOCKER_", "COMPOSE_");

    /** Inside the prefixes, and yet a credential. */
    private static final Set<String> NEVER = Set.of("GOAUTH", "DOCKER_AUTH_CONFIG", "DOCKER_PASSWORD", "DOCKER_TOKEN");

    /** With one of these in our shell compose would work on another project than that of the directory it is run in. */
    private static final Set<String> ANOTHER_PROJECT = Set.of(
            "COMPOSE_FILE",
            "COMPOSE_PROJECT_NAME",
            "COMPOSE_PROJECT_DIRECTORY",
            "COMPOSE_PROFILES",
            "COMPOSE_ENV_FILES",
            "COMPOSE_DISABLE_ENV_FILE",
            "COMPOSE_PATH_SEPARATOR");

    /** Of a service and not of a tool, whatever their names begin with: how the Go runtime works, and in which words. */
    private static final Pattern OF_SERVICES =
            Pattern.compile("GOMAXPROCS|GOGC|GODEBUG|GOMEMLIMIT|GOTRACEBACK|TZ|LANG|LC_ALL|JAVA_HOME");

    private AllowedEnvironment() {}

    /** Takes out of an environment what a tool must not see. */
    public static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !allows(name));
    }

    static boolean allows(String name) {
        return !NEVER.contains(name)
                && !ANOTHER_PROJECT.contains(name)
                && (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
    }

    /** Whether a tool finds itself by it, so that its own value counts and not that of a service. */
    static boolean isOfTools(String name) {
        return !OF_SERVICES.matcher(name).matches()
                && (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith));
    }

    /** Which variables those are, for a person who wonders what a command of his was run with. */
    public static String words() {
        return String.join(", ", new TreeSet<>(NAMES)) + " and what begins with " + String.join(", ", PREFIXES);
    }
}
