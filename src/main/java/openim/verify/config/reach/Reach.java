package openim.verify.config.reach;

import java.util.Optional;

/** From where the deployment's own processes are, to where we are: how an address that they use is reached from here. */
public interface Reach {

    /** A component at {@code host:port} as the deployment's processes reach it; empty if it cannot be reached from here. */
    Optional<String> component(String hostPort);

    /** Why a component at {@code host:port} cannot be reached from here. */
    String whyNot(String hostPort);

    /** A port that the deployment's process listens on, as {@code host:port}; empty if it cannot be reached from here. */
    Optional<String> own(String listenIp, String port);

    /** The file that says how, if it is another than the one with the address. */
    Optional<String> publisher();
}
