package openim.verify.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A proxy before one server, on a free port of 127.0.0.1, that speaks TLS to clients. It hands on what comes, but for what it is
 * told not to.
 */
final class FakeProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final ServerSocket door;
    private final URI upstream;
    private volatile boolean dropsUpgrade;
    private volatile long mostBytes = Long.MAX_VALUE;
    private volatile Duration patience = Duration.ZERO;

    private FakeProxy(ServerSocket door, URI upstream) {
        this.door = door;
        this.upstream = upstream;
    }

    static FakeProxy before(URI upstream, SSLContext certificate) throws IOException {
        FakeProxy proxy = new FakeProxy(
                certificate.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getByName("127.0.0.1")),
                upstream);
        start(proxy::accept);
        return proxy;
    }

    URI url(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + door.getLocalPort());
    }

    /** As nginx does unless it is told otherwise. */
    FakeProxy droppingUpgrade() {
        dropsUpgrade = true;
        return this;
    }

    /** Ends a connection on which the server says nothing for so long. */
    FakeProxy endingAfter(Duration silence) {
        patience = silence;
        return this;
    }

    /** Ends a connection on which a client says more at a time. */
    FakeProxy takingAtMost(long bytes) {
        mostBytes = bytes;
        return this;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
            server.setSoTimeout((int) patience.toMillis());
            OutputStream in = server.getOutputStream();
            in.write(head(client.getInputStream()));
            in.flush();
            AtomicLong saidAtOnce = new AtomicLong();
            start(() -> {
                try (client;
                        server) {
                    hand(client.getInputStream(), in, saidAtOnce, mostBytes);
                } catch (IOException over) {
                    // Both are closed now.
                }
            });
            InputStream out = server.getInputStream();
            OutputStream back = client.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = out.read(buffer); read >= 0; read = out.read(buffer)) {
                saidAtOnce.set(0);
                back.write(buffer, 0, read);
                back.flush();
            }
        } catch (IOException over) {
            // Both are closed now.
        }
    }

    private static void hand(InputStream from, OutputStream to, AtomicLong counted, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            if (counted.addAndGet(read) > most) {
                return;
            }
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    private byte[] head(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = from.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        String kept = dropsUpgrade
                ? Arrays.stream(text.split("\r\n", -1))
                        .filter(line -> !line.toLowerCase(Locale.ROOT).matches("(upgrade|connection):.*"))
                        .collect(Collectors.joining("\r\n"))
                : text;
        return kept.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
