package openim.verify.client.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.net.Connection;
import openim.verify.client.wire.PullMsgs;
import openim.verify.client.wire.PushMessages;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

/**
 * The WebSocket below a session: sorts what arrives into first word, replies, pongs and pushes.
 *
 * <p>Nothing that arrives can end it: what cannot be read is noted in the journal.
 */
final class SessionSocket extends WebSocketClient {

    private static final int LARGEST_FRAME = 16 * 1024 * 1024;

    private final Connection connection;
    private final SessionLog journal;
    private final CompletableFuture<String> firstWord = new CompletableFuture<>();
    private final CompletableFuture<Boolean> upgraded = new CompletableFuture<>();
    private final Map<String, CompletableFuture<Frame>> waiting = new ConcurrentHashMap<>();
    private final Queue<CompletableFuture<Instant>> pings = new ConcurrentLinkedQueue<>();
    private final Queue<Future<?>> heartbeats = new ConcurrentLinkedQueue<>();
    private volatile String lastError = "";

    SessionSocket(URI url, Connection connection, SessionLog journal) {
        super(url, new Draft_6455(List.of(), List.of(new Protocol("")), LARGEST_FRAME));
        this.connection = connection;
        this.journal = journal;
        setSocketFactory(new OpenAlready(connection.socket()));
        setDaemon(true);
        // The library's own watch over lost connections would ping; when to ping is the session's business.
        setConnectionLostTimeout(0);
    }

    Connection connection() {
        return connection;
    }

    SessionLog journal() {
        return journal;
    }

    /** The first text frame; fails if the line ends before. */
    CompletableFuture<String> firstWord() {
        return firstWord;
    }

    /** Done when the server has upgraded the connection; fails if the line ends before. */
    CompletableFuture<Boolean> upgraded() {
        return upgraded;
    }

    /** Sends a request; the future fails if the line ends before its reply. */
    CompletableFuture<Frame> ask(String msgIncr, byte[] request) {
        CompletableFuture<Frame> reply = new CompletableFuture<>();
        waiting.put(msgIncr, reply);
        sendOrFail(() -> send(request), reply);
        return reply;
    }

    /** Nobody waits for this reply any more. */
    void forget(String msgIncr) {
        waiting.remove(msgIncr);
    }

    /** Sends the application's ping; the future tells when the pong came. */
    CompletableFuture<Instant> ping() {
        CompletableFuture<Instant> pong = new CompletableFuture<>();
        ping(pong);
        return pong;
    }

    /** Pings from time to time, and lets the pongs pass. */
    void keepAlive(Duration every) {
        heartbeats.add(Heartbeats.every(every, () -> ping(new CompletableFuture<>())));
        if (journal.end().isPresent()) {
            heartbeats.forEach(h -> h.cancel(false));
        }
    }

    private void ping(CompletableFuture<Instant> pong) {
        pings.add(pong);
        sendOrFail(() -> send(Frame.PING), pong);
    }

    private void sendOrFail(Runnable sending, CompletableFuture<?> reply) {
        try {
            sending.run();
        } catch (RuntimeException closed) {
            reply.completeExceptionally(closed);
        }
        if (journal.end().isPresent()) {
            // It ended while we were asking, perhaps after it failed all that waited then.
            failAll();
        }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        // Whether a session comes of it is decided by the server's first word.
        upgraded.complete(true);
    }

    @Override
    public void onMessage(String text) {
        take(text);
        journal.heard();
    }

    private void take(String text) {
        if (firstWord.complete(text)) {
            return;
        }
        CompletableFuture<Instant> ping = Frame.isPong(text) ? pings.poll() : null;
        if (ping == null) {
            journal.odd("text frame: " + text);
        } else {
            ping.complete(Instant.now());
        }
    }

    @Override
    public void onMessage(ByteBuffer bytes) {
        try {
            take(Frame.read(bytes), Instant.now());
        } catch (IOException | IllegalArgumentException garbled) {
            journal.odd("garbled frame of " + bytes.limit() + " bytes: " + garbled.getMessage());
        }
        journal.heard();
    }

    private void take(Frame frame, Instant at) throws InvalidProtocolBufferException {
        if (frame.kind() == Frame.PUSH) {
            journal.pushed(pushes(PushMessages.parseFrom(frame.data()), at));
        } else if (frame.kind() == Frame.KICKED) {
            end(SessionEnd.Kind.KICKED, "another device took its place " + frame.errMsg());
        } else {
            CompletableFuture<Frame> reply = waiting.remove(frame.msgIncr());
            if (reply == null) {
                journal.odd("nobody waits for this: kind " + frame.kind() + ", errCode " + frame.errCode() + " "
                        + frame.errMsg());
            } else {
                reply.complete(frame);
            }
        }
    }

    private static List<Push> pushes(PushMessages pushed, Instant at) {
        List<Push> pushes = new ArrayList<>();
        pushed.getMsgsMap().forEach((id, messages) -> add(pushes, id, messages, false, at));
        pushed.getNotificationMsgsMap().forEach((id, messages) -> add(pushes, id, messages, true, at));
        return pushes;
    }

    private static void add(List<Push> pushes, String id, PullMsgs messages, boolean notification, Instant at) {
        messages.getMsgsList()
                .forEach(m -> pushes.add(new Push(new ConversationId(id), Message.of(m), notification, at)));
    }

    @Override
    public void onError(Exception e) {
        lastError = String.valueOf(e.getMessage());
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        String how = code == 1006 || code < 0
                ? "the connection ended without a close frame" + (lastError.isEmpty() ? "" : ", " + lastError)
                : "close frame " + code + " " + reason;
        end(SessionEnd.Kind.DROPPED, how);
        connection.close();
    }

    /** Ends it from our side, with a close frame. */
    void hangUp() {
        end(SessionEnd.Kind.CLOSED, "by us");
        close();
    }

    private void end(SessionEnd.Kind kind, String reason) {
        journal.ended(kind, reason.strip());
        heartbeats.forEach(h -> h.cancel(false));
        failAll();
    }

    private void failAll() {
        IOException ended = new IOException("the session ended");
        upgraded.completeExceptionally(ended);
        firstWord.completeExceptionally(ended);
        waiting.values().forEach(reply -> reply.completeExceptionally(ended));
        waiting.clear();
        for (CompletableFuture<Instant> ping = pings.poll(); ping != null; ping = pings.poll()) {
            ping.completeExceptionally(ended);
        }
    }

    /** Pings the sessions that are to be kept alive; one thread for all of them. */
    static final class Heartbeats {

        private static final ScheduledExecutorService HEART = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "heartbeats");
            thread.setDaemon(true);
            return thread;
        });

        private Heartbeats() {}

        /** Does it from time to time until the future is cancelled, or until it fails. */
        static Future<?> every(Duration pause, Runnable beat) {
            return HEART.scheduleAtFixedRate(beat, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
