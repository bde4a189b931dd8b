package openim.verify.client.net;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;

/**
 * Until when the certificate of a server holds. It is only read here: nothing is sent to a server that nobody vouches for, and one
 * that has ended can be read too.
 */
public final class CertificateEnd {

    private static final Set<String> OVER_TLS = Set.of("https", "wss");

    private CertificateEnd() {}

    /** When it ends; empty if the URL is not one over TLS, or none was shown by the deadline. */
    public static Optional<Instant> of(URI url, Deadline deadline) {
        if (!OVER_TLS.contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            return Optional.empty();
        }
        try {
            return Bounded.call(deadline, "certificate", () -> shown(url, deadline));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (Exception notShown) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> shown(URI url, Deadline deadline) throws Exception {
        int port = url.getPort() < 0 ? 443 : url.getPort();
        try (Socket tcp = new Socket();
                Deadline.Guard guard = deadline.closing(tcp)) {
            tcp.connect(new InetSocketAddress(url.getHost(), port), (int)
                    Math.max(1, deadline.remaining().toMillis()));
            try (SSLSocket secured =
                    (SSLSocket) readingAny().getSocketFactory().createSocket(tcp, url.getHost(), port, true)) {
                secured.startHandshake();
                Certificate first = secured.getSession().getPeerCertificates()[0];
                return guard.fired() || !(first instanceof X509Certificate certificate)
                        ? Optional.empty()
                        : Optional.of(certificate.getNotAfter().toInstant());
            }
        }
    }

    private static SSLContext readingAny() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Reader()}, null);
        return context;
    }

    private static final class Reader implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
