package openim.verify.rehearsal.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port at which every packet is lost, as behind a firewall that drops them: its queue is full and nobody accepts. */
final class FullQueue implements AutoCloseable {

    /** More than the queue has room for. */
    private static final int ENOUGH = 8;

    private final ServerSocket server;
    private final List<SocketChannel> queued = new ArrayList<>();

    FullQueue() {
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            for (int i = 0; i < ENOUGH; i++) {
                SocketChannel one = SocketChannel.open();
                queued.add(one);
                one.configureBlocking(false);
                one.setOption(StandardSocketOptions.TCP_NODELAY, true);
                one.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            for (SocketChannel one : queued) {
                one.close();
            }
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
