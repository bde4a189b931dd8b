package openim.verify.config.deployment;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Looks at a compose project's containers; reading settings asks nobody by itself. Implementations never throw. */
public interface Containers {

    /** Nobody can be asked, or wants to be. */
    Containers NOBODY = new Containers() {

        @Override
        public boolean areBeside(String name) {
            return false;
        }

        @Override
        public Map<String, Configuration> configurations(String docker, Path project, Collection<String> services) {
            return Map.of();
        }
    };

    /** Whether this process is in a container itself, in whose network that name leads to another. */
    boolean areBeside(String name);

    /**
     * What the servers in containers are configured by.
     *
     * @param docker the command
     * @param project the directory of the compose project
     * @param services of it; one that nobody is asked about is left out of the answer
     */
    Map<String, Configuration> configurations(String docker, Path project, Collection<String> services);

    /**
     * What one server in its container is configured by.
     *
     * @param container its name
     * @param files the text of each file in its directory {@code config}, by name
     * @param environment that its processes have
     * @param why it is not known; empty if it is
     */
    record Configuration(String container, Map<String, String> files, Map<String, String> environment, String why) {

        public Configuration {
            files = Map.copyOf(files);
            environment = Map.copyOf(environment);
        }

        /** It cannot be known. */
        public static Configuration unknown(String why) {
            return new Configuration("", Map.of(), Map.of(), why);
        }

        /** There are secrets in the rest. */
        @Override
        public String toString() {
            return why.isEmpty() ? "the configuration in the container " + container : why;
        }
    }
}
