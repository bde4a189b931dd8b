package openim.verify.client.net;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * An address as it is written: a name or a number, and a port.
 *
 * @param host without the brackets that IPv6 needs in front of a port
 */
public record HostPort(String host, int port) {

    public HostPort {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("'" + host + ":" + port + "' is no host and port");
        }
    }

    /**
     * Reads {@code host:port}, or {@code [::1]:port}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static HostPort parse(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + address + "' is not of the form host:port");
        }
        String host = address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new HostPort(
                bracketed ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(address.substring(colon + 1)));
    }

    /** Several, with the port to take where one has none. */
    public static List<HostPort> parseAll(String commaSeparated, int defaultPort) {
        return Stream.of(commaSeparated.split(","))
                .map(String::strip)
                .map(each -> each.matches(".*:\\d+") && !each.endsWith("]") ? each : each + ":" + defaultPort)
                .map(HostPort::parse)
                .toList();
    }

    /** What {@link Dial} connects to: it names HTTP, and any protocol may be spoken on the connection. */
    public URI url(boolean overTls) {
        return URI.create((overTls ? "https://" : "http://") + this);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
