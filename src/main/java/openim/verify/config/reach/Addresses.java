package openim.verify.config.reach;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.config.deployment.DeploymentValues;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;

/** Addresses of components as OpenIM's files have them: {@code host:port}, or a URL, often without its scheme. */
public final class Addresses {

    private static final String SEPARATOR = "://";

    private Addresses() {}

    /**
     * Those of a list that can be reached from here; empty if none can, and then it is said why the setting is not known.
     *
     * @param key the setting that they are for
     */
    public static Optional<Sourced> reachable(SettingKey key, Sourced list, Reach reach, DeploymentValues values) {
        return those(key, list, reach, values, reach::component);
    }

    /** The same for URLs. */
    public static Optional<Sourced> reachableUrls(SettingKey key, Sourced list, Reach reach, DeploymentValues values) {
        return those(key, list, reach, values, address -> reachableUrl(address, reach));
    }

    private static Optional<Sourced> those(
            SettingKey key,
            Sourced list,
            Reach reach,
            DeploymentValues values,
            Function<String, Optional<String>> seenFromHere) {
        List<String> written = Reading.list(list.value());
        String reachable =
                written.stream().map(seenFromHere).flatMap(Optional::stream).collect(Collectors.joining(","));
        if (reachable.isEmpty()) {
            written.stream()
                    .findFirst()
                    .map(Addresses::hostPort)
                    .map(reach::whyNot)
                    .ifPresent(why -> values.unknown(key, why));
            return Optional.empty();
        }
        return Optional.of(list.map(all -> reachable));
    }

    private static Optional<String> reachableUrl(String address, Reach reach) {
        String url = withScheme(address);
        String hostPort = hostPort(url);
        int start = url.indexOf(SEPARATOR) + SEPARATOR.length();
        return reach.component(hostPort)
                .map(here -> url.substring(0, start) + here + url.substring(start + hostPort.length()));
    }

    /** Without scheme and path. */
    public static String hostPort(String address) {
        String url = withScheme(address);
        int start = url.indexOf(SEPARATOR) + SEPARATOR.length();
        int slash = url.indexOf('/', start);
        return url.substring(start, slash < 0 ? url.length() : slash);
    }

    /** As OpenIM itself reads it: http, unless it says otherwise. */
    public static String withScheme(String address) {
        return address.contains(SEPARATOR) ? address : "http" + SEPARATOR + address;
    }

    /** An IP address as it stands in a URL. */
    public static String inUrl(String ip) {
        return ip.contains(":") && !ip.startsWith("[") ? "[" + ip + "]" : ip;
    }
}
