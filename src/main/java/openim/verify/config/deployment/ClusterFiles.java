package openim.verify.config.deployment;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.config.compose.ComposeReach;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.Loopback;
import openim.verify.config.reach.Reach;
import openim.verify.config.release.Image;
import openim.verify.config.release.Release;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;
import openim.verify.config.yaml.YamlNode;

/**
 * A deployment's own files where they are config maps and secrets of a namespace: everything that they say, by our keys.
 */
public final class ClusterFiles {

    private static final Set<String> SERVER_DOORS = Set.of("openim-api", "openim-msggateway");
    private static final Set<String> CHAT_DOORS = Set.of("chat-api", "admin-api", "bot-api");

    private static final Pattern SECRET =
            Pattern.compile(".*(PASSWORD|PWD|SECRET|TOKEN|KEY)", Pattern.CASE_INSENSITIVE);

    private final Kubernetes where;
    private final ClusterReader.Seen seen;
    private final Problems problems;
    private final DeploymentValues values = new DeploymentValues();

    private ClusterFiles(Kubernetes where, ClusterReader.Seen seen, Problems problems) {
        this.where = where;
        this.seen = seen;
        this.problems = problems;
    }

    /** Reads them. */
    public static DeploymentFacts read(Kubernetes where, ClusterReader cluster, Problems problems) {
        return new ClusterFiles(where, cluster.look(where), problems).read();
    }

    private DeploymentFacts read() {
        seen.gaps().forEach(gap -> problems.warn(SettingKey.KUBERNETES_NAMESPACE.key(), gap));
        Release release = new Release(
                seen.server().flatMap(ClusterFiles::release), seen.chat().flatMap(ClusterFiles::release));
        ClusterReach ofServer = new ClusterReach(where, seen, SERVER_DOORS);
        ClusterReach ofChat = new ClusterReach(where, seen, CHAT_DOORS);
        seen.server().ifPresent(server -> {
            new ServerFiles(
                            configuration("IMENV", server),
                            ofServer,
                            values,
                            StartedProcesses.UNKNOWN,
                            release.serverNumber(),
                            problems)
                    .read();
            hold(server);
        });
        seen.chat().ifPresent(chat -> {
            new ChatFiles(configuration("CHATENV", chat), ofChat, values, release.chatNumber(), problems)
                    .read(seen.server().isPresent());
            hold(chat);
        });
        boolean discovers = seen.server()
                .flatMap(server -> configuration("IMENV", server).text("discovery.yml", "enable"))
                .filter(by -> by.value().equalsIgnoreCase("kubernetes"))
                .isPresent();
        explain(SettingKey.API_URL, ofServer, "openim-api", Port.API);
        explain(SettingKey.GATEWAY_URL, ofServer, "openim-msggateway", Port.GATEWAY);
        explain(SettingKey.CHAT_URL, ofChat, "chat-api", Port.CHAT);
        explain(SettingKey.ADMIN_URL, ofChat, "admin-api", Port.ADMIN);
        if (values.get(SettingKey.SECRET_KEY).isEmpty()) {
            values.unknown(SettingKey.SECRET_KEY, unread());
        }
        return new DeploymentFacts(
                values.all(),
                values.unknown(),
                values.secrets(),
                values.faults(),
                values.webhooks(),
                release,
                chat(),
                Map.of(),
                "",
                Map.of(),
                values.registrants(),
                new Kubernetes.Found(discovers, List.of(), ofServer.isInside(), ports()));
    }

    /** Each pod is told the same, and takes the first of several. */
    private Map<String, Integer> ports() {
        Map<String, Integer> ports = new HashMap<>();
        seen.server().map(server -> configuration("IMENV", server)).ifPresent(server -> {
            port(server, "openim-api.yml", "api.ports").ifPresent(port -> ports.put("openim-api", port));
            port(server, "openim-msggateway.yml", "longConnSvr.ports")
                    .ifPresent(port -> ports.put("openim-msggateway", port));
        });
        return ports;
    }

