package openim.verify.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A second address for a server on loopback: {@code 127.0.0.2} and so on, each as another host would have it. */
final class Passage implements AutoCloseable {

    /** Leads to nobody: connections are taken, and not a word is said. */
    static final int NOWHERE = 0;

    private final ServerSocket door;
    private final int server;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private Passage(ServerSocket door, int server) {
        this.door = door;
        this.server = server;
    }

    /**
     * Opens one.
     *
     * @param port or 0 for a free one
     * @param server the port of the server on 127.0.0.1, or {@link #NOWHERE}
     */
    static Passage at(String host, int port, int server) throws IOException {
        ServerSocket door = new ServerSocket();
        door.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        Passage passage = new Passage(door, server);
        start(passage::accept);
        return passage;
    }

    int port() {
        return door.getLocalPort();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "passage");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                if (server != NOWHERE) {
                    Socket inside = new Socket(InetAddress.getByName("127.0.0.1"), server);
                    open.add(inside);
                    start(() -> carry(client, inside));
                    start(() -> carry(inside, client));
                }
            } catch (IOException over) {
                // Whoever comes next may be let through.
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException over) {
            // One of both has ended it.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
