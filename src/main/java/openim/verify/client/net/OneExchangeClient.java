package openim.verify.client.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.params.ClientPNames;
import org.apache.http.client.params.CookiePolicy;
import org.apache.http.conn.ClientConnectionOperator;
import org.apache.http.conn.ManagedClientConnection;
import org.apache.http.conn.OperatedClientConnection;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.conn.scheme.SchemeSocketFactory;
import org.apache.http.impl.DefaultConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.impl.conn.DefaultClientConnection;
import org.apache.http.impl.conn.DefaultClientConnectionOperator;
import org.apache.http.io.BufferInfo;
import org.apache.http.io.SessionInputBuffer;
import org.apache.http.params.BasicHttpParams;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.CoreProtocolPNames;
import org.apache.http.params.HttpParams;

/**
 * An HTTP client for one exchange over a connection that is open already, and that another one may follow on: see
 * {@link #letGo}.
 *
 * <p>Nothing is repeated, redirected, authenticated, remembered as a cookie, or decompressed. Lines and headers are bounded;
 * a body is bounded by whoever reads it. Its types are deprecated by their library, and the only ones that REST Assured
 * takes.
 */
@SuppressWarnings("deprecation")
public final class OneExchangeClient extends DefaultHttpClient {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 200;

    private final NotedSocket socket;
    private final OneConnection only;

    public OneExchangeClient(Connection connection) {
        this(connection.noted());
    }

    private OneExchangeClient(NotedSocket socket) {
        this(socket, new OneConnection(schemes(socket)));
    }

    private OneExchangeClient(NotedSocket socket, OneConnection only) {
        super(only, params());
        this.socket = socket;
        this.only = only;
        setHttpRequestRetryHandler((failure, times, context) -> false);
        // What the answer says: its version, Connection, and whether it says where it ends.
        setReuseStrategy(DefaultConnectionReuseStrategy.INSTANCE);
    }

    /**
     * Has nothing to do with the connection any more.
     *
     * @return whether another exchange may follow on it: the answer was read to its end, nothing came after it, and the other
     *     side does not want to hang up
     */
    public boolean letGo() {
        socket.letGo();
        return only.isReusable();
    }

    /** Ends the connection in the middle of an answer that nobody wants to hear to its end. */
    public void breakOff() {
        only.shutdown();
    }

    private static SchemeRegistry schemes(Socket socket) {
        SchemeRegistry schemes = new SchemeRegistry();
        OpenAlready factory = new OpenAlready(socket);
        schemes.register(new Scheme("http", 80, factory));
        schemes.register(new Scheme("https", 443, factory));
        return schemes;
    }

    /** Manages the one connection there is. */
    private static final class OneConnection extends BasicClientConnectionManager {

        private final Reading reading = new Reading();
        private volatile boolean reusable;

        OneConnection(SchemeRegistry schemes) {
            super(schemes);
        }

        boolean isReusable() {
            return reusable;
        }

        @Override
        protected ClientConnectionOperator createConnectionOperator(SchemeRegistry registry) {
            // The name was looked up when the connection was opened.
            return new DefaultClientConnectionOperator(
                    registry, host -> new InetAddress[] {InetAddress.getLoopbackAddress()}) {
                @Override
                public OperatedClientConnection createConnection() {
                    // Called by no constructor: what this class holds is there by then.
                    return reading;
                }
            };
        }

        @Override
        public void releaseConnection(ManagedClientConnection connection, long keepAlive, TimeUnit unit) {
            reusable = connection.isMarkedReusable() && connection.isOpen() && !reading.holdsMore();
            super.releaseConnection(connection, keepAlive, unit);
        }
    }

    /** Knows what was read from the socket and belongs to no answer. */
    private static final class Reading extends DefaultClientConnection {

        private Optional<BufferInfo> buffer = Optional.empty();

        boolean holdsMore() {
            return buffer.map(bytes -> bytes.length() > 0).orElse(true);
        }

        @Override
        protected SessionInputBuffer createSessionInputBuffer(Socket socket, int size, HttpParams params)
                throws IOException {
            SessionInputBuffer created = super.createSessionInputBuffer(socket, size, params);
            buffer = created instanceof BufferInfo info ? Optional.of(info) : Optional.empty();
            return created;
        }
    }

    private static HttpParams params() {
        HttpParams params = new BasicHttpParams();
        params.setParameter(CoreConnectionPNames.MAX_LINE_LENGTH, LONGEST_LINE);
        params.setParameter(CoreConnectionPNames.MAX_HEADER_COUNT, MOST_HEADERS);
        params.setParameter(CoreConnectionPNames.STALE_CONNECTION_CHECK, false);
        params.setParameter(CoreProtocolPNames.USER_AGENT, "openim-verify");
        params.setParameter(CoreProtocolPNames.USE_EXPECT_CONTINUE, false);
        params.setParameter(ClientPNames.HANDLE_REDIRECTS, false);
        params.setParameter(ClientPNames.HANDLE_AUTHENTICATION, false);
        params.setParameter(ClientPNames.COOKIE_POLICY, CookiePolicy.IGNORE_COOKIES);
        return params;
    }

    /** Gives out the one socket there is. */
    private record OpenAlready(Socket socket) implements SchemeSocketFactory {

        @Override
        public Socket createSocket(HttpParams params) {
            return socket;
        }

        @Override
        public Socket connectSocket(
                Socket ignored, InetSocketAddress remote, InetSocketAddress local, HttpParams params)
                throws IOException {
            return socket;
        }

        @Override
        public boolean isSecure(Socket sock) {
            return false;
        }
    }
}
