package openim.verify.config.setting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.config.secret.Secret;
import openim.verify.config.store.ConnectionString;
import openim.verify.config.store.Mongo;
import openim.verify.config.store.MongoLogin;
import openim.verify.config.store.Redis;

/**
 * From text to values. What cannot be read is an {@link IllegalArgumentException} whose message ends a sentence about the
 * setting and repeats the text only where that is no secret.
 */
public final class Reading {

    /** Schemes of what is asked by HTTP. */
    public static final Set<String> HTTP = Set.of("http", "https");

    /** Schemes of what is talked to by WebSocket. */
    public static final Set<String> WEB_SOCKET = Set.of("ws", "wss");

    private static final Pattern SHORT_DURATION = Pattern.compile("(-?\\d+)\\s*(ms|s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1));
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern IPV6 = Pattern.compile("\\[?([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)]?");
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");

    private static final Pattern VANTAGE = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");

    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    private Reading() {}

    public static TargetMode target(String text) {
        return choice(TargetMode.class, text);
    }

    /** One of an enumeration's constants, in lower case. */
    public static <E extends Enum<E>> E choice(Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            String known = Stream.of(type.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .reduce((one, other) -> one + ", " + other)
                    .orElseThrow();
            throw new IllegalArgumentException("must be one of " + known + ", not '" + text + "'", unknown);
        }
    }

    /** A SASL mechanism that needs a name and a password. */
    public static String mechanism(String text) {
        String mechanism = text.toUpperCase(Locale.ROOT);
        if (!MECHANISMS.contains(mechanism)) {
            throw new IllegalArgumentException("must be one of " + MECHANISMS + ", not '" + text + "'");
        }
        return mechanism;
    }

    /** A machine's name or address; IPv6 without brackets. */
    public static String host(String text) {
        Matcher ipv6 = IPV6.matcher(text);
        if (ipv6.matches()) {
            return ipv6.group(1);
        }
        if (text.contains("/")) {
            throw new IllegalArgumentException("is a machine, not a URL: give its name alone, or openim.api.url and the"
                    + " other endpoints one by one, instead of '" + text + "'");
        }
        if (text.contains(":")) {
            throw new IllegalArgumentException(
                    "is a machine without a port: give other ports by openim.api.url and the other endpoints, instead"
                            + " of '"
                            + text + "'");
        }
        if (!HOST_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("is no name of a machine: '" + text + "'");
        }
        return text;
    }

    public static URI httpUrl(String text) {
        return url(text, HTTP, "http://10.0.0.5:10002");
    }

    /** The same for several components, whose names may have an underscore. */
    public static List<URI> httpUrls(String text) {
        return several(text, Reading::componentUrl);
    }

    /** The URL of a component, whose name may have an underscore, as names of containers do. */
    public static URI componentUrl(String text) {
        URI uri = parsed(text, "http://10.0.0.5:10005");
        requireScheme(uri, text, HTTP, "http://10.0.0.5:10005");
        if (uri.getHost() == null) {
            String authority = String.valueOf(uri.getRawAuthority());
            if (!authority.matches("[A-Za-z0-9._-]+(:\\d{1,5})?")) {
                throw new IllegalArgumentException("names no host: '" + shown(text) + "'");
            }
            requirePort(authority.contains(":") ? Integer.parseInt(authority.replaceFirst(".*:", "")) : -1, text);
            return withoutTrailingSlash(uri);
        }
        requirePort(uri.getPort(), text);
        return withoutTrailingSlash(uri);
    }

    public static URI webSocketUrl(String text) {
        return url(text, WEB_SOCKET, "ws://10.0.0.5:10001");
    }

    /** Several of openim-api. */
    public static List<URI> serverUrls(String text) {
        return several(text, Reading::httpUrl);
    }

    public static List<URI> webSocketUrls(String text) {
        return several(text, Reading::webSocketUrl);
    }

    private static List<URI> several(String text, Function<String, URI> reading) {
        List<URI> urls = list(text).stream().map(reading).toList();
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("names no host");
        }
        return urls;
    }

