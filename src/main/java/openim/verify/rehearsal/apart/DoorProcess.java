package openim.verify.rehearsal.apart;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that stands for one part: holds its port, carries its clients' bytes, and dies with the rehearsal.
 *
 * <p>Its arguments are the address of the {@link Doorkeeper}, {@code host:port}, and the part's name; what follows is for people who look
 * at the process table. It needs nothing but the JDK, so that it starts fast and stays small.
 */
public final class DoorProcess {

    private static final int BACKLOG = 256;

    private static final long BEAT_EVERY_NANOS = 200_000_000;

    private DoorProcess() {}

    public static void main(String[] arguments) {
        try {
            String[] doorkeeper = arguments[0].split(":", 2);
            InetAddress host = InetAddress.getByName(doorkeeper[0]);
            try (Socket tether = new Socket(host, Integer.parseInt(doorkeeper[1]))) {
                DataOutputStream out = new DataOutputStream(tether.getOutputStream());
                out.writeUTF(arguments[1]);
                out.writeLong(ProcessHandle.current().pid());
                DataInputStream in = new DataInputStream(tether.getInputStream());
                int port = in.readInt();
                int inside = in.readInt();
                if (port != 0) {
                    InetAddress facing = host.isLoopbackAddress() ? host : new InetSocketAddress(0).getAddress();
                    listen(new ServerSocket(port, BACKLOG, facing), new InetSocketAddress(host, inside));
                }
                out.writeBoolean(true);
                if (!host.isLoopbackAddress()) {
                    daemon(() -> beat(out));
                }
                // The rehearsal says nothing more: what ends this read is its end.
                in.read();
            }
        } catch (IOException e) {
            complain(arguments[1] + ": " + e.getMessage() + "\n");
        }
        Runtime.getRuntime().halt(1);
    }

    private static void listen(ServerSocket door, InetSocketAddress inside) {
        daemon(() -> {
            while (true) {
                try {
                    Socket client = door.accept();
                    daemon(() -> carry(client, inside));
                } catch (IOException e) {
                    // The client was gone before it was accepted.
                }
            }
        });
    }

    /** From where the rehearsal cannot see in the process table whether it is stopped. */
    private static void beat(OutputStream out) {
        try {
            while (true) {
                out.write(1);
                out.flush();
                LockSupport.parkNanos(BEAT_EVERY_NANOS);
            }
        } catch (IOException e) {
            // The rehearsal is over, and so is this process.
            return;
        }
    }

    private static void carry(Socket client, InetSocketAddress inside) {
        try {
            Socket server = new Socket(inside.getAddress(), inside.getPort());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            daemon(() -> pump(server, client));
            pump(client, server);
        } catch (IOException e) {
            reset(client);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
            return;
        }
        if (from.isOutputShutdown()) {
            close(from);
            close(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed by the other direction.
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to tell, and nobody to tell it to.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static void complain(String words) {
        try (OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(words.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("nobody hears that " + words, e);
        }
    }
}