    private static Optional<Integer> port(ServerConfiguration server, String file, String path) {
        return server.first(file, path)
                .map(Sourced::value)
                .filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::valueOf);
    }

    private static Optional<String> release(ClusterReader.PodConfiguration configuration) {
        return configuration.image().flatMap(Image::of).flatMap(Image::release);
    }

    private ServerConfiguration configuration(String prefix, ClusterReader.PodConfiguration of) {
        Map<String, Sourced> environment = new HashMap<>();
        of.environment().forEach((name, text) -> environment.put(name, new Sourced(text.text(), text.where())));
        return new ServerConfiguration(
                prefix,
                name -> Optional.ofNullable(of.files().get(name))
                        .map(text -> new ConfigurationFile(text.where(), () -> YamlNode.parse(text.text()))),
                environment,
                values,
                problems);
    }

    /** Names of users lie in secrets too, and are none. */
    private void hold(ClusterReader.PodConfiguration configuration) {
        configuration.environment().forEach((name, text) -> {
            if (SECRET.matcher(name).matches()) {
                values.hold(Optional.of(new Sourced(text.text(), text.where())));
            }
        });
    }

    private void explain(SettingKey key, ClusterReach reach, String part, int port) {
        if (values.get(key).isPresent()) {
            return;
        }
        values.unknown(
                key,
                reach.doorOf(port)
                        .map(door -> part + " is reached at " + door + " in the namespace " + where.namespace()
                                + ", which is found inside the cluster only: verify from there, or give the address"
                                + " that it has here")
                        .orElse("no service of the namespace " + where.namespace() + " that was seen leads to port "
                                + port + " of " + part + gaps()));
    }

    private String unread() {
        return "no config map of the namespace " + where.namespace() + " that was seen has share.yml" + gaps();
    }

    private String gaps() {
        return seen.gaps().isEmpty() ? "" : " (" + String.join("; ", new LinkedHashSet<>(seen.gaps())) + ")";
    }

    /** Where the deployments could be listed, and OpenIMServer's are among them, ChatServer's would be too. */
    private Optional<ChatServer> chat() {
        if (seen.chat().isPresent()) {
            return Optional.of(new ChatServer(
                    ChatServer.Standing.THERE, "the namespace " + where.namespace() + " has deployments of it"));
        }
        return seen.server().flatMap(ClusterReader.PodConfiguration::image).isPresent()
                ? Optional.of(new ChatServer(
                        ChatServer.Standing.ABSENT,
                        "the namespace " + where.namespace()
                                + " has deployments of OpenIMServer and none of ChatServer"))
                : Optional.empty();
    }

    /**
     * A deployment in a cluster. Inside of it every service is found by its name; outside only what has an address of its own there.
     *
     * @param where the namespace
     * @param seen what is in it
     * @param parts those of the server whose own ports are meant
     */
    private record ClusterReach(Kubernetes where, ClusterReader.Seen seen, Set<String> parts) implements Reach {

        @Override
        public Optional<String> component(String hostPort) {
            Matcher matcher = ComposeReach.HOST_PORT.matcher(hostPort);
            if (!matcher.matches()) {
                return Optional.of(hostPort);
            }
            String host = matcher.group("host");
            if (Loopback.isHost(host)) {
                return Optional.empty();
            }
            if (!isOfCluster(host)) {
                return Optional.of(hostPort);
            }
            return isInside() ? Optional.of(called(host) + ":" + matcher.group("port")) : Optional.empty();
        }

        @Override
        public String whyNot(String hostPort) {
            return Loopback.isHost(hostPort.replaceFirst(":\\d+$", ""))
                    ? hostPort + " is inside of a pod of the namespace " + where.namespace()
                    : hostPort
                            + " is found inside the cluster only: verify from there, or give the address that it has here";
        }

        /** Where a service leads to that port of the server's pods. */
        @Override
        public Optional<String> own(String listenIp, String port) {
            if (!port.matches("\\d{1,5}")) {
                return Optional.empty();
            }
            int target = Integer.parseInt(port);
            return seen.doors().stream()
                    .filter(door -> door.parts().stream().anyMatch(parts::contains)
                            && door.ports().containsKey(target))
                    .flatMap(door -> (isInside()
                                    ? Optional.of(called(door.name()))
                                    : door.outside().stream().findFirst().map(Addresses::inUrl))
                            .map(host -> host + ":" + door.ports().get(target)).stream())
                    .findFirst();
        }

        /** The service that leads there, whether it can be reached from here or not. */
        Optional<String> doorOf(int target) {
            return seen.doors().stream()
                    .filter(door -> door.parts().stream().anyMatch(parts::contains)
                            && door.ports().containsKey(target))
                    .map(door -> door.name() + ":" + door.ports().get(target))
                    .findFirst();
        }

        @Override
        public Optional<String> publisher() {
            return Optional.of("the services of the namespace " + where.namespace());
        }

        boolean isInside() {
            return seen.ownNamespace().isPresent();
        }

        /** A name without a dot is a service of the namespace, as its pods find it. */
        private static boolean isOfCluster(String host) {
            return !host.contains(":")
                    && !host.matches("[0-9.]+")
                    && (!host.contains(".")
                            || host.matches(".*\\.svc(\\.[a-z0-9.-]+)?")
                            || host.endsWith(".cluster.local"));
        }

        /** As it is found from this pod, which may be of another namespace. */
        private String called(String host) {
            boolean sameNamespace =
                    seen.ownNamespace().filter(where.namespace()::equals).isPresent();
            return host.contains(".") || sameNamespace ? host : host + "." + where.namespace() + ".svc";
        }
    }

    /** Looks at the namespace that a deployment runs in; reading settings asks no cluster by itself. */
    @FunctionalInterface
    public interface ClusterReader {

        /** Nobody can be asked, or wants to be. */
        ClusterReader NOBODY = where -> new Seen(
                Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of("no cluster is asked"));

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
                Optional<PodConfiguration> server,
                Optional<PodConfiguration> chat,
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
        record PodConfiguration(Map<String, Text> files, Map<String, Text> environment, Optional<String> image) {

            public PodConfiguration {
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
}
