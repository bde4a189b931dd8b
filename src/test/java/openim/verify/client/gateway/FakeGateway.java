package openim.verify.client.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.client.AccountGuard;
import openim.verify.client.Latencies;
import openim.verify.client.RateCap;
import openim.verify.client.UserId;
import openim.verify.client.net.Tls;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.PushMessages;
import openim.verify.client.wire.SendMsgResp;
import org.awaitility.Awaitility;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A gateway that takes what is sent, acknowledges it, and pushes, kicks or drops when it is told to. */
public final class FakeGateway extends WebSocketServer implements AutoCloseable {

    private final AccountGuard circle = AccountGuard.of(new UserId("alice"), new UserId("bob"));
    private static final ObjectMapper JSON = new ObjectMapper();

    /** It knows at once who is there. */
    private static final Duration SETTLING = Duration.ZERO;

    private final CompletableFuture<Boolean> started = new CompletableFuture<>();
    private final BlockingQueue<WebSocket> sockets = new LinkedBlockingQueue<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<MsgData> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();
    private volatile boolean hangs;
    private volatile String firstWord = "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\"}";
    private volatile Answering answering = FakeGateway::acknowledge;

    /** What it does with a request. */
    public interface Answering {
        void answer(FakeGateway gateway, WebSocket socket, JsonNode request) throws IOException;
    }

    public FakeGateway() {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        setDaemon(true);
        setReuseAddr(true);
        setConnectionLostTimeout(0);
        start();
        started.join();
    }

    /** Says this, and not that all is well. */
    public FakeGateway saysFirst(String word) {
        firstWord = word;
        return this;
    }

    /** From now on it takes connections, and says nothing any more. */
    public FakeGateway hangs() {
        hangs = true;
        return this;
    }

    public FakeGateway answersBy(Answering how) {
        answering = how;
        return this;
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + getPort());
    }

    /** Those to whom its clients may send: alice, bob, and groups. */
    public AccountGuard circle() {
        return circle;
    }

    public GatewayClient client(Duration callDeadline) {
        return client(new Waits(callDeadline, SETTLING));
    }

    public GatewayClient client(Waits waits) {
        return new GatewayClient(url(), Tls.ofTheJdk(), waits, RateCap.perSecond(1000), circle, new Latencies());
    }

    public GatewayClient client() {
        return client(Duration.ofSeconds(60));
    }

    /** The socket that was opened longest ago and not yet given out. */
    public WebSocket nextSocket() {
        try {
            WebSocket socket = sockets.poll(60, TimeUnit.SECONDS);
            if (socket == null) {
                throw new AssertionError("nobody connected");
            }
            return socket;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The path and query of each handshake. */
    public List<String> paths() {
        return List.copyOf(paths);
    }

    /** How many pings of the application came. */
    public int pings() {
        return pings.get();
    }

    public List<MsgData> sent() {
        return List.copyOf(sent);
    }

    public static void push(WebSocket socket, String conversation, MsgData message) {
        PushMessages push = PushMessages.newBuilder()
                .putMsgs(conversation, PullMsgs.newBuilder().addMsgs(message).build())
                .build();
        send(socket, Frame.PUSH, "", 0, "", push);
    }

    public static void kick(WebSocket socket) {
        socket.send(
                "{\"reqIdentifier\":2002,\"msgIncr\":\"\",\"operationID\":\"\",\"errCode\":0,\"errMsg\":\"\",\"data\":null}"
                        .getBytes(StandardCharsets.UTF_8));
        drop(socket);
    }

    /** Closes TCP, as the real one does, without a close frame, once all that was said is on its way. */
    public static void drop(WebSocket socket) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !socket.hasBufferedData());
        socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
    }

    public static void reply(WebSocket socket, JsonNode request, int errCode, String errMsg, MessageLite data) {
        send(
                socket,
                request.path("reqIdentifier").asInt(),
                request.path("msgIncr").asText(),
                errCode,
                errMsg,
                data);
    }

    private static void send(WebSocket socket, int kind, String msgIncr, int errCode, String errMsg, MessageLite data) {
        socket.send(JSON.createObjectNode()
                .put("reqIdentifier", kind)
                .put("msgIncr", msgIncr)
                .put("operationID", "")
                .put("errCode", errCode)
                .put("errMsg", errMsg)
                .put("data", data.toByteArray())
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void acknowledge(FakeGateway gateway, WebSocket socket, JsonNode request) throws IOException {
        if (request.path("reqIdentifier").asInt() == Frame.SEND) {
            MsgData message = gateway.take(request);
            SendMsgResp ack = SendMsgResp.newBuilder()
                    .setClientMsgID(message.getClientMsgID())
                    .setServerMsgID("server-" + message.getClientMsgID())
                    .setSendTime(1795529116015L)
                    .build();
            reply(socket, request, 0, "", ack);
        }
    }

    private MsgData take(JsonNode request) throws IOException {
        try {
            MsgData message = MsgData.parseFrom(request.path("data").binaryValue());
            sent.add(message);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onStart() {
        started.complete(true);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        paths.add(handshake.getResourceDescriptor());
        sockets.add(socket);
        if (hangs) {
            return;
        }
        socket.send(firstWord);
        if (!firstWord.contains("\"errCode\":0")) {
            drop(socket);
        }
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        if (text.contains("\"ping\"") && !hangs) {
            pings.incrementAndGet();
            socket.send("{\"type\":\"pong\",\"body\":{}}");
        }
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer bytes) {
        try {
            answering.answer(
                    this,
                    socket,
                    JSON.readTree(StandardCharsets.UTF_8.decode(bytes).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        // Seen from the other side.
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
        started.completeExceptionally(e);
    }

    @Override
    public void close() {
        try {
            stop(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
