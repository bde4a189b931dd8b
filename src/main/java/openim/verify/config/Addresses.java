package openim.verify.config;

import java.util.Optional;
import java.util.stream.Collectors;

/** Addresses of components as OpenIM's files have them: {@code host:port}, or a URL, often without its scheme. */
final class Addresses {

    private static final String SEPARATOR = "://";

    private Addresses() {}

    /** Those of a list that can be reached from here; empty if none can. */
    static Optional<Sourced> reachable(Sourced list, Reach reach) {
        String reachable = Reading.list(list.value()).stream()
                .map(reach::component)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(","));
        return reachable.isEmpty() ? Optional.empty() : Optional.of(list.map(all -> reachable));
    }

    /** The URLs of a list that can be reached from here; empty if none can. */
    static Optional<Sourced> reachableUrls(Sourced list, Reach reach) {
        String reachable = Reading.list(list.value()).stream()
                .map(address -> reachableUrl(address, reach))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(","));
        return reachable.isEmpty() ? Optional.empty() : Optional.of(list.map(all -> reachable));
    }

    private static Optional<String> reachableUrl(String address, Reach reach) {
        String url = withScheme(address);
        int start = url.indexOf(SEPARATOR) + SEPARATOR.length();
        int slash = url.indexOf('/', start);
        int end = slash < 0 ? url.length() : slash;
        return reach.component(url.substring(start, end))
                .map(hostPort -> url.substring(0, start) + hostPort + url.substring(end));
    }

    /** As OpenIM itself reads it: http, unless it says otherwise. */
    static String withScheme(String address) {
        return address.contains(SEPARATOR) ? address : "http" + SEPARATOR + address;
    }

    /** An IP address as it stands in a URL. */
    static String inUrl(String ip) {
        return ip.contains(":") && !ip.startsWith("[") ? "[" + ip + "]" : ip;
    }
}
