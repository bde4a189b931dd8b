package openim.verify.rehearsal.service.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import openim.verify.rehearsal.service.user.Connections;
import openim.verify.rehearsal.service.user.Platform;
import org.eclipse.jetty.websocket.api.Session;

/** One client's session: written to by one thread at a time, dropped without a close frame. */
final class ClientSession {

    private static final Duration READ_DEADLINE = Duration.ofSeconds(30);
    private static final Duration PING_EVERY = READ_DEADLINE.multipliedBy(9).dividedBy(10);

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final Handshake handshake;
    private final Session socket;
    private volatile Instant heard = Instant.now();
    private Instant pinged = Instant.now();

    ClientSession(Handshake handshake, Session socket) {
        this.handshake = handshake;
        this.socket = socket;
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
        if (platform() == Platform.WEB && pinged.plus(PING_EVERY).isBefore(Instant.now())) {
            pinged = Instant.now();
            write(() -> socket.getRemote().sendPing(ByteBuffer.allocate(0)));
        }
    }

    synchronized void tell(String text) {
        write(() -> socket.getRemote().sendString(text));
    }

    synchronized void send(Frame.Response response) {
        ByteBuffer frame = ByteBuffer.wrap(Frame.write(response, gzip()));
        write(() -> socket.getRemote().sendBytes(frame));
    }

    /** Drops the connection, as a server does that closes its socket without a word. */
    void drop() {
        socket.disconnect();
    }

    private void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException | RuntimeException e) {
            // The client is gone; whoever reads from it will notice.
            drop();
        }
    }

    private interface Writing {
        void write() throws IOException;
    }
}
