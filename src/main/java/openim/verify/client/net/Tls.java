package openim.verify.client.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust to vouch for a server: the authorities of the JDK, and a private one where the settings name it. And whom we
 * trust to know where a server is: the system, and, for names that are known inside of a deployment only, whoever knows those.
 *
 * <p>Built when first needed: a deployment without TLS does not pay for it. Immutable and safe for all threads.
 */
public final class Tls {

    private final List<Certificate> more;
    private final KnownNames names;
    private final Sockets sockets;

    private Tls(List<Certificate> more, KnownNames names, Sockets sockets) {
        this.more = more;
        this.names = names;
        this.sockets = sockets;
    }

    /** What to make TLS sockets with; the same for all that differ in the names only. */
    private static final class Sockets {

        private final List<Certificate> more;
        private @Nullable SSLContext context;

        Sockets(List<Certificate> more) {
            this.more = more;
        }

        synchronized SSLContext context() {
            if (context == null) {
                try {
                    context = more.isEmpty() ? SSLContext.getDefault() : SSLContext.getInstance("TLS");
                    if (!more.isEmpty()) {
                        context.init(null, managers(trusted(more)), null);
                    }
                } catch (GeneralSecurityException | IOException e) {
                    throw new IllegalStateException("this JDK has no TLS", e);
                }
            }
            return context;
        }
    }

    private static Tls trusting(List<Certificate> more) {
        return new Tls(more, KnownNames.NONE, new Sockets(more));
    }

    /** The authorities of the JDK. */
    public static Tls ofTheJdk() {
        return trusting(List.of());
    }

    /**
     * These too.
     *
     * @param pem a file with one or more certificates
     * @throws IOException if it cannot be read or holds none
     */
    public static Tls trustingAlso(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("no certificate in " + pem);
            }
            return trusting(List.copyOf(certificates));
        } catch (GeneralSecurityException unreadable) {
            throw new IOException("no certificates in " + pem, unreadable);
        }
    }

    /** The same, and these names too. */
    public Tls finding(KnownNames others) {
        return new Tls(more, others, sockets);
    }

    /** Who is asked before the system where a host is. */
    public KnownNames names() {
        return names;
    }

    /** Takes whatever certificate is shown, and notes it: to look at one that was refused, never to send anything. */
    static Tls showingTo(Consumer<X509Certificate> viewer) throws GeneralSecurityException {
        Sockets looking = new Sockets(List.of());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Viewing(viewer)}, null);
        looking.context = context;
        return new Tls(List.of(), KnownNames.NONE, looking);
    }

    /** What to make TLS sockets with. */
    public SSLContext context() {
        return sockets.context();
    }

    /** The judge behind {@link #context}, for a library that wants to see it. */
    public X509TrustManager trust() {
        try {
            return (X509TrustManager) managers(more.isEmpty() ? null : trusted(more))[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    private static KeyStore trusted(List<Certificate> more) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int n = 0;
        for (TrustManager manager : managers(null)) {
            for (X509Certificate known : ((X509TrustManager) manager).getAcceptedIssuers()) {
                trusted.setCertificateEntry("jdk-" + n++, known);
            }
        }
        for (Certificate own : more) {
            trusted.setCertificateEntry("own-" + n++, own);
        }
        return trusted;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Looks at a server's certificate and judges nothing; that was done before, by another. */
    private static final class Viewing extends X509ExtendedTrustManager {

        private final Consumer<X509Certificate> viewer;

        Viewing(Consumer<X509Certificate> viewer) {
            this.viewer = viewer;
        }

        private void view(X509Certificate[] chain) {
            viewer.accept(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            view(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            view(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            view(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("we are no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("we are no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("we are no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
