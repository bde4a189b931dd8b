package openim.verify.client.gateway.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.Answer;
import openim.verify.client.net.ShownCertificate;

/**
 * What was met on the way to the gateway.
 *
 * @param gateway the URL that clients are given
 * @param api the URL of openim-api beside it
 * @param addresses those that the gateway's host has here; none if its name is unknown
 * @param unreached by address why no connection comes about there; empty if each takes one
 * @param certificate that is shown there, if TLS is spoken
 * @param at when that was
 * @param answer to the handshake
 * @param idle how long a session was left in silence; zero if there was none
 * @param cutAfter after which of that it was ended, if it was
 */
public record Seen(
        URI gateway,
        URI api,
        List<InetAddress> addresses,
        Map<InetAddress, String> unreached,
        Optional<ShownCertificate> certificate,
        Instant at,
        Answer answer,
        Duration idle,
        Optional<Duration> cutAfter) {

    public Seen {
        addresses = List.copyOf(addresses);
        unreached = Map.copyOf(unreached);
    }

    boolean overTls() {
        return overTls(gateway);
    }

    static boolean overTls(URI url) {
        return "wss".equals(url.getScheme()) || "https".equals(url.getScheme());
    }
}
