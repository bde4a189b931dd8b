package openim.verify.client.gateway.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.Answer;
import openim.verify.client.Platform;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.Session;
import openim.verify.client.net.Dial;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.ShownCertificate;
import openim.verify.client.net.Tls;

/**
 * The way that clients come to the gateway.
 *
 * @param gateway the URL that they are given
 * @param api that of openim-api
 * @param call how long each look may take
 */
public record Way(URI gateway, URI api, Duration call) {

    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    /**
     * Goes it, with a token of ours.
     *
     * @param idle how long the session is left in silence; it is looked at whether somebody ends it
     */
    public Seen goneBy(GatewayClient client, UserId person, Token token, Platform platform, Duration idle) {
        return goneBy(() -> client.connect(person, token, platform), idle);
    }

    /**
     * The same.
     *
     * @param opening what asks for a session there
     */
    public Seen goneBy(Supplier<Handshake> opening, Duration idle) {
        Instant at = Instant.now();
        List<InetAddress> addresses = addresses();
        Map<InetAddress, String> unreached = unreached(addresses);
        Optional<ShownCertificate> certificate = certificate();
        Handshake handshake = opening.get();
        Optional<Duration> cut = Optional.empty();
        Duration left = Duration.ZERO;
        if (handshake instanceof Session session) {
            try (session) {
                left = idle;
                cut = cut(session, idle);
            }
        }
        return new Seen(gateway, api, addresses, unreached, certificate, at, handshake.answer(), left, cut);
    }

    /**
     * Goes it as far as what is spoken there begins.
     *
     * @param answer what came of that, if somebody else asked
     */
    public Seen upTo(Answer answer) {
        Instant at = Instant.now();
        List<InetAddress> addresses = addresses();
        return new Seen(
                gateway,
                api,
                addresses,
                unreached(addresses),
                certificate(),
                at,
                answer,
                Duration.ZERO,
                Optional.empty());
    }

    private Optional<ShownCertificate> certificate() {
        return Seen.overTls(gateway) ? ShownCertificate.by(gateway, Deadline.in(call)) : Optional.empty();
    }

    private static Optional<Duration> cut(Session session, Duration idle) {
        Deadline silence = Deadline.in(idle);
        Duration look = Duration.ofMillis(200);
        while (session.isOpen() && !silence.isOver()) {
            Pause.until(silence.atMost(look));
        }
        return session.isOpen() ? Optional.empty() : Optional.of(silence.elapsed());
    }

    private List<InetAddress> addresses() {
        try {
            return List.of(Names.addressesOf(String.valueOf(gateway.getHost()), Deadline.in(call)));
        } catch (NotConnected none) {
            return List.of();
        }
    }

    private Map<InetAddress, String> unreached(List<InetAddress> addresses) {
        Map<InetAddress, String> unreached = new LinkedHashMap<>();
        for (InetAddress address : addresses) {
            try {
                URI there = new HostPort(address.getHostAddress(), port()).url(false);
                Dial.to(there, Tls.ofTheJdk(), Deadline.in(call)).close();
            } catch (NotConnected none) {
                unreached.put(address, none.words());
            }
        }
        return unreached;
    }

    private int port() {
        if (gateway.getPort() >= 0) {
            return gateway.getPort();
        }
        return Seen.overTls(gateway) ? TLS_PORT : PLAIN_PORT;
    }
}
