package openim.verify.app.discovery;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.docker.ContainerInside;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.kubernetes.Workload;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.config.Inputs;
import openim.verify.config.Inputs.LiveSources;
import openim.verify.config.compose.Compose;
import openim.verify.config.deployment.ClusterFiles.ClusterReader;
import openim.verify.config.deployment.Containers;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.deployment.RunningServices;
import openim.verify.host.ProcessTable;
import openim.verify.host.ServiceEnvironment;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.jspecify.annotations.Nullable;

/** Where settings are read from, on this host. */
public final class HostInputs {

    /**
     * In it the build hands on what it was given by -D, as Ant writes a set of properties: {@code key=value, key=value}. Not on
     * the command line, because a secret may be among it, to be refused.
     */
    public static final String FROM_BUILD = "VERIFY_BUILD_PROPERTIES";

    /** A value may hold commas too. */
    private static final Pattern NEXT_PROPERTY = Pattern.compile(", (?=openim\\.[a-z.-]+=)");

    private HostInputs() {}

    /**
     * All places.
     *
     * @param commandLine what it says, by key
     * @param environment of this process
     * @param file the settings file, if it is not the one in this directory
     */
    public static Inputs of(Map<String, String> commandLine, Map<String, String> environment, Optional<Path> file) {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
        properties.putAll(fromBuild(environment.getOrDefault(FROM_BUILD, "")));
        return new Inputs(
                commandLine,
                environment,
                properties,
                Path.of(""),
                file,
                Map.of(),
                new LiveSources(new AskedCompose(), new SeenServices(), new SeenContainers(), new SeenCluster()));
    }

    private static Map<String, String> fromBuild(String handedOn) {
        return NEXT_PROPERTY
                .splitAsStream(handedOn)
                .filter(property -> property.contains("="))
                .collect(Collectors.toMap(
                        property -> property.substring(0, property.indexOf('=')),
                        property -> property.substring(property.indexOf('=') + 1)));
    }

    /** Looks at the processes of this machine. */
    static final class SeenServices implements RunningServices {

        @Override
        public Map<String, String> environment(Path checkout) {
            try {
                return ServiceEnvironment.of(ProcessTable.under(checkout).processes())
                        .overriding();
            } catch (CannotLook | NotLookedAt unseen) {
                return Map.of();
            }
        }
    }

    /** Asks the docker of this machine; that needs no daemon. */
    static final class AskedCompose implements Compose {

        /** It reads some files. */
        private static final Duration WITHIN = Duration.ofSeconds(8);

        @Override
        public Understood config(String docker, Path directory) {
            try {
                return new Understood(
                        Optional.of(Docker.named(docker).composeConfig(directory, Deadline.in(WITHIN))), "");
            } catch (CannotLook | NotLookedAt untold) {
                return new Understood(Optional.empty(), Excerpt.of(String.valueOf(untold.getMessage())));
            }
        }
    }

    /** Asks the docker of this machine what is in its containers, or the network which of them there are, from one of them. */
    static final class SeenContainers implements Containers {

        /** Of Docker, and of Podman. */
        private static final List<Path> MARKS = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

        private static final Duration A_NAME = Duration.ofSeconds(2);

        /** Docker answers some short questions. */
        private static final Duration WITHIN = Duration.ofSeconds(10);

        private static final String FILES = ".yml";

        @Override
        public boolean areBeside(String name) {
            return MARKS.stream().anyMatch(Files::exists) && leadsAway(name);
        }

        private static boolean leadsAway(String name) {
            try {
                return Stream.of(Names.addressesOf(name, Deadline.in(A_NAME)))
                        .noneMatch(InetAddress::isLoopbackAddress);
            } catch (NotConnected unknown) {
                return false;
            }
        }

