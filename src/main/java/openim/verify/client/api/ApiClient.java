package openim.verify.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.OperationIds;
import openim.verify.client.RateCap;
import openim.verify.client.Token;
import openim.verify.client.WayIn;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OneExchangeClient;
import openim.verify.client.net.Tls;

/**
 * Asks one REST server: openim-api, chat-api, admin-api or bot-api.
 *
 * <p>Each call is a POST of JSON with an operationID of its own, over a connection that is closed at the call's deadline,
 * whatever it is doing then. It follows no redirect. A call that reads goes over a connection that was kept from a call before,
 * if there is one, and is made once more only if the other side had hung up on that one before a word of an answer. A call that
 * writes, and one that is to find out whether somebody listens, is made once, over a connection of its own. Safe for all
 * threads.
 */
public final class ApiClient {

    private final WayIn way;
    private final Tls tls;
    private final Duration callDeadline;
    private final RateCap writes;
    private final KeptConnections connections;

    /** One that shares its connections with no other. */
    public ApiClient(URI base, Tls tls, Duration callDeadline, RateCap writes) {
        this(base, tls, callDeadline, writes, new KeptConnections());
    }

    /**
     * @param base the server's URL, such as {@code http://127.0.0.1:10002}
     * @param callDeadline how long one call may take, the look-up of the name and the connecting included
     * @param writes the cap under which calls that write wait for their turn
     * @param connections where connections are between two calls
     */
    public ApiClient(URI base, Tls tls, Duration callDeadline, RateCap writes, KeptConnections connections) {
        this(WayIn.at(base), tls, callDeadline, writes, connections);
    }

    /** The same for a server that may be there several times. */
    public ApiClient(WayIn way, Tls tls, Duration callDeadline, RateCap writes, KeptConnections connections) {
        this.way = way;
        this.tls = tls;
        this.callDeadline = callDeadline;
        this.writes = writes;
        this.connections = connections;
    }

    public URI base() {
        return way.url();
    }

    /** Asks without a token. */
    public Answer call(String path, Object body) {
        return call(path, body, Optional.empty());
    }

    /** The same over a new connection: for whoever wants to know whether somebody listens, or must not ask twice. */
    Answer callAnew(String path, Object body) {
        findTheWay();
        return call(path, body, Optional.empty(), Deadline.in(callDeadline), By.NEW_CONNECTION);
    }

    /** Asks with the token of a user or of an administrator. */
    public Answer call(String path, Object body, Token token) {
        return call(path, body, Optional.of(token));
    }

    /** Asks for something that changes the deployment, when its turn comes. */
    public Answer write(String path, Object body, Token token) {
        writes.take();
        findTheWay();
        return call(path, body, Optional.of(token), Deadline.in(callDeadline), By.NEW_CONNECTION);
    }

    /** The same for what may take longer than a call. */
    Answer write(String path, Object body, Token token, Deadline deadline) {
        writes.take();
        warmUp();
        return call(path, body, Optional.of(token), deadline, By.NEW_CONNECTION);
    }

    /**
     * Loads what a first call needs, without any network. It takes a second or more, which no deadline should have to pay
     * for: so each call sees to it before its own begins, and whoever is in a hurry does it early, beside something else.
     */
    public static void warmUp() {
        WarmUp.once();
    }

