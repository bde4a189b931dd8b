package openim.verify.rehearsal.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A TCP relay before one server, on a loopback port that stays its own through all that befalls the server.
 *
 * <p>Clients are given the relay's port and never learn the server's. What they see is decided by {@link #carry}: it
 * holds at once, for the connections there are as for new ones. Bytes that were held flow when the traffic passes again.
 *
 * <p>Safe for use by many threads; its own threads are daemons, two for each connection and one that listens.
 */
public final class Relay implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final InetSocketAddress address;
    private final int door;
    private final TrafficGate gate;
    private final Set<RelayedConnection> lines = ConcurrentHashMap.newKeySet();
    private final Meter meter = new Meter();
    private volatile int serverPort;
    private @Nullable PortListener listener;

    private Relay(InetAddress facing, int port, int door, int serverPort, Traffic traffic) {
        this.address = new InetSocketAddress(facing, port);
        this.door = door;
        this.serverPort = serverPort;
        this.gate = new TrafficGate(traffic);
    }

    /** A relay that passes everything to the server on this loopback port. */
    public static Relay to(int serverPort) {
        int port = LoopbackPort.free();
        Relay relay = new Relay(LOOPBACK, port, port, serverPort, Traffic.refusing());
        relay.carry(Traffic.passing());
        return relay;
    }

    /** A relay whose port is known and still refuses: give it a server by {@link #leadTo}, then let it pass. */
    public static Relay toNobodyYet() {
        int port = LoopbackPort.free();
        return new Relay(LOOPBACK, port, port, 0, Traffic.refusing());
    }

    /** The same, but clients connect to the port of another process, which leads them to {@link #inside}. */
    static Relay behindDoor() {
        return behindDoor(LOOPBACK);
    }

    /** The same for a process that reaches this machine at that address. */
    static Relay behindDoor(InetAddress facing) {
        return new Relay(facing, LoopbackPort.free(), LoopbackPort.free(), 0, Traffic.refusing());
    }

    /** Where clients connect. */
    public int port() {
        return door;
    }

    /** Where this relay itself listens: where clients connect, unless another process stands before it. */
    public int inside() {
        return address.getPort();
    }

    /** The same as {@code host:port}. */
    public String hostAndPort() {
        return LOOPBACK.getHostAddress() + ":" + port();
    }

    /** Leads connections made from now on to the server on this loopback port. */
    public void leadTo(int port) {
        serverPort = port;
    }

    /** What it has carried. */
    public Meter meter() {
        return meter;
    }

    /** What it does now. */
    public Traffic traffic() {
        return gate.traffic();
    }

    /** Changes what it does; when this returns, it holds. */
    public synchronized void carry(Traffic traffic) {
        gate.change(traffic);
        if (!(traffic instanceof Traffic.Refusing)) {
            if (listener == null) {
                listener = new PortListener(address, this::connect);
            }
            return;
        }
        if (listener != null) {
            listener.close();
            listener = null;
        }
        lines.forEach(RelayedConnection::reset);
    }

    /** Refuses from now on. */
    @Override
    public void close() {
        carry(Traffic.refusing());
    }

    private void connect(Socket client) {
        meter.connected();
        RelayedConnection line = new RelayedConnection(client, gate, meter, lines::remove);
        lines.add(line);
        RelayThreads.start("relay " + port() + " line", () -> line.connect(serverPort));
    }

    static Socket toLoopback(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }
}
