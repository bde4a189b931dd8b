package openim.verify.client.component;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** As much of Redis as a ping sees, for a container that has Java and nothing else; needs no other class. */
final class Pong {

    static final int PORT = 6379;

    static final String READY = "ready";

    private Pong() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket door = new ServerSocket(PORT)) {
            System.out.println(READY);
            while (true) {
                try (Socket client = door.accept()) {
                    InputStream in = client.getInputStream();
                    byte[] command = new byte[512];
                    while (in.read(command) > 0) {
                        client.getOutputStream().write("+PONG\r\n".getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }
}