        @Override
        public Map<String, Configuration> configurations(String docker, Path project, Collection<String> services) {
            Deadline deadline = Deadline.in(WITHIN);
            Docker asked = Docker.named(docker);
            Map<String, Configuration> configurations = new HashMap<>();
            services.forEach(service -> configurations.put(
                    service, Configuration.unknown("the compose project has no container of " + service + " here")));
            try {
                List<ContainerState> containers = asked.composeContainers(project, deadline).stream()
                        .filter(container -> services.contains(container.service()))
                        .toList();
                Map<String, ContainerInside> insides =
                        asked
                                .insides(
                                        containers.stream()
                                                .map(ContainerState::name)
                                                .toList(),
                                        deadline)
                                .stream()
                                .collect(Collectors.toMap(ContainerInside::name, inside -> inside));
                configurations.putAll(containers.parallelStream()
                        .collect(Collectors.toConcurrentMap(
                                ContainerState::service,
                                container -> of(insides.get(container.name()), asked, deadline),
                                (one, other) -> one)));
            } catch (CannotLook | NotLookedAt untold) {
                configurations.replaceAll((service, none) -> Configuration.unknown(words(untold)));
            }
            return configurations;
        }

        private static Configuration of(@Nullable ContainerInside inside, Docker docker, Deadline deadline) {
            if (inside == null) {
                return Configuration.unknown("docker does not tell of its container");
            }
            try {
                return new Configuration(
                        inside.name(),
                        docker.files(inside.name(), inside.workingDirectory() + "/config", FILES, deadline),
                        inside.environment(),
                        "");
            } catch (CannotLook | NotLookedAt untold) {
                return Configuration.unknown(words(untold));
            }
        }

        private static String words(RuntimeException untold) {
            return Excerpt.of(String.valueOf(untold.getMessage()));
        }
    }

    /** Reads in a namespace what a deployment is configured by: what its pods mount, and what they are given in their environment. */
    public static final class SeenCluster implements ClusterReader {

        /** The first question opens the way to the cluster, and has its client loaded. */
        private static final Duration EACH = Duration.ofSeconds(15);

        /** The names of OpenIM's own manifests and charts, for where its deployments may not be read. */
        private static final List<String> USUAL_SERVER = List.of("openim-config", "openim-cm");

        private static final List<String> USUAL_CHAT = List.of("openim-chat-config");

        @Override
        public Seen look(Kubernetes where) {
            return new Look(where, new Namespace(where, EACH)).seen();
        }

        /** One look, in the course of which the same config map or secret is read once. */
        private static final class Look {

            private final Kubernetes where;
            private final Namespace namespace;
            private final WorkloadParts parts;
            private final Set<String> gaps = new LinkedHashSet<>();
            private final Map<String, Map<String, String>> read = new LinkedHashMap<>();
            private boolean silent;

            Look(Kubernetes where, Namespace namespace) {
                this.where = where;
                this.namespace = namespace;
                this.parts = new WorkloadParts(where.workloads());
            }

            Seen seen() {
                Optional<List<Workload>> deployments = unlessBlind(namespace::deployments);
                List<Workload> all = deployments.orElse(List.of());
                Optional<PodConfiguration> server =
                        configuration(WorkloadParts.ofServer(), all, deployments.isEmpty(), USUAL_SERVER);
                Optional<PodConfiguration> chat =
                        configuration(WorkloadParts.ofChatAtTheMost(), all, deployments.isEmpty(), USUAL_CHAT);
                if (deployments.isPresent() && server.isEmpty()) {
                    gaps.add("nothing in the namespace " + where.namespace()
                            + " is known to be OpenIMServer; openim.kubernetes.workloads says what is called"
                            + " otherwise there");
                }
                return new Seen(server, chat, doors(all), Namespace.own(where, System.getenv()), List.copyOf(gaps));
            }

