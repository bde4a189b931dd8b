package openim.verify.config.compose;

import java.util.Optional;
import openim.verify.config.reach.Reach;

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
