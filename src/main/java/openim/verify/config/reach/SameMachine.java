package openim.verify.config.reach;

import java.util.Optional;
import java.util.Set;

/**
 * The source flavour: its processes run on this machine, so that its addresses are ours.
 *
 * @param host where its endpoints are reached, if somebody said so
 */
public record SameMachine(Optional<String> host) implements Reach {

    public static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "[::]", "*");

    @Override
    public Optional<String> component(String hostPort) {
        return Optional.of(hostPort);
    }

    @Override
    public String whyNot(String hostPort) {
        return hostPort + " is no address that could be reached";
    }

    @Override
    public Optional<String> own(String listenIp, String port) {
        String elsewhere = EVERYWHERE.contains(listenIp) ? LOOPBACK : Addresses.inUrl(listenIp);
        return Optional.of(host.map(Addresses::inUrl).orElse(elsewhere) + ":" + port);
    }

    @Override
    public Optional<String> publisher() {
        return Optional.empty();
    }
}
