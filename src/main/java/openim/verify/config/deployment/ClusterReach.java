package openim.verify.config.deployment;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import openim.verify.config.compose.ComposeReach;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.Loopback;
import openim.verify.config.reach.Reach;

/**
 * A deployment in a cluster. Inside of it every service is found by its name; outside only what has an address of its own there.
 *
 * @param where the namespace
 * @param seen what is in it
 * @param parts those of the server whose own ports are meant
 */
record ClusterReach(Kubernetes where, ClusterReader.Seen seen, Set<String> parts) implements Reach {

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
