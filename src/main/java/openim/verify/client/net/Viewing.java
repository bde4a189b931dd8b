package openim.verify.client.net;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Looks at a server's certificate and judges nothing; that was done before, by another. */
final class Viewing extends X509ExtendedTrustManager {

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
