package openim.verify.client.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;

/** Opens connections. */
public final class Dial {

    private Dial() {}

    /**
     * Connects to the host and port of a URL, over TLS where its scheme asks for it.
     *
     * <p>Each address that the name has is tried, and gets its share of the time that is left.
     *
     * @param url of scheme http, https, ws, wss, or tcp with a port
     * @throws NotConnected if it does not come about; also where the URL names no host
     */
    public static Connection to(URI url, Tls tls, Deadline deadline) throws NotConnected {
        Endpoint endpoint = Endpoint.of(url);
        Connection connection = new Connection(tcp(endpoint, tls.names(), deadline));
        if (endpoint.overTls()) {
            secure(connection, tls, endpoint, deadline);
        }
        return connection;
    }

    /** Does what needs no network of it, so that the time of the first connection is not spent on loading. */
    public static void prepare(URI literal, Tls tls, Deadline deadline) throws NotConnected {
        tls.names().addressesOf(Endpoint.of(literal).host(), deadline);
    }

    /** Where a name that is known here leads to nobody, it may lead elsewhere by now. */
    private static Socket tcp(Endpoint endpoint, KnownNames names, Deadline deadline) throws NotConnected {
        InetAddress[] before = names.addressesOf(endpoint.host(), deadline);
        boolean known = !names.equals(KnownNames.NONE) && names.mayLeadElsewhere();
        try {
            return tcp(
                    before,
                    endpoint,
                    known ? deadline.atMost(deadline.remaining().dividedBy(2)) : deadline);
        } catch (NotConnected nobody) {
            names.forget(endpoint.host());
            InetAddress[] now = known ? names.addressesOf(endpoint.host(), deadline) : before;
            if (Arrays.equals(before, now)) {
                throw nobody;
            }
            return tcp(now, endpoint, deadline);
        }
    }

    private static Socket tcp(InetAddress[] addresses, Endpoint endpoint, Deadline deadline) throws NotConnected {
        NotConnected last = new NotConnected(Failure.UNREACHABLE, endpoint.host() + " has no address", null);
        for (int i = 0; i < addresses.length; i++) {
            try {
                return tcp(
                        new InetSocketAddress(addresses[i], endpoint.port()),
                        deadline.remaining().dividedBy(addresses.length - i));
            } catch (NotConnected next) {
                last = next;
            }
        }
        throw last;
    }

    private static Socket tcp(InetSocketAddress address, Duration share) throws NotConnected {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            // A time-out of zero would be none at all.
            socket.connect(address, (int) Math.max(1, share.toMillis()));
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw notConnected(e, share);
        }
    }

    private static NotConnected notConnected(IOException e, Duration share) {
        String said = String.valueOf(e.getMessage());
        if (e instanceof ConnectException && said.contains("refused")) {
            return new NotConnected(Failure.REFUSED, "connection refused", e);
        }
        return e instanceof SocketTimeoutException
                ? new NotConnected(Failure.UNREACHABLE, "no connection within " + share.toMillis() + " ms", e)
                : new NotConnected(Failure.UNREACHABLE, "no connection: " + said, e);
    }

    private static void secure(Connection connection, Tls tls, Endpoint endpoint, Deadline deadline)
            throws NotConnected {
        try (Deadline.Guard guard = deadline.closing(connection)) {
            try {
                SSLSocket secured = (SSLSocket) tls.context()
                        .getSocketFactory()
                        .createSocket(connection.tcp(), endpoint.host(), endpoint.port(), true);
                SSLParameters parameters = secured.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
                secured.startHandshake();
                connection.securedBy(secured);
            } catch (IOException e) {
                connection.close();
                throw guard.fired()
                        ? new NotConnected(Failure.NO_ANSWER, "connected, but no TLS handshake within " + deadline, e)
                        : new NotConnected(Failure.TLS, "no TLS: " + e.getMessage(), e);
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It never was of any use.
        }
    }
}
