package openim.verify.rehearsal.service.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import openim.verify.client.wire.MsgData;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.http.ResponseEnvelope;
import openim.verify.rehearsal.service.http.RestServer;
import openim.verify.rehearsal.service.message.MsgRpc;
import openim.verify.rehearsal.service.message.PushServer;
import openim.verify.rehearsal.service.process.DeadProcessException;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.rehearsal.service.process.Ticker;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.user.AuthRpc;
import openim.verify.rehearsal.service.user.Claims;
import openim.verify.rehearsal.service.user.Connections;
import openim.verify.rehearsal.service.user.UserRpc;
import org.jspecify.annotations.Nullable;

/** openim-msggateway, on a free loopback port. */
public final class Gateway implements Connections, PushServer.Gateway, Duty, AutoCloseable {

    /** In batches of this length it is told who is online. */
    private static final Duration EACH = Duration.ofSeconds(1);

    private static final int LARGEST_FRAME = 51_200;
    private static final int LARGEST_LIE = 1_000_000;
    private static final String HANDSHAKE = "handshake";
    private static final String REFUSAL = "refusal";
    private static final String SESSION = "session";
    private static final String OK = ResponseEnvelope.of(Map.of()).json();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceProcess process;
    private final Remote<AuthRpc> auth;
    private final Remote<UserRpc> users;
    private final Lies lies;
    private final Edition edition;
    private final Sessions sessions;
    private final Requests requests;
    private final Javalin server;
    private final LongAdder opened = new LongAdder();
    private final LongAdder heard = new LongAdder();
    private volatile Consumer<ClientSession> others = session -> {};
    private @Nullable Ticker clock;

    /** A gateway that works in the name of this process. */
    public Gateway(
            ServiceProcess process,
            Remote<AuthRpc> auth,
            Remote<UserRpc> users,
            Remote<MsgRpc> messages,
            Lies lies,
            Edition edition) {
        this.process = process;
        this.lies = lies;
        this.edition = edition;
        this.sessions = new Sessions(lies, edition);
        this.auth = auth;
        this.users = users;
        this.requests = new Requests(messages, sessions, lies);
        this.server = Javalin.create(this::configure);
    }

    /** Begins to listen; returns the port. */
    public int start() {
        clock = new Ticker("gateway", EACH, this::tick);
        return server.start().port();
    }

    /** How many sessions it took in. */
    public long opened() {
        return opened.sum();
    }

    /** How many frames came over them. */
    public long heard() {
        return heard.sum();
    }

    /** Has these told of each session that it takes in. */
    void tell(Consumer<ClientSession> told) {
        others = told;
    }

    /** Who logged in elsewhere has his sessions of the same platform and another token kicked. */
    Boolean loggedInElsewhere(String userId, int platform, String token) {
        sessions.kickOthers(userId, platform, token);
        return true;
    }

    @Override
    public List<Connection> of(String userId) {
        return sessions.of(userId);
    }

    @Override
    public void kick(String userId, int platform) {
        sessions.kick(userId, platform);
    }

    @Override
    public Boolean push(Set<String> userIds, String conversation, MsgData message) {
        return sessions.push(userIds, conversation, message);
    }

    @Override
    public void begin(Life life) {
        sessions.dropAll();
    }

    @Override
    public void end() {
        sessions.dropAll();
    }

    @Override
    public void close() {
        if (clock != null) {
            clock.close();
        }
        server.stop();
    }

