package openim.verify.rehearsal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.PushMessages;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** A client's session with the gateway. */
final class Session extends WebSocketClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 20;

    private final String userId;
    private final CompletableFuture<JsonNode> firstFrame = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Map<String, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final List<MsgData> pushed = new CopyOnWriteArrayList<>();
    private final List<MsgData> notified = new CopyOnWriteArrayList<>();
    private final List<Integer> told = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    private Session(URI uri, String userId) {
        super(uri);
        this.userId = userId;
        setConnectionLostTimeout(0);
    }

    static Session open(URI gateway, String userId, String token, int platform) {
        Session session = unopened(
                gateway,
                userId,
                "sendID=" + userId + "&token=" + token + "&platformID=" + platform + "&operationID=" + UUID.randomUUID()
                        + "&sdkType=js&isBackground=false&isMsgResp=true");
        session.connect();
        return session;
    }

    static Session unopened(URI gateway, String userId, String query) {
        return new Session(URI.create(gateway + "/?" + query), userId);
    }

    JsonNode firstFrame() {
        return within(firstFrame);
    }

    JsonNode firstFrameWithin(Duration patience) throws ExecutionException, TimeoutException {
        try {
            return firstFrame.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The code with which the connection ended. */
    int closeCode() {
        return within(closed);
    }

    boolean isOver() {
        return closed.isDone();
    }

    List<MsgData> pushed() {
        return List.copyOf(pushed);
    }

    /** What the server told by itself. */
    List<MsgData> notified() {
        return List.copyOf(notified);
    }

    List<String> pushedTexts() {
        return pushed.stream()
                .map(message -> message.getContent().toStringUtf8())
                .toList();
    }

    /** The identifiers of frames that answered nothing and pushed nothing. */
    List<Integer> told() {
        return List.copyOf(told);
    }

    /** Sends a text; the answer's frame. */
    JsonNode sends(String text, Person receiver) {
        return within(sendsWithoutAwaiting(text, receiver));
    }

    CompletableFuture<JsonNode> sendsWithoutAwaiting(String text, Person receiver) {
        return asks(
                1003, message(text).setRecvID(receiver.id()).setSessionType(1).build());
    }

    MsgData.Builder message(String text) {
        return MsgData.newBuilder()
                .setSendID(userId)
                .setClientMsgID(UUID.randomUUID().toString())
                .setSenderPlatformID(Person.WEB)
                .setMsgFrom(100)
                .setContentType(101)
                .setContent(ByteString.copyFromUtf8(content(text)))
                .setCreateTime(System.currentTimeMillis())
                .setStatus(1)
                .putOptions("offlinePush", false)
                .putOptions("unreadCount", false);
    }

    static String content(String text) {
        return "{\"content\":\"" + text + "\"}";
    }

    CompletableFuture<JsonNode> asks(int identifier, MessageLite data) {
        String increment = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(increment, answer);
        write(identifier, increment, data);
        return answer;
    }

    /** Sends a request whose answer, if any, nobody wants. */
    void asksInVain(int identifier, MessageLite data) {
        write(identifier, UUID.randomUUID().toString(), data);
    }

    JsonNode answerTo(int identifier, MessageLite data) {
        return within(asks(identifier, data));
    }

    String pings() {
        send("{\"type\":\"ping\",\"body\":{}}");
        try {
            return String.valueOf(texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] data(JsonNode frame) {
        try {
            return frame.path("data").binaryValue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        // The first frame tells how it went.
    }

    @Override
    public void onMessage(String text) {
        if (!firstFrame.isDone()) {
            firstFrame.complete(parse(text.getBytes(StandardCharsets.UTF_8)));
        } else {
            texts.add(text);
        }
    }

    @Override
    public void onMessage(ByteBuffer bytes) {
        byte[] frame = new byte[bytes.remaining()];
        bytes.get(frame);
        JsonNode json = parse(frame);
        int identifier = json.path("reqIdentifier").asInt();
        CompletableFuture<JsonNode> waiting =
                pending.remove(json.path("msgIncr").asText());
        if (waiting != null) {
            waiting.complete(json);
        } else if (identifier == 2001) {
            PushMessages push = push(json);
            pushed.addAll(messages(push.getMsgsMap()));
            notified.addAll(messages(push.getNotificationMsgsMap()));
        } else {
            told.add(identifier);
        }
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        closed.complete(code);
    }

    @Override
    public void onError(Exception e) {
        firstFrame.completeExceptionally(e);
    }

    private void write(int identifier, String increment, MessageLite data) {
        Map<String, Object> frame = Map.of(
                "reqIdentifier",
                identifier,
                "token",
                "",
                "sendID",
                userId,
                "operationID",
                UUID.randomUUID().toString(),
                "msgIncr",
                increment,
                "data",
                Base64.getEncoder().encodeToString(data.toByteArray()));
        send(JSON.valueToTree(frame).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<MsgData> messages(Map<String, PullMsgs> pushed) {
        return pushed.values().stream()
                .flatMap(part -> part.getMsgsList().stream())
                .toList();
    }

    private static PushMessages push(JsonNode json) {
        try {
            return PushMessages.parseFrom(data(json));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(byte[] frame) {
        try {
            return JSON.readTree(new String(frame, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T within(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
