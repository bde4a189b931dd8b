package openim.verify.config.deployment;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.config.reach.Reach;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.Sourced;

/** Finds the URLs of a server's process from the ports in its configuration. */
record ProcessUrl(ServerConfiguration configuration, Reach reach) {

    /**
     * Of the process that is there once, and of those that are there several times the first, if it can be reached from here.
     *
     * @param listenPath where the file has the address listened on
     * @param portsPath where the file has the ports, of which the first is taken
     * @param usualPort if the file has none, or there is no file
     */
    Optional<Sourced> of(String scheme, String file, String listenPath, String portsPath, int usualPort) {
        Sourced port = configuration.first(file, portsPath).orElse(new Sourced(String.valueOf(usualPort), file));
        return url(scheme, listenIp(file, listenPath), port);
    }

    /**
     * Of all of them, joined with commas; empty if they are not several that can be reached from here.
     *
     * @param started how many are started, where that is known: ports beyond that are nobody's
     */
    Optional<Sourced> each(String scheme, String file, String listenPath, String portsPath, Optional<Integer> started) {
        String listenIp = listenIp(file, listenPath);
        List<Sourced> urls = used(file, portsPath, started).stream()
                .flatMap(port -> url(scheme, listenIp, port).stream())
                .toList();
        return urls.size() < 2
                ? Optional.empty()
                : Optional.of(new Sourced(
                        urls.stream().map(Sourced::value).collect(Collectors.joining(",")),
                        urls.get(0).source()));
    }

    /** The ports that somebody listens on, by the files. */
    List<Sourced> used(String file, String portsPath, Optional<Integer> started) {
        return ports(file, portsPath).stream()
                .limit(started.map(Integer::longValue).orElse(Long.MAX_VALUE))
                .toList();
    }

    /** All ports that the file has. */
    List<Sourced> ports(String file, String portsPath) {
        return configuration.list(file, portsPath).stream()
                .flatMap(list -> Reading.list(list.value()).stream().map(port -> new Sourced(port, list.source())))
                .toList();
    }

    /** Whether this port can be reached from here. */
    boolean isReached(String file, String listenPath, Sourced port) {
        return reach.own(listenIp(file, listenPath), port.value()).isPresent();
    }

    private String listenIp(String file, String listenPath) {
        return configuration.text(file, listenPath).map(Sourced::value).orElse("");
    }

    private Optional<Sourced> url(String scheme, String listenIp, Sourced port) {
        return reach.own(listenIp, port.value())
                .map(address ->
                        new Sourced(scheme + "://" + address, reach.publisher().orElse(port.source())));
    }
}
