package openim.verify.app.discovery;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.docker.ContainerInside;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.config.Inputs;
import openim.verify.config.Inputs.LiveSources;
import openim.verify.config.compose.Compose;
import openim.verify.config.deployment.Containers;
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
}
