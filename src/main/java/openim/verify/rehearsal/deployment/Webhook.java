package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;

/** The server of somebody else that OpenIMServer asks before each message: it takes connections, unless a lie says that it is down. */
final class Webhook implements AutoCloseable {

    private final int port;
    private ServerSocket socket;

    private Webhook(ServerSocket socket) {
        this.socket = socket;
        this.port = socket.getLocalPort();
    }

    static Webhook listening(Lies lies) {
        Webhook webhook = new Webhook(open(0));
        webhook.serve();
        lies.whenTold(Lie.WEBHOOK_DOWN, webhook::close);
        lies.whenRecanted(Lie.WEBHOOK_DOWN, webhook::reopen);
        return webhook;
    }

    /** Has OpenIMServer's checkout say that it is called. */
    void enableIn(Path checkout) {
        try {
            Files.writeString(checkout.resolve("config").resolve("webhooks.yml"), """
                    url: http://127.0.0.1:%d/callback
                    beforeSendSingleMsg:
                      enable: true
                      timeout: 5
                      failedContinue: false
                    afterSendSingleMsg:
                      enable: false
                    """.formatted(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void reopen() {
        if (socket.isClosed()) {
            socket = open(port);
            serve();
        }
    }

    private static ServerSocket open(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        ServerSocket serving = socket;
        Thread thread = new Thread(
                () -> {
                    while (!serving.isClosed()) {
                        try {
                            serving.accept().close();
                        } catch (IOException ended) {
                            // The next look says whether it is closed.
                        }
                    }
                },
                "webhook");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
