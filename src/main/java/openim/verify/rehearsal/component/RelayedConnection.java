package openim.verify.rehearsal.component;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection through a relay: the client's socket, and, when the traffic lets it, the server's. */
final class RelayedConnection {

    private final Socket client;
    private final TrafficGate gate;
    private final Meter meter;
    private final Consumer<RelayedConnection> whenOver;
    private @Nullable Socket server;
    private boolean over;

    RelayedConnection(Socket client, TrafficGate gate, Meter meter, Consumer<RelayedConnection> whenOver) {
        this.client = client;
        this.gate = gate;
        this.meter = meter;
        this.whenOver = whenOver;
    }

    /** Connects to the server as soon as the traffic does not hang, and carries bytes both ways until one side ends. */
    void connect(int serverPort) {
        if (gate.whenNotHanging() instanceof Traffic.Refusing) {
            reset();
            return;
        }
        try {
            client.setTcpNoDelay(true);
            Socket socket = Relay.toLoopback(serverPort);
            if (!adopt(socket)) {
                return;
            }
            RelayThreads.start("relay line to client", new Pump(socket, client, gate, meter, this, true));
            new Pump(client, socket, gate, meter, this, false).run();
        } catch (IOException e) {
            // The server is really gone: let the client see what it would see without a relay.
            reset();
        }
    }

    /** Ends it by resets in both directions, as when the process that held the socket is killed. */
    synchronized void reset() {
        end(true);
    }

    /** Ends it in order. */
    synchronized void close() {
        end(false);
    }

    private synchronized boolean adopt(Socket socket) {
        server = socket;
        if (over) {
            closeQuietly(socket, true);
        }
        return !over;
    }

    private void end(boolean abruptly) {
        if (over) {
            return;
        }
        over = true;
        closeQuietly(client, abruptly);
        if (server != null) {
            closeQuietly(server, abruptly);
        }
        whenOver.accept(this);
    }

    private static void closeQuietly(Socket socket, boolean abruptly) {
        try {
            if (abruptly) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // Nothing is left to tell, and nobody to tell it to.
            return;
        }
    }
}
