package openim.verify.client.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.client.AccountGuard;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.Latencies;
import openim.verify.client.OperationIds;
import openim.verify.client.Platform;
import openim.verify.client.RateCap;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.WayIn;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;
import openim.verify.verdict.CannotLook;

/** Opens sessions on one gateway. Safe for all threads. */
public final class GatewayClient {

    private static final Duration GRACE = Duration.ofMillis(500);

    private final WayIn way;
    private final Tls tls;
    private final Waits waits;
    private final RateCap writes;
    private final AccountGuard circle;
    private final Latencies latencies;

    /**
     * @param base the gateway's URL, such as {@code ws://127.0.0.1:10001}
     * @param writes the cap under which sending waits for its turn
     * @param circle to whom may be sent
     * @param latencies told how long sending, pushing and pulling took
     */
    public GatewayClient(URI base, Tls tls, Waits waits, RateCap writes, AccountGuard circle, Latencies latencies) {
        this(WayIn.at(base), tls, waits, writes, circle, latencies);
    }

    /** The same for a gateway that may be there several times. */
    public GatewayClient(WayIn way, Tls tls, Waits waits, RateCap writes, AccountGuard circle, Latencies latencies) {
        this.way = way;
        this.tls = tls;
        this.waits = waits;
        this.writes = writes;
        this.circle = circle;
        this.latencies = latencies;
    }

    public URI base() {
        return way.url();
    }

    /** Shakes hands as a user's device. Whoever asked closes the session that comes of it. */
    public Handshake connect(UserId user, Token token, Platform platform) {
        // Which of several answers is found out before the deadline begins.
        way.url();
        return connect(user, token, platform, Deadline.in(waits.call()));
    }

    /** The same by another deadline, at which the connection is closed unless the gateway has said its first word. */
    public Handshake connect(UserId user, Token token, Platform platform, Deadline deadline) {
        String operationId = OperationIds.next();
        URI url = url(user, token, platform, operationId, "js&isMsgResp=true");
        Asked asked = Asked.of(url, operationId);
        try {
            SessionSocket line = new SessionSocket(url, Dial.to(url, tls, deadline), new SessionLog(user, latencies));
            Answer answer = answer(asked, line, deadline);
            if (answer.isOk()) {
                Calls calls = new Calls(line, user, asked.url(), waits);
                return new Session(user, platform, answer, calls, writes, circle, latencies);
            }
            line.connection().close();
            return new Handshake.Refused(answer);
        } catch (NotConnected none) {
            return new Handshake.Refused(new Answer.NoReply(asked, none.failure(), none.words(), deadline.elapsed()));
        }
    }

    private static Answer answer(Asked asked, SessionSocket line, Deadline deadline) {
        try {
            return FirstWord.read(asked, firstWord(line, deadline), deadline);
        } catch (NotConnected none) {
            boolean silent = none.failure() == Failure.NO_ANSWER;
            return new Answer.NoReply(
                    asked,
                    none.failure(),
                    silent ? Silence.of(line, deadline).orElse(none.words()) : none.words(),
                    deadline.elapsed());
        }
    }

    private static String firstWord(SessionSocket line, Deadline deadline) throws NotConnected {
        Connection connection = line.connection();
        try (Deadline.Guard guard = deadline.closing(connection)) {
            line.connect();
            try {
                // The guard ends the line at the deadline; the wait has an end of its own in case the library misses
                // that.
                return line.firstWord().get(deadline.remaining().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException ended) {
                String arrived = connection.arrivals().beginning();
                if (FirstWord.isPlainHttp(arrived)) {
                    return arrived;
                }
                throw connection.failed(ended, deadline, guard);
            } catch (InterruptedException stop) {
                connection.close();
                Thread.currentThread().interrupt();
                throw new CannotLook("the run was stopped", stop);
            }
        }
    }

    /**
     * Whether the gateway takes a client that says that it speaks a language which does not exist. One that knows several
     * refuses it; one that does is older than 3.8.2, speaks Go's gob whatever it is told, and ends a session at the first
     * JSON or text frame.
     *
     * @return empty if that cannot be told now
     */
    public Optional<Boolean> knowsNoLanguages(UserId user, Token token, Platform platform) {
        Deadline deadline = Deadline.in(waits.call());
        URI url = url(user, token, platform, OperationIds.next(), "none");
        try {
            SessionSocket line = new SessionSocket(url, Dial.to(url, tls, deadline), new SessionLog(user, latencies));
            try (Connection connection = line.connection();
                    Deadline.Guard guard = deadline.closing(connection)) {
                line.connect();
                return Optional.of(line.upgraded().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException ended) {
                return FirstWord.isPlainHttp(line.connection().arrivals().beginning())
                        ? Optional.of(false)
                        : Optional.empty();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CannotLook("the run was stopped", stop);
            }
        } catch (NotConnected none) {
            return Optional.empty();
        }
    }

    private URI url(UserId user, Token token, Platform platform, String operationId, String sdkType) {
        URI base = base();
        String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + "?sendID=" + encoded(user.value())
                + "&token=" + encoded(token.value()) + "&platformID=" + platform.number() + "&operationID="
                + operationId + "&isBackground=false&sdkType=" + sdkType);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The gateway's first word: an envelope in a text frame, or in a plain HTTP answer where it does not shake hands. */
    private static final class FirstWord {

        private static final Pattern PLAIN_HTTP = Pattern.compile("HTTP/1\\.[01] (?!101)(\\d{3}).*", Pattern.DOTALL);
        private static final int UPGRADED = 101;

        private static final ObjectMapper JSON = new ObjectMapper();

        private FirstWord() {}

        static boolean isPlainHttp(String arrived) {
            return PLAIN_HTTP.matcher(arrived).matches();
        }

        static Answer read(Asked asked, String word, Deadline deadline) {
            Matcher plain = PLAIN_HTTP.matcher(word);
            int http = plain.matches() ? Integer.parseInt(plain.group(1)) : UPGRADED;
            JsonNode envelope = envelope(word);
            if (envelope.path("errCode").isInt()) {
                return new Answer.Reply(
                        asked,
                        http,
                        envelope.path("errCode").intValue(),
                        envelope.path("errMsg").asText(""),
                        envelope.path("errDlt").asText(""),
                        MissingNode.getInstance(),
                        deadline.elapsed());
            }
            String what = http == UPGRADED
                    ? "a first frame that is no envelope: " + word
                    : "HTTP " + http + " in the place of a handshake: " + afterHeaders(word);
            return new Answer.NoReply(asked, Failure.NOT_OPENIM, "not OpenIM: " + what, deadline.elapsed());
        }

        private static JsonNode envelope(String word) {
            int start = word.indexOf('{');
            int end = word.lastIndexOf('}');
            try {
                return start < 0 || end < start
                        ? MissingNode.getInstance()
                        : JSON.readTree(word.substring(start, end + 1));
            } catch (JsonProcessingException otherwise) {
                return MissingNode.getInstance();
            }
        }

        private static String afterHeaders(String answer) {
            int end = answer.indexOf("\r\n\r\n");
            return end < 0 ? answer : answer.substring(end + 4);
        }
    }
}
