package openim.verify.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OneExchangeClient;
import openim.verify.client.net.Tls;

/** One request and its answer, over a connection that was kept or one that is dialled for it, and is kept afterwards. */
record Exchange(Request request, Asked asked, Tls tls, KeptConnections connections, Deadline deadline) {

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
        return early && broken.failure() == Failure.CUT && connection.arrivals().count() == 0;
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
            if (json.isEmpty() && raw.http() == NOT_FOUND && raw.body().strip().equals(NO_SUCH_CALL)) {
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
