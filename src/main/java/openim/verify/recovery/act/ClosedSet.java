package openim.verify.recovery.act;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;

/**
 * The commands that may be run at a site: those of the runbook, those that the settings give for components, and no others.
 *
 * <p>The last thing that a command passes on its way to the system, whatever made it.
 */
final class ClosedSet {

    private static final Set<List<String>> MAGE =
            Set.of(List.of("mage", "check"), List.of("mage", "stop"), List.of("mage", "start"));

    private static final List<String> UP = List.of("docker", "compose", "up", "-d", "--no-recreate", "--no-deps");

    private static final List<String> UNPAUSE = List.of("docker", "compose", "unpause");

    private static final List<String> RESTART = List.of("docker", "compose", "restart");

    private final Site site;

    ClosedSet(Site site) {
        this.site = site;
    }

    /**
     * Lets a command pass.
     *
     * @return it, unchanged
     * @throws IllegalArgumentException if it is none of the set
     */
    Invocation require(Invocation invocation) {
        if (!permits(invocation)) {
            throw new IllegalArgumentException("not a command of the runbook, so it is not run: " + invocation);
        }
        return invocation;
    }

    boolean permits(Invocation invocation) {
        List<String> arguments = invocation.arguments();
        if (MAGE.contains(arguments)) {
            return site.installation() == Installation.SOURCE && isCheckout(invocation.directory());
        }
        if (!isOfComponents(invocation.directory())) {
            return false;
        }
        return isOfSettings(arguments)
                || named(arguments, UP).filter(this::areComponents).isPresent()
                || named(arguments, UNPAUSE).filter(this::isOneService).isPresent()
                || named(arguments, RESTART).filter(this::isOneService).isPresent();
    }

    private boolean isCheckout(Path directory) {
        return Stream.of(site.server(), site.chat()).anyMatch(place -> place.equals(Optional.of(directory)));
    }

    private boolean isOfComponents(Path directory) {
        Optional<Path> place = site.installation() == Installation.DOCKER ? site.docker() : site.server();
        return place.equals(Optional.of(directory));
    }

    private boolean isOfSettings(List<String> arguments) {
        return site.starts().values().stream()
                .anyMatch(start -> start instanceof Start.ByCommand command
                        && (command.arguments().equals(arguments)
                                || command.restart().equals(arguments)));
    }

    /** What follows a command: the names of services. */
    private static Optional<List<String>> named(List<String> arguments, List<String> command) {
        boolean begins = arguments.size() > command.size()
                && arguments.subList(0, command.size()).equals(command);
        return begins ? Optional.of(arguments.subList(command.size(), arguments.size())) : Optional.empty();
    }

    private boolean areComponents(List<String> services) {
        return services.stream().allMatch(this::isComponent);
    }

    private boolean isOneService(List<String> services) {
        return services.size() == 1 && (isComponent(services.get(0)) || isServer(services.get(0)));
    }

    private boolean isServer(String service) {
        return site.installation() == Installation.DOCKER
                && Stream.of(Server.values())
                        .anyMatch(server -> server.container().equals(service));
    }

    private boolean isComponent(String service) {
        return Stream.of(Part.values())
                .filter(Part::isComponent)
                .filter(part -> site.start(part) instanceof Start.ByCompose)
                .anyMatch(part -> part.composeService(site.installation()).equals(service));
    }
}
