package openim.verify.client.component;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Something that listens on a port, takes connections, and does one thing with each of them. */
final class Peer implements AutoCloseable {

    private interface Conduct {
        void meet(Socket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private Peer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Says nothing, ever. */
    static Peer silent() throws IOException {
        return new Peer().meeting(socket -> {});
    }

    /** Says the words and then a byte every so often, without end. */
    static Peer dripping(byte[] words) throws IOException {
        Peer peer = new Peer();
        return peer.meeting(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(words);
            out.flush();
            peer.clock.scheduleAtFixedRate(() -> drip(out), 0, 50, TimeUnit.MILLISECONDS);
        });
    }

    /** Hangs up. */
    static Peer cutting() throws IOException {
        return new Peer().meeting(Socket::close);
    }

    /** Answers whatever comes with these words, each time. */
    static Peer answering(String words) throws IOException {
        return new Peer().meeting(socket -> {
            byte[] bytes = new byte[4096];
            while (socket.getInputStream().read(bytes) > 0) {
                socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void drip(OutputStream out) {
        try {
            out.write('a');
            out.flush();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private Peer meeting(Conduct conduct) {
        inBackground(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    sockets.add(socket);
                    inBackground(() -> meet(socket, conduct));
                }
            } catch (IOException closed) {
                clock.shutdownNow();
            }
        });
        return this;
    }

    private static void meet(Socket socket, Conduct conduct) {
        try {
            conduct.meet(socket);
        } catch (IOException gone) {
            // The other side hung up: so be it.
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
