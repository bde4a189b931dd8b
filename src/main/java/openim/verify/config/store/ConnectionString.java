package openim.verify.config.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A URL whose authority may hold a login and several hosts, as MongoDB's connection strings do: {@link java.net.URI} cannot
 * take those apart.
 *
 * @param scheme what stands before {@code ://}
 * @param user the name, decoded
 * @param password the password, decoded
 * @param hosts {@code host:port}, joined with commas
 * @param path what follows the first slash, up to the query; empty if there is none
 */
public record ConnectionString(
        String scheme, Optional<String> user, Optional<String> password, String hosts, String path) {

    private static final String SEPARATOR = "://";

    /**
     * Takes a connection string apart.
     *
     * @throws IllegalArgumentException if there is no {@code ://} or no host; the message does not repeat the value
     */
    public static ConnectionString parse(String value) {
        int scheme = value.indexOf(SEPARATOR);
        if (scheme < 1) {
            throw new IllegalArgumentException("must begin with a scheme and ://");
        }
        int start = hostsStart(value);
        String address = value.substring(start, addressEnd(value, start));
        int slash = address.indexOf('/');
        String hosts = slash < 0 ? address : address.substring(0, slash);
        if (hosts.isBlank()) {
            throw new IllegalArgumentException("names no host");
        }
        int loginStart = scheme + SEPARATOR.length();
        String login = start == loginStart ? "" : value.substring(loginStart, start - 1);
        int colon = login.indexOf(':');
        return new ConnectionString(
                value.substring(0, scheme),
                decoded(colon < 0 ? login : login.substring(0, colon)),
                decoded(colon < 0 ? "" : login.substring(colon + 1)),
                hosts,
                slash < 0 ? "" : address.substring(slash + 1));
    }

    /** The same connection string with other hosts. */
    public static String withHosts(String value, String hosts) {
        int start = hostsStart(value);
        return value.substring(0, start)
                + hosts
                + value.substring(start + parse(value).hosts().length());
    }

    /** A password should be percent-encoded, but one with a slash or an at-sign must not leak as a host. */
    private static int hostsStart(String value) {
        int afterScheme = value.indexOf(SEPARATOR) + SEPARATOR.length();
        int lastAt = value.lastIndexOf('@');
        return lastAt < 0 ? afterScheme : lastAt + 1;
    }

    private static int addressEnd(String value, int start) {
        int query = value.indexOf('?', start);
        return query < 0 ? value.length() : query;
    }

    /** Without password and query: fit to be printed. */
    public String printable() {
        String login = user.or(() -> password.map(ignored -> ""))
                .map(name -> name + ":***@")
                .orElse("");
        return scheme + "://" + login + hosts + (path.isEmpty() ? "" : "/" + path);
    }

    private static Optional<String> decoded(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
}