    private static URI url(String text, Set<String> schemes, String example) {
        URI uri = parsed(text, example);
        requireScheme(uri, text, schemes, example);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("names no host: '" + shown(text) + "'");
        }
        requirePort(uri.getPort(), text);
        return withoutTrailingSlash(uri);
    }

    private static void requireScheme(URI uri, String text, Set<String> schemes, String example) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!schemes.contains(scheme)) {
            throw new IllegalArgumentException("must begin with "
                    + String.join(":// or ", schemes.stream().sorted().toList()) + ":// (such as " + example
                    + "), not '" + shown(text) + "'");
        }
    }

    private static void requirePort(int port, String text) {
        if (port == 0 || port > 65_535) {
            throw new IllegalArgumentException("has a port that there is not: '" + shown(text) + "'");
        }
    }

    /** The address that clients see files under. Not held to a host: OpenIM ships with a placeholder that has none. */
    public static URI externalAddress(String text) {
        URI uri = parsed(text, "https://files.example.com");
        if (!HTTP.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("must begin with http:// or https://, not '" + shown(text) + "'");
        }
        return withoutTrailingSlash(uri);
    }

    private static URI parsed(String text, String example) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("is no URL (such as " + example + "): '" + shown(text) + "'", malformed);
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException("must not hold a login: URLs are printed");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must end with its path, without ? and #: '" + shown(text) + "'");
        }
        return uri;
    }

    private static URI withoutTrailingSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    /** A wrong URL may hold a login all the same. */
    private static String shown(String text) {
        return text.contains("@") ? "..." + text.substring(text.lastIndexOf('@')) : text;
    }

    public static Duration duration(String text) {
        Duration duration = durationOfAnySign(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing, not " + text);
        }
        return duration;
    }

    private static Duration durationOfAnySign(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        try {
            return matcher.matches()
                    ? UNITS.getOrDefault(matcher.group(2), Duration.ZERO).multipliedBy(Long.parseLong(matcher.group(1)))
                    : Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "is no time (such as 4s, 1500ms, 2m or PT4S): '" + text + "'", malformed);
        }
    }

    /** Times in ascending order. */
    public static List<Duration> ladder(String text) {
        List<Duration> rungs = list(text).stream().map(Reading::duration).toList();
        if (rungs.isEmpty() || !rungs.equals(rungs.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("must be times in ascending order, not '" + text + "'");
        }
        return rungs;
    }

    /** A URL that is never shown: its path or query may be what lets one in. */
    static URI secretUrl(String text) {
        try {
            URI uri = new URI(text);
            if (HTTP.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // Its message would repeat the text.
            throw new IllegalArgumentException("is no URL");
        }
        throw new IllegalArgumentException("must begin with http:// or https:// and name a host");
    }

    /** The name of a place, which becomes part of URLs, labels and sentences. */
    public static String vantage(String text) {
        if (!VANTAGE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 32 lower-case letters, digits and hyphens, a letter first and no"
                            + " hyphen last (such as eu-west), not '" + text + "'");
        }
        return text;
    }

    /** Where something of ours listens. */
    public static InetSocketAddress listen(String text) {
        List<String> all = hostPorts(text);
        if (all.size() != 1) {
            throw new IllegalArgumentException("must be one host:port, not '" + text + "'");
        }
        int colon = text.lastIndexOf(':');
        return InetSocketAddress.createUnresolved(
                text.substring(0, colon).strip(),
                Integer.parseInt(text.substring(colon + 1).strip()));
    }

    /** Two times: to warn at, and to call critical. One alone is critical. */
    public static SpeedLimit limit(String text) {
        List<Duration> times = list(text).stream().map(Reading::duration).toList();
        if (times.isEmpty()
                || times.size() > 2
                || !times.equals(times.stream().sorted().toList())) {
            throw new IllegalArgumentException(
                    "must be a time to warn at and one that is critical, such as 500ms,2s, not '" + text + "'");
        }
        return new SpeedLimit(times.get(0), times.get(times.size() - 1));
    }

    /** A list of arguments, as JSON; a line for a shell is none, because no shell reads it. */
    public static List<String> command(String text) {
        try {
            List<String> arguments = List.of(new ObjectMapper().readValue(text, String[].class));
            if (!arguments.isEmpty() && !arguments.get(0).isBlank()) {
                return arguments;
            }
        } catch (JsonProcessingException | NullPointerException noList) {
            throw new IllegalArgumentException(
                    "must be a list of arguments, such as [\"systemctl\", \"start\", \"redis\"]", noList);
        }
        throw new IllegalArgumentException("names no program");
    }

    public static int positive(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("must be a whole number, not '" + text + "'", malformed);
        }
        throw new IllegalArgumentException("must be at least 1, not " + text);
    }

    public static MultiLogin multiLogin(String text) {
        try {
            return new MultiLogin(Integer.parseInt(text));
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("must be a whole number, not '" + text + "'", malformed);
        }
    }

    /** Whether something is there: true, false, or to be found out, which is empty. */
    public static Optional<Boolean> presence(String text) {
        return text.equalsIgnoreCase("auto") ? Optional.empty() : Optional.of(presenceTold(text));
    }

    private static boolean presenceTold(String text) {
        try {
            return flag(text);
        } catch (IllegalArgumentException neither) {
            throw new IllegalArgumentException("must be auto, true or false, not '" + text + "'", neither);
        }
    }

    public static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new IllegalArgumentException("must be true or false, not '" + text + "'");
        };
    }

    public static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** By a part's name what it is called in a cluster: a name, or a label and its value. */
    public static Map<String, String> workloads(String text) {
        Map<String, String> workloads = new TreeMap<>();
        for (String each : list(text)) {
            int equals = each.indexOf('=');
            if (equals <= 0 || equals == each.length() - 1) {
                throw new IllegalArgumentException(
                        "must be part=name or part=label=value, with commas between several, not '" + each + "'");
            }
            workloads.put(
                    each.substring(0, equals).strip(),
                    each.substring(equals + 1).strip());
        }
        return workloads;
    }

    public static List<String> hostPorts(String text) {
        List<String> hostPorts = list(text);
        for (String hostPort : hostPorts) {
            Matcher matcher = HOST_PORT.matcher(hostPort);
            if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
                throw new IllegalArgumentException(
                        "must be host:port, with commas between several, not '" + hostPort + "'");
            }
        }
        if (hostPorts.isEmpty()) {
            throw new IllegalArgumentException("names no host");
        }
        return hostPorts;
    }

    public static Mongo mongo(String uri, String database) {
        MongoLogin.of(uri).complaint().ifPresent(why -> {
            throw new IllegalArgumentException("has a login that " + why);
        });
        Mongo mongo = new Mongo(Secret.of(uri), database);
        if (mongo.hosts().isBlank()) {
            throw new IllegalArgumentException("names no host");
        }
        return mongo;
    }

    /** From {@code redis://user:password@host:port/database}, of which only the host is a must. */
    public static Redis redis(String url, Redis.Mode mode) {
        ConnectionString parts = ConnectionString.parse(url);
        if (!Set.of("redis", "rediss").contains(parts.scheme())) {
            throw new IllegalArgumentException("must begin with redis:// or rediss://");
        }
        String first = list(parts.hosts()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("names no host and port"));
        String hostPort = HOST_PORT.matcher(first).matches() ? first : first + ":6379";
        if (!HOST_PORT.matcher(hostPort).matches()) {
            throw new IllegalArgumentException("names no host and port");
        }
        if (!parts.path().matches("\\d{0,4}")) {
            throw new IllegalArgumentException("must end with the number of a database, such as /0");
        }
        return new Redis(
                URI.create(parts.scheme() + "://" + hostPort),
                parts.user(),
                parts.password().map(Secret::of),
                parts.path().isEmpty() ? 0 : Integer.parseInt(parts.path()),
                mode,
                mode == Redis.Mode.STANDALONE
                        ? List.of()
                        : list(parts.hosts()).stream()
                                .skip(1)
                                .filter(other -> HOST_PORT.matcher(other).matches())
                                .toList());
    }
}
