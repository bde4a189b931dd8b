package openim.verify.client.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.http.client.params.ClientPNames;
import org.apache.http.client.params.CookiePolicy;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.conn.ClientConnectionOperator;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.conn.scheme.SchemeSocketFactory;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.impl.conn.DefaultClientConnectionOperator;
import org.apache.http.params.BasicHttpParams;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.CoreProtocolPNames;
import org.apache.http.params.HttpParams;

/**
 * An HTTP client for one exchange over a connection that is open already.
 *
 * <p>Nothing is repeated, redirected, authenticated, remembered as a cookie, or decompressed. Lines and headers are bounded;
 * a body is bounded by whoever reads it. Its types are deprecated by their library, and the only ones that REST Assured
 * takes.
 */
@SuppressWarnings("deprecation")
public final class OneExchangeClient extends DefaultHttpClient {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 200;

    public OneExchangeClient(Connection connection) {
        super(over(connection), params());
        setHttpRequestRetryHandler((failure, times, context) -> false);
        setReuseStrategy(NoConnectionReuseStrategy.INSTANCE);
    }

    private static ClientConnectionManager over(Connection connection) {
        SchemeRegistry schemes = new SchemeRegistry();
        OpenAlready factory = new OpenAlready(connection.socket());
        schemes.register(new Scheme("http", 80, factory));
        schemes.register(new Scheme("https", 443, factory));
        return new BasicClientConnectionManager(schemes) {
            @Override
            protected ClientConnectionOperator createConnectionOperator(SchemeRegistry registry) {
                // The name was looked up when the connection was opened.
                return new DefaultClientConnectionOperator(
                        registry, host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
            }
        };
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
