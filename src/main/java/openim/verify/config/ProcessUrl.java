package openim.verify.config;

import java.util.Optional;

/** Finds the URL of a server's process from the ports in its configuration. */
record ProcessUrl(ServerConfiguration configuration, Reach reach) {

    /**
     * The URL, if it can be reached from here.
     *
     * @param listenPath where the file has the address listened on
     * @param portsPath where the file has the ports, of which the first is taken
     * @param usualPort if the file has none, or there is no file
     */
    Optional<Sourced> of(String scheme, String file, String listenPath, String portsPath, int usualPort) {
        String listenIp =
                configuration.text(file, listenPath).map(Sourced::value).orElse("");
        Sourced port = configuration.first(file, portsPath).orElse(new Sourced(String.valueOf(usualPort), file));
        return reach.own(listenIp, port.value())
                .map(address ->
                        new Sourced(scheme + "://" + address, reach.publisher().orElse(port.source())));
    }
}
