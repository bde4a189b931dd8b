package openim.verify.config.compose;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.Reach;
import openim.verify.config.reach.SameMachine;

/**
 * The docker flavour, seen from its machine: what a container reaches by another's name is reached from here where that one
 * publishes the port, and else by the same name, which then has to be found by whoever can see the containers.
 *
 * @param service the container whose addresses are meant
 * @param host what to call this machine
 */
public record ComposeReach(ComposeProject project, ComposeService service, String host) implements Reach {

    public static final Pattern HOST_PORT = Pattern.compile("(?<host>.+):(?<port>\\d{1,5})");
    private static final String THIS_MACHINE = "host.docker.internal";

    @Override
    public Optional<String> component(String hostPort) {
        Matcher matcher = HOST_PORT.matcher(hostPort);
        if (service.usesNetworkOfMachine() || !matcher.matches()) {
            return Optional.of(hostPort);
        }
        String name = matcher.group("host");
        if (name.equals(THIS_MACHINE)) {
            return Optional.of(SameMachine.LOOPBACK + ":" + matcher.group("port"));
        }
        if (service.isInside(hostPort)) {
            return Optional.empty();
        }
        return project.service(name)
                .flatMap(other -> other.usesNetworkOfMachine()
                        ? Optional.of(Addresses.inUrl(host) + ":" + matcher.group("port"))
                        : project.published(other, Integer.parseInt(matcher.group("port")), host))
                .or(() -> Optional.of(hostPort));
    }

    @Override
    public String whyNot(String hostPort) {
        return hostPort + " is inside the container of " + service.name();
    }

    @Override
    public Optional<String> own(String listenIp, String port) {
        if (service.usesNetworkOfMachine()) {
            return Optional.of(Addresses.inUrl(host) + ":" + port);
        }
        return port.matches("\\d{1,5}") ? project.published(service, Integer.parseInt(port), host) : Optional.empty();
    }

    @Override
    public Optional<String> publisher() {
        return Optional.of(project.source());
    }

    /**
     * The docker flavour, seen from a container in its network: what its containers reach by a name, this process reaches by the same.
     *
     * @param service the container whose addresses are meant
     */
    public record BesideReach(ComposeService service) implements Reach {

        @Override
        public Optional<String> component(String hostPort) {
            return service.isInside(hostPort) ? Optional.empty() : Optional.of(hostPort);
        }

        @Override
        public String whyNot(String hostPort) {
            return hostPort + " is inside the container of " + service.name();
        }

        @Override
        public Optional<String> own(String listenIp, String port) {
            return Optional.of(service.name() + ":" + port);
        }

        @Override
        public Optional<String> publisher() {
            return Optional.empty();
        }
    }
}
