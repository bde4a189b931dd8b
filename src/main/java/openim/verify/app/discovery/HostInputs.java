package openim.verify.app.discovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.docker.Docker;
import openim.verify.config.Inputs;
import openim.verify.config.compose.Compose;
import openim.verify.config.deployment.RunningServices;
import openim.verify.host.ProcessTable;
import openim.verify.host.ServiceEnvironment;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

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
                new AskedCompose(),
                new SeenServices(),
                new SeenContainers(),
                new SeenCluster());
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
}
