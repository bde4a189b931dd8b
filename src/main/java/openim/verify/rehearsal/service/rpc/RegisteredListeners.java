package openim.verify.rehearsal.service.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** The addresses that processes register: somebody listens there as long as the process lives, and that is all. */
final class RegisteredListeners implements AutoCloseable {

    private final Selector selector;

    RegisteredListeners() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::welcome, "registered doors");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens one, on a port that nobody has. */
    ServerSocketChannel open() {
        try {
            ServerSocketChannel door = ServerSocketChannel.open();
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            door.configureBlocking(false);
            selector.wakeup();
            door.register(selector, SelectionKey.OP_ACCEPT);
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void welcome() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> accept((ServerSocketChannel) key.channel()), 1_000);
            }
        } catch (IOException | ClosedSelectorException ended) {
            // Nobody registers any more.
        }
    }

    private static void accept(ServerSocketChannel door) {
        try (SocketChannel guest = door.accept()) {
            return;
        } catch (IOException gone) {
            // The guest, or the door.
        }
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