    private void configure(JavalinConfig config) {
        RestServer.configure(config);
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setIdleTimeout(Duration.ZERO);
            factory.setMaxBinaryMessageSize(LARGEST_LIE);
            factory.setMaxTextMessageSize(LARGEST_FRAME);
        });
        config.routes.wsBeforeUpgrade("/", this::admit);
        config.routes.exception(RpcFailure.class, Gateway::refuse);
        config.routes.get("/", this::answerWithoutUpgrade);
        config.routes.ws("/", this::converse);
    }

    /** Once a second: who came and left, who has been silent too long, who is to be pinged. */
    private void tick() {
        try {
            process.life().pass();
            sessions.all().filter(ClientSession::silentTooLong).forEach(ClientSession::drop);
            sessions.all().forEach(ClientSession::pingIfDue);
            var changes = sessions.changes();
            if (!changes.isEmpty()) {
                users.call(rpc -> rpc.setOnline(process.name(), changes));
            }
        } catch (DeadProcessException | RpcFailure e) {
            // Dead, or nobody to tell: then it remains untold, as with the real one.
            return;
        }
    }

    private void admit(Context context) {
        ConnectRequest handshake = ConnectRequest.of(context, edition.speaksJson());
        context.attribute(HANDSHAKE, handshake);
        try {
            mustBeHis(auth.call(rpc -> rpc.parseToken(handshake.token())), handshake);
        } catch (RpcFailure e) {
            if (!handshake.toBeTold()) {
                throw e;
            }
            context.attribute(REFUSAL, e);
        }
    }

    private static void mustBeHis(Claims claims, ConnectRequest handshake) {
        if (!claims.userId().equals(handshake.userId())) {
            throw new RpcFailure(
                    1502, "TokenInvalidError", "token uid " + claims.userId() + " != userID " + handshake.userId());
        }
        if (claims.platform() != handshake.platform()) {
            throw new RpcFailure(
                    1502,
                    "TokenInvalidError",
                    "token platform " + claims.platform() + " != platformID " + handshake.platform());
        }
    }

    private static void refuse(RpcFailure failure, Context context) {
        context.status(200)
                .contentType("application/json; charset=utf-8")
                .result(ResponseEnvelope.of(failure).json());
    }

    private void answerWithoutUpgrade(Context context) {
        admit(context);
        context.status(400).contentType("text/plain").result("Bad Request");
    }

    private void converse(WsConfig socket) {
        socket.onConnect(this::welcome);
        socket.onBinaryMessage(frame -> counted(frame, session -> handle(session, bytes(frame.data()))));
        socket.onMessage(frame -> counted(frame, session -> handleText(session, frame.message())));
        socket.onClose(closed -> inSession(closed, sessions::remove));
        socket.onError(failed -> inSession(failed, sessions::remove));
    }

    private void welcome(WsConnectContext context) {
        ConnectRequest handshake =
                attribute(context, HANDSHAKE, ConnectRequest.class).orElseThrow();
        ClientSession session = new ClientSession(handshake, context.session, edition.speaksJson());
        Optional<RpcFailure> refusal = attribute(context, REFUSAL, RpcFailure.class);
        if (handshake.toBeTold()) {
            session.tell(
                    refusal.map(failure -> ResponseEnvelope.of(failure).json()).orElse(OK));
        }
        if (refusal.isPresent()) {
            session.drop();
        } else {
            context.attribute(SESSION, session);
            sessions.add(session);
            opened.increment();
            others.accept(session);
        }
    }

    private void handle(ClientSession session, byte[] data) {
        if (!edition.speaksJson()) {
            // Here nobody sends gob.
            session.drop();
            return;
        }
        if (data.length > LARGEST_FRAME && !lies.told(Lie.TAKES_LARGE_FRAMES)) {
            session.refuseTooLarge();
            return;
        }
        if (lies.told(Lie.ANSWERS_ONLY_PINGS)) {
            return;
        }
        try {
            process.life().pass();
            ServerFrame.Request request = ServerFrame.read(data, session.gzip());
            Optional<ServerFrame.Response> response = requests.answer(session, request);
            process.life().pass();
            response.ifPresent(session::send);
            if (response.isEmpty() || request.reqIdentifier() == ServerFrame.LOGOUT) {
                session.drop();
            }
        } catch (IOException | DeadProcessException e) {
            session.drop();
        }
    }

    private void handleText(ClientSession session, String text) {
        if (!edition.speaksJson()) {
            session.drop();
            return;
        }
        try {
            JsonNode frame = JSON.readTree(text);
            if (frame.path("type").asText().equals("ping")) {
                session.tell("{\"type\":\"pong\",\"body\":" + frame.path("body") + "}");
            }
        } catch (JsonProcessingException e) {
            session.drop();
        }
    }

    private void counted(WsContext frame, Consumer<ClientSession> work) {
        heard.increment();
        inSession(frame, work);
    }

    private static void inSession(WsContext context, Consumer<ClientSession> work) {
        attribute(context, SESSION, ClientSession.class).ifPresent(session -> {
            session.heard();
            work.accept(session);
        });
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static <T> Optional<T> attribute(WsContext context, String name, Class<T> type) {
        return Optional.ofNullable(context.attribute(name)).map(type::cast);
    }
}
