package openim.verify.rehearsal.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Listens on a port and hands on who connects, until it is closed. */
final class PortListener implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final ServerSocket socket;
    private final Thread acceptor;

    PortListener(InetSocketAddress address, Consumer<Socket> whenConnected) {
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(address + " cannot be listened on", e);
        }
        acceptor = RelayThreads.start("relay " + address.getPort(), () -> accept(whenConnected));
    }

    private void accept(Consumer<Socket> whenConnected) {
        while (!socket.isClosed()) {
            try {
                whenConnected.accept(socket.accept());
            } catch (IOException e) {
                // Closed, or the client was gone before it was accepted.
            }
        }
    }

    /** Returns when the port refuses and everybody who had been accepted was handed on. */
    @Override
    public void close() {
        try {
            socket.close();
            // The kernel gives the port back only when nobody is in accept any more.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException("port " + socket.getLocalPort() + " cannot be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