    /** Begins with that on a thread of its own, for whoever has other things to do first. */
    public static void beginWarmUp() {
        Thread thread = new Thread(
                () -> {
                    try {
                        warmUp();
                    } catch (RuntimeException | Error failed) {
                        // Whoever makes a call is told.
                    }
                },
                "warms-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** Before its deadline begins: a call pays neither for loading nor for finding out which of several servers answers. */
    private void findTheWay() {
        warmUp();
        way.url();
    }

    private Answer call(String path, Object body, Optional<Token> token) {
        findTheWay();
        return call(path, body, token, Deadline.in(callDeadline), By.KEPT_CONNECTION);
    }

    private Answer call(String path, Object body, Optional<Token> token, Deadline deadline, By by) {
        URI url = URI.create(base().toString().replaceAll("/+$", "") + path);
        Request request = new Request(url, OperationIds.next(), Json.text(body), token);
        Asked asked = Asked.of(url, request.operationId());
        Exchange exchange = new Exchange(request, asked, tls, connections, deadline);
        try {
            Optional<Answer> answer = by == By.KEPT_CONNECTION ? exchange.overKeptConnection() : Optional.empty();
            return answer.isPresent() ? answer.get() : exchange.overNewConnection();
        } catch (NotConnected none) {
            connections.distrust(url);
            return new Answer.NoReply(asked, none.failure(), none.words(), deadline.elapsed());
        }
    }

    /** Over which connection a call goes. */
    private enum By {

        /** One that is kept, if there is one. If the other side had hung up on it, the call is made again over a new one. */
        KEPT_CONNECTION,

        /** One that is dialled for it. The call is made once, whatever comes of it. */
        NEW_CONNECTION
    }

    /**
     * One call to nowhere, by the way that all calls go: it loads REST Assured, Groovy, the HTTP client, Jackson and our own. What is
     * not loaded by it is loaded by a call whose time is running.
     */
    private static final class WarmUp {

        private static final String BODY = "{\"errCode\":0,\"data\":{}}";
        private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + BODY.length() + "\r\n\r\n" + BODY;

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
                Request request =
                        new Request(nowhere, "oiv-warm-up", Json.text(Map.of()), Optional.of(new Token("none")));
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

    /** One request and its answer, over a connection that was kept or one that is dialled for it, and is kept afterwards. */
    private record Exchange(Request request, Asked asked, Tls tls, KeptConnections connections, Deadline deadline) {

        /** HTTP's farewell to a client that said nothing for too long, which can cross with what it says then. */
        private static final int REQUEST_TIMEOUT = 408;

        /**
         * The answer over a kept connection.
         *
         * @return empty if none is kept, or the other side has hung up on it and said no word of an answer: it is to be asked again
         * @throws NotConnected if there is no whole answer by the deadline
         */
        Optional<Answer> overKeptConnection() throws NotConnected {
            // Whoever was stopped meanwhile is to notice it: dialling does.
            Optional<Connection> kept =
                    Thread.currentThread().isInterrupted() ? Optional.empty() : connections.take(request.url());
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            Connection connection = kept.get();
            connection.beginAgain();
            try {
                return over(connection, true);
            } catch (NotConnected broken) {
                if (isHungUpOn(connection, broken)) {
                    return Optional.empty();
                }
                throw broken;
            }
        }

        /** A server that thinks about a request for long, and then hangs up, has read it: that is its answer. */
        private boolean isHungUpOn(Connection connection, NotConnected broken) {
            boolean early = deadline.remaining().compareTo(deadline.budget().dividedBy(2)) > 0;
            return early
                    && broken.failure() == Failure.CUT
                    && connection.arrivals().count() == 0;
        }

        /**
         * The answer over a connection that is dialled now.
         *
         * @throws NotConnected if there is no whole answer by the deadline
         */
        Answer overNewConnection() throws NotConnected {
            return over(Dial.to(request.url(), tls, deadline), false).orElseThrow();
        }

        /** The answer over this connection, which is kept afterwards, or closed. */
        Optional<Answer> over(Connection connection, boolean kept) throws NotConnected {
            OneExchangeClient client = new OneExchangeClient(connection);
            boolean goesOn = false;
            try (Deadline.Guard guard = deadline.closing(connection)) {
                if (kept && !connection.isQuiet()) {
                    return Optional.empty();
                }
                try {
                    RawAnswer raw = request.sendOver(client);
                    if (kept && raw.http() == REQUEST_TIMEOUT) {
                        return Optional.empty();
                    }
                    Answer answer = Envelope.read(asked, raw, deadline);
                    goesOn = client.letGo() && answer instanceof Answer.Reply && !guard.fired();
                    return Optional.of(answer);
                } catch (IOException broken) {
                    throw connection.failed(broken, deadline, guard);
                } catch (RuntimeException unreadable) {
                    return Optional.of(new Answer.NoReply(
                            asked,
                            Failure.NOT_OPENIM,
                            "not OpenIM: " + unreadable.getMessage() + ": "
                                    + connection.arrivals().beginning(),
                            deadline.elapsed()));
                }
            } finally {
                // Only when the deadline of this exchange has no hold on it any more.
                if (goesOn) {
                    connections.keep(request.url(), connection);
                } else {
                    connection.close();
                }
            }
        }

        /** Reads {@code {"errCode","errMsg","errDlt","data"}}, and says what it is where it is something else. */
        private static final class Envelope {

            private static final int NOT_FOUND = 404;

            /** What OpenIM's servers say of a path that they do not have. */
            private static final String NO_SUCH_CALL = "404 page not found";

            private Envelope() {}

            static Answer read(Asked asked, RawAnswer raw, Deadline deadline) {
                if (raw.tooBig()) {
                    return not(asked, "an answer of more than " + Request.LARGEST_ANSWER + " bytes", raw, deadline);
                }
                Optional<JsonNode> json = Json.object(raw.body());
                if (json.isEmpty()
                        && raw.http() == NOT_FOUND
                        && raw.body().strip().equals(NO_SUCH_CALL)) {
                    return new Answer.NoReply(
                            asked,
                            Failure.NO_SUCH_CALL,
                            "HTTP 404 " + NO_SUCH_CALL + ": it has no such call",
                            deadline.elapsed());
                }
                if (json.isEmpty()) {
                    return not(asked, raw.isHtml() ? "an HTML page" : "not JSON", raw, deadline);
                }
                JsonNode errCode = json.get().path("errCode");
                if (!errCode.canConvertToInt()) {
                    return not(asked, "JSON without an errCode", raw, deadline);
                }
                return new Answer.Reply(
                        asked,
                        raw.http(),
                        errCode.intValue(),
                        json.get().path("errMsg").asText(""),
                        json.get().path("errDlt").asText(""),
                        json.get().path("data"),
                        deadline.elapsed());
            }

            private static Answer not(Asked asked, String what, RawAnswer raw, Deadline deadline) {
                String to = raw.location().map(l -> ", to " + withoutQuery(l)).orElse("");
                return new Answer.NoReply(
                        asked,
                        Failure.NOT_OPENIM,
                        "not OpenIM: HTTP " + raw.http() + to + ", " + what + ": " + raw.body(),
                        deadline.elapsed());
            }

            private static String withoutQuery(String location) {
                try {
                    URI url = URI.create(location);
                    return url.isAbsolute() ? Asked.where(url) : String.valueOf(url.getRawPath());
                } catch (IllegalArgumentException strange) {
                    return "somewhere";
                }
            }
        }
    }
}
