package openim.verify.client.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Token;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.Tls;

/**
 * One call to nowhere, by the way that all calls go: it loads REST Assured, Groovy, the HTTP client, Jackson and our own. What is
 * not loaded by it is loaded by a call whose time is running.
 */
final class WarmUp {

    private static final String BODY = "{\"errCode\":0,\"data\":{}}";
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    /** Long enough to be no matter. */
    private static final Duration LONG = Duration.ofHours(1);

    private WarmUp() {}

    /** Makes it, if nobody has; waits for whoever is about it. */
    static void once() {
        if (!Made.ANSWER.isOk()) {
            throw new IllegalStateException("REST Assured does not work here: " + Made.ANSWER);
        }
    }

    private static Answer call() {
        URI nowhere = URI.create("http://127.0.0.1:1/");
        Deadline deadline = Deadline.in(LONG);
        try (KeptConnections connections = new KeptConnections()) {
            Request request = new Request(nowhere, "oiv-warm-up", Json.text(Map.of()), Optional.of(new Token("none")));
            Exchange exchange = new Exchange(request, Asked.of(nowhere, ""), Tls.ofTheJdk(), connections, deadline);
            exchange.overKeptConnection();
            Dial.prepare(nowhere, exchange.tls(), deadline);
            return exchange.over(Connection.toNowhere(ANSWER), false).orElseThrow();
        } catch (IOException impossible) {
            throw new IllegalStateException("no network, and yet", impossible);
        }
    }

    /** The class loader sees to it that this happens once. */
    private static final class Made {
        static final Answer ANSWER = call();
    }
}
