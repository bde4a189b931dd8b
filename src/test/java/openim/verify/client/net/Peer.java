package openim.verify.client.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer on a free loopback port that behaves as badly as it is told to. */
public final class Peer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");

    private final ServerSocket server;
    private final Manners manners;
    private final Thread doorman;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger heard = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it does with a connection; the socket is closed afterwards. */
    public interface Manners {
        void meet(Socket socket, Peer peer) throws IOException, InterruptedException;
    }

    private Peer(ServerSocket server, Manners manners) {
        this.server = server;
        this.manners = manners;
        this.doorman = startDaemon(this::acceptAll);
    }

    public static Peer with(Manners manners) {
        try {
            return over(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), manners);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Peer over(ServerSocket server, Manners manners) {
        return new Peer(server, manners);
    }

    /** Accepts, and never says a word. */
    public static Peer silent() {
        return with((socket, peer) -> peer.closed.await());
    }

    /** Says it slowly, a byte at a time, for as long as somebody listens, and never comes to an end. */
    public static Peer dripping(String start) {
        return with((socket, peer) -> {
            OutputStream out = socket.getOutputStream();
            for (int i = 0; !peer.closed.await(20, TimeUnit.MILLISECONDS); i++) {
                out.write(i < start.length() ? start.charAt(i) : ' ');
                out.flush();
            }
        });
    }

    /** Hears the request out, says this, and hangs up. */
    public static Peer saying(String words) {
        return with((socket, peer) -> {
            peer.hear(socket);
            socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        });
    }

    /** Answers HTTP with this body. */
    public static Peer answering(String status, String contentType, String body) {
        return saying(http(status, contentType, body));
    }

    public static String http(String status, String contentType, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Reads what comes until the headers are over. */
    public void hear(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return;
            }
            request.append((char) c);
        }
        heard.incrementAndGet();
    }

    /**
     * Reads a request with its body, for a peer that wants to hear another one afterwards.
     *
     * @return whether one came
     */
    public boolean hearWhole(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder request = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            request.append((char) c);
            if (request.indexOf("\r\n\r\n") >= 0) {
                Matcher length = LENGTH.matcher(request);
                in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                heard.incrementAndGet();
                return true;
            }
        }
        return false;
    }

    /** Says this, and does not hang up. */
    public static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** How many connections it took. */
    public int dialled() {
        return accepted.size();
    }

    /** Takes no connection any more, and keeps those that it has. */
    public void closeDoor() {
        try {
            server.close();
            // The port is closed only when nobody waits at it any more.
            doorman.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many requests it heard. */
    public int heard() {
        return heard.get();
    }

    public int port() {
        return server.getLocalPort();
    }

    public URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    public URI url() {
        return url("http");
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.add(socket);
                startDaemon(() -> meet(socket));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void meet(Socket socket) {
        try (socket) {
            manners.meet(socket, this);
            socket.shutdownOutput();
            // What was not read would turn the goodbye into a reset.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | InterruptedException gone) {
            // The other side went first.
        }
    }

    private static Thread startDaemon(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        closed.countDown();
        closeDoor();
        try {
            for (Socket socket : accepted) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
