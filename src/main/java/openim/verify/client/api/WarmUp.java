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
import openim.verify.client.net.OneExchangeClient;

/** One call to nowhere, which loads REST Assured, Groovy, the HTTP client and Jackson. */
final class WarmUp {

    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"errCode\":0,\"data\":{}}";

    private WarmUp() {}

    /** Makes it, if nobody has; waits for whoever is about it. */
    static void once() {
        if (!Made.ANSWER.isOk()) {
            throw new IllegalStateException("REST Assured does not work here: " + Made.ANSWER);
        }
    }

    private static Answer call() {
        URI nowhere = URI.create("http://127.0.0.1:1/");
        try (Connection connection = Connection.toNowhere(ANSWER)) {
            Request request = new Request(nowhere, "oiv-warm-up", Json.text(Map.of()), Optional.of(new Token("none")));
            RawAnswer raw = request.sendOver(new OneExchangeClient(connection));
            return Envelope.read(Asked.of(nowhere, ""), raw, Deadline.in(Duration.ZERO));
        } catch (IOException impossible) {
            throw new IllegalStateException("no network, and yet", impossible);
        }
    }

    /** The class loader sees to it that this happens once. */
    private static final class Made {
        static final Answer ANSWER = call();
    }
}
