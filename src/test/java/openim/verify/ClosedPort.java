package openim.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of 127.0.0.1 at which nobody listens, and which nobody else takes as long as this process lives. */
public final class ClosedPort {

    /** Bound, and never listened at: whoever dials is refused, and whoever looks for a free port is given another. */
    private static final Socket HELD = new Socket();

    private ClosedPort() {}

    public static synchronized int number() {
        try {
            if (!HELD.isBound()) {
                HELD.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            }
            return HELD.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