            /** What may not be read is a gap and no end: what is left may be enough. */
            private <T> Optional<T> unlessBlind(Supplier<T> look) {
                if (silent) {
                    return Optional.empty();
                }
                try {
                    return Optional.of(look.get());
                } catch (CannotLook blind) {
                    // Who gave no answer once is not waited for again and again.
                    silent = blind.getCause() instanceof TimeoutException;
                    gaps.add(String.valueOf(blind.getMessage()));
                    return Optional.empty();
                }
            }

            private Optional<PodConfiguration> configuration(
                    Set<String> wanted, List<Workload> deployments, boolean blind, List<String> usual) {
                Map<String, Workload> found = parts.all(wanted, deployments);
                if (found.isEmpty() && !blind) {
                    return Optional.empty();
                }
                Map<String, Text> files = new LinkedHashMap<>();
                Map<String, Text> environment = new LinkedHashMap<>();
                found.values().forEach(workload -> {
                    workload.mounts().forEach(source -> mounted(source, files));
                    workload.variables().forEach(variable -> given(workload, variable, environment));
                });
                if (blind) {
                    usual.forEach(name -> mounted(new Workload.Source(false, name, Map.of()), files));
                }
                boolean nothing = files.isEmpty() && environment.isEmpty() && found.isEmpty();
                return nothing
                        ? Optional.empty()
                        : Optional.of(new PodConfiguration(
                                files,
                                environment,
                                found.values().stream()
                                        .flatMap(workload -> workload.images().stream())
                                        .findFirst()));
            }

            private void mounted(Workload.Source source, Map<String, Text> files) {
                texts(source).forEach((key, text) -> {
                    if (source.files().isEmpty() || source.files().containsKey(key)) {
                        String name = source.files().getOrDefault(key, key);
                        files.putIfAbsent(name, new Text(text, name + " in " + called(source)));
                    }
                });
            }

            private void given(Workload workload, Workload.Variable variable, Map<String, Text> environment) {
                String of = ", which " + workload.path() + " has";
                if (variable.from().isEmpty()) {
                    environment.putIfAbsent(variable.name(), new Text(variable.value(), variable.name() + of));
                    return;
                }
                variable.from().forEach(source -> {
                    Map<String, String> texts = texts(source);
                    if (variable.key().isEmpty()) {
                        texts.forEach((key, text) -> environment.putIfAbsent(
                                variable.name() + key,
                                new Text(text, variable.name() + key + of + " from " + called(source))));
                    } else if (texts.containsKey(variable.key())) {
                        environment.putIfAbsent(
                                variable.name(),
                                new Text(texts.get(variable.key()), variable.name() + of + " from " + called(source)));
                    }
                });
            }

            private static String called(Workload.Source source) {
                return (source.secret() ? "the secret " : "the config map ") + source.name();
            }

            private Map<String, String> texts(Workload.Source source) {
                return read.computeIfAbsent(called(source), first -> {
                    Function<String, Optional<Map<String, String>>> look =
                            source.secret() ? namespace::secret : namespace::configMap;
                    return unlessBlind(() -> look.apply(source.name()))
                            .flatMap(texts -> texts)
                            .orElse(Map.of());
                });
            }

            private List<Door> doors(List<Workload> deployments) {
                Set<String> doors = new LinkedHashSet<>(WorkloadParts.ofServer());
                doors.addAll(WorkloadParts.ofChatAtTheMost());
                Map<String, Workload> found = parts.all(doors, deployments);
                return unlessBlind(namespace::doors).orElse(List.of()).stream()
                        .map(door -> {
                            List<String> leadsTo = new ArrayList<>();
                            found.forEach((part, workload) -> {
                                if (door.leadsTo(workload.labels())) {
                                    leadsTo.add(part);
                                }
                            });
                            Map<Integer, Integer> ports = new LinkedHashMap<>();
                            door.ports().stream()
                                    .filter(port -> port.target() > 0)
                                    .forEach(port -> ports.putIfAbsent(port.target(), port.port()));
                            return new Door(door.name(), Set.copyOf(leadsTo), ports, door.outside());
                        })
                        .toList();
            }
        }
    }
}
