package openim.verify.config.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at the namespace that a deployment runs in; reading settings asks no cluster by itself. */
@FunctionalInterface
public interface ClusterReader {

    /** Nobody can be asked, or wants to be. */
    ClusterReader NOBODY = where ->
            new Seen(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of("no cluster is asked"));

    /** What there is in the namespace. Never throws. */
    Seen look(Kubernetes where);

    /**
     * What was seen.
     *
     * @param server what OpenIMServer is configured by; empty if nothing of it was found
     * @param chat the same of ChatServer
     * @param doors the services of the namespace
     * @param ownNamespace that of the pod which this process is in; empty if it is in none of that cluster
     * @param gaps what could not be looked at and why, a sentence each
     */
    record Seen(
            Optional<Configuration> server,
            Optional<Configuration> chat,
            List<Door> doors,
            Optional<String> ownNamespace,
            List<String> gaps) {

        public Seen {
            doors = List.copyOf(doors);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * What one server is configured by: config maps and secrets that its pods mount, and variables that they are given.
     *
     * @param files by name
     * @param environment by name
     * @param image the image of one of its containers; empty if its deployments could not be listed
     */
    record Configuration(Map<String, Text> files, Map<String, Text> environment, Optional<String> image) {

        public Configuration {
            files = Map.copyOf(files);
            environment = Map.copyOf(environment);
        }

        /** There are secrets in the rest. */
        @Override
        public String toString() {
            return "a configuration of the files " + files.keySet();
        }
    }

    /**
     * A text and where it was read. Prints the latter alone, because the text may be a secret.
     *
     * @param where for people: {@code share.yml in the config map openim-config}
     */
    record Text(String text, String where) {

        @Override
        public String toString() {
            return "a text from " + where;
        }
    }

    /**
     * A service, as what dials it needs it.
     *
     * @param name by which it is found inside the cluster
     * @param parts the parts of OpenIM whose pods it leads to
     * @param ports by the port of the pod, as far as it is a number, the port of the service
     * @param outside the addresses at which a load balancer has it
     */
    record Door(String name, Set<String> parts, Map<Integer, Integer> ports, List<String> outside) {

        public Door {
            parts = Set.copyOf(parts);
            ports = Map.copyOf(ports);
            outside = List.copyOf(outside);
        }
    }
}
