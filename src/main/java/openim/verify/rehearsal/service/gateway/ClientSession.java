package openim.verify.rehearsal.service.gateway;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import openim.verify.rehearsal.service.user.Connections;
import openim.verify.rehearsal.service.user.PlatformIds;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** One client's session: written to by one thread at a time, dropped without a close frame. */
final class ClientSession {

    private static final Duration READ_DEADLINE = Duration.ofSeconds(30);
    private static final Duration WRITE_DEADLINE = Duration.ofSeconds(10);
    private static final Duration PING_EVERY = READ_DEADLINE.multipliedBy(9).dividedBy(10);

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final ConnectRequest handshake;
    private final Session socket;
    private final boolean inJson;
    private volatile Instant heard = Instant.now();
    private final Instant opened = Instant.now();
    private Instant pinged = opened;

    /** @param inJson whether it is written to in JSON, or else in gob */
    ClientSession(ConnectRequest handshake, Session socket, boolean inJson) {
        this.handshake = handshake;
        this.socket = socket;
        this.inJson = inJson;
    }

    String userId() {
        return handshake.userId();
    }

    int platform() {
        return handshake.platform();
    }

    String token() {
        return handshake.token();
    }

    boolean gzip() {
        return handshake.gzip();
    }

    Connections.Connection connection() {
        return new Connections.Connection(platform(), id, token());
    }

    /** A frame of its client came. */
    void heard() {
        heard = Instant.now();
    }

    boolean silentTooLong() {
        return heard.plus(READ_DEADLINE).isBefore(Instant.now());
    }

    /** Pings, by the protocol, a browser that is due. */
    synchronized void pingIfDue() {
        if (platform() == PlatformIds.WEB && pinged.plus(PING_EVERY).isBefore(Instant.now())) {
            pinged = Instant.now();
            write(done -> socket.sendPing(ByteBuffer.allocate(0), done));
        }
    }

    synchronized void tell(String text) {
        write(done -> socket.sendText(text, done));
    }

    synchronized void send(ServerFrame.Response response) {
        ByteBuffer frame = ByteBuffer.wrap(ServerFrame.write(response, gzip(), inJson));
        write(done -> socket.sendBinary(frame, done));
    }

    /** Ends it by a close frame, the only end that has one. */
    void refuseTooLarge() {
        socket.close(StatusCode.MESSAGE_TOO_LARGE, "", Callback.NOOP);
    }

    /** How long it has been open. */
    Duration age() {
        return Duration.between(opened, Instant.now());
    }

    /** Drops the connection, as a server does that closes its socket without a word. */
    void drop() {
        socket.disconnect();
    }

    private void write(Consumer<Callback.Completable> writing) {
        try {
            Callback.Completable.with(writing).get(WRITE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The client is gone, or does not read.
            drop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
