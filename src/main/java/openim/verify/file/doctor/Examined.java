package openim.verify.file.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The facts that an examination found.
 *
 * @param address scheme, host, port and path prefix that clients are sent to
 * @param addresses those that its host has here
 * @param signedPath the path as the object store has to see it
 * @param signedAt when the URL was signed, by OpenIM's clock
 * @param at when that was, by ours
 * @param configured the address that the configuration has, where that is known
 * @param internalHost the host by which OpenIM itself reaches the store, where that is known
 * @param api where clients reach openim-api
 * @param apiAddresses those that its host has here
 * @param clientsHere whether all clients run on this machine
 * @param met how far one comes
 * @param healthPage what the store's own health page answers under the same address; empty if nobody asked, or nobody
 *     answered
 * @param directly what the store answers to the same request past whatever stands before it; empty if nobody asked, or nobody
 *     answered
 */
public record Examined(
        URI address,
        List<InetAddress> addresses,
        String signedPath,
        Optional<Instant> signedAt,
        Instant at,
        Optional<URI> configured,
        Optional<String> internalHost,
        URI api,
        List<InetAddress> apiAddresses,
        boolean clientsHere,
        Met met,
        Optional<StoreReply> healthPage,
        Optional<StoreReply> directly) {

    public Examined {
        addresses = List.copyOf(addresses);
        apiAddresses = List.copyOf(apiAddresses);
    }

    /** The host that clients are sent to. */
    public String host() {
        return hostOf(address);
    }

    /** Also of names that are none for {@link URI}, such as {@code external_ip}. */
    static String hostOf(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        return authority.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
    }
}
