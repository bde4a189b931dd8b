package openim.verify.client.api;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.OperationIds;
import openim.verify.client.RateCap;
import openim.verify.client.Token;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OneExchangeClient;
import openim.verify.client.net.Tls;

/**
 * Asks one REST server: openim-api, chat-api, admin-api or bot-api.
 *
 * <p>Each call is a POST of JSON with an operationID of its own, over a connection of its own that is closed at the call's
 * deadline, whatever it is doing then. It is not repeated and follows no redirect. Safe for all threads.
 */
public final class ApiClient {

    private final URI base;
    private final Tls tls;
    private final Duration callDeadline;
    private final RateCap writes;

    /**
     * @param base the server's URL, such as {@code http://127.0.0.1:10002}
     * @param callDeadline how long one call may take, the look-up of the name and the connecting included
     * @param writes the cap under which calls that write wait for their turn
     */
    public ApiClient(URI base, Tls tls, Duration callDeadline, RateCap writes) {
        this.base = base;
        this.tls = tls;
        this.callDeadline = callDeadline;
        this.writes = writes;
    }

    public URI base() {
        return base;
    }

    /** Asks without a token. */
    public Answer call(String path, Object body) {
        return call(path, body, Optional.empty());
    }

    /** Asks with the token of a user or of an administrator. */
    public Answer call(String path, Object body, Token token) {
        return call(path, body, Optional.of(token));
    }

    /** Asks for something that changes the deployment, when its turn comes. */
    public Answer write(String path, Object body, Token token) {
        writes.take();
        return call(path, body, token);
    }

    /** The same for what may take longer than a call. */
    Answer write(String path, Object body, Token token, Deadline deadline) {
        writes.take();
        warmUp();
        return call(path, body, Optional.of(token), deadline);
    }

    /**
     * Loads what a first call needs, without any network. It takes a second or more, which no deadline should have to pay
     * for: so each call sees to it before its own begins, and whoever is in a hurry does it early, beside something else.
     */
    public static void warmUp() {
        WarmUp.once();
    }

    private Answer call(String path, Object body, Optional<Token> token) {
        warmUp();
        return call(path, body, token, Deadline.in(callDeadline));
    }

    private Answer call(String path, Object body, Optional<Token> token, Deadline deadline) {
        URI url = URI.create(base.toString().replaceAll("/+$", "") + path);
        Request request = new Request(url, OperationIds.next(), Json.text(body), token);
        Asked asked = Asked.of(url, request.operationId());
        try (Connection connection = Dial.to(url, tls, deadline)) {
            return call(request, asked, connection, deadline);
        } catch (NotConnected none) {
            return new Answer.NoReply(asked, none.failure(), none.words(), deadline.elapsed());
        }
    }

    private static Answer call(Request request, Asked asked, Connection connection, Deadline deadline)
            throws NotConnected {
        try (Deadline.Guard guard = deadline.closing(connection)) {
            try {
                return Envelope.read(asked, request.sendOver(new OneExchangeClient(connection)), deadline);
            } catch (IOException broken) {
                throw connection.failed(broken, deadline, guard);
            } catch (RuntimeException unreadable) {
                return new Answer.NoReply(
                        asked,
                        Failure.NOT_OPENIM,
                        "not OpenIM: " + unreadable.getMessage() + ": "
                                + connection.arrivals().beginning(),
                        deadline.elapsed());
            }
        }
    }
}
