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
import java.util.function.Predicate;

/** A way to a server for those alone whose request it likes; to others it shuts the door. */
public final class PickyDoor implements AutoCloseable {

    private static final String NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n"
            + "Content-Length: 18\r\nConnection: close\r\n\r\n404 page not found";

    private final ServerSocket door;
    private final URI server;
    private final Predicate<String> liked;

    private final String farewell;

    private PickyDoor(ServerSocket door, URI server, Predicate<String> liked, String farewell) {
        this.door = door;
        this.server = server;
        this.liked = liked;
        this.farewell = farewell;
    }

    /**
     * Opens one.
     *
     * @param liked is told the head of a request
     */
    public static PickyDoor to(URI server, Predicate<String> liked) throws IOException {
        return opened(server, liked, "");
    }

    /** Opens one to a server that is to seem not to know this path, where that is all a connection is made for. */
    public static PickyDoor without(String path, URI server) throws IOException {
        return opened(server, head -> !head.startsWith("POST " + path + " "), NOT_FOUND);
    }

    private static PickyDoor opened(URI server, Predicate<String> liked, String farewell) throws IOException {
        PickyDoor picky =
                new PickyDoor(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, liked, farewell);
        begin(picky::opens);
        return picky;
    }

    public URI uri() {
        return URI.create(server.getScheme() + "://127.0.0.1:" + door.getLocalPort());
    }

    private void opens() throws IOException {
        while (true) {
            Socket guest = door.accept();
            begin(() -> leads(guest));
        }
    }

    private void leads(Socket guest) throws IOException {
        try (guest) {
            byte[] head = head(guest.getInputStream());
            if (!liked.test(new String(head, StandardCharsets.ISO_8859_1))) {
                guest.getOutputStream().write(farewell.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            try (Socket host = new Socket(server.getHost(), server.getPort())) {
                host.getOutputStream().write(head);
                begin(() -> copies(host.getInputStream(), guest.getOutputStream()));
                copies(guest.getInputStream(), host.getOutputStream());
            }
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) {
                break;
            }
            head.write(one);
        }
        return head.toByteArray();
    }

    private static void copies(InputStream in, OutputStream out) throws IOException {
        byte[] some = new byte[8192];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            out.write(some, 0, read);
            out.flush();
        }
    }

    private interface Work {
        void done() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.done();
                    } catch (IOException gone) {
                        // Somebody has left.
                    }
                },
                "picky-door");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
