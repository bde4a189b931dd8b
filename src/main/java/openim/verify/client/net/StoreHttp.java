package openim.verify.client.net;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import openim.verify.await.Deadline;

/** The HTTP client that minio's own clients are given: each call ends by a deadline, and goes where it was sent. */
public final class StoreHttp {

    private StoreHttp() {}

    /** One for calls to this endpoint that all end by then. The caller ends it, see {@link #end}. */
    public static OkHttpClient client(URI endpoint, Tls tls, Deadline deadline) {
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .callTimeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
                .dns(host -> List.of(tls.names().lookUp(host, deadline)))
                .followRedirects(false)
                .retryOnConnectionFailure(false);
        if ("https".equals(endpoint.getScheme())) {
            http.sslSocketFactory(tls.context().getSocketFactory(), tls.trust());
        }
        return http.build();
    }

    /** Ends a client's calls, threads and connections; left alone, its threads wait another minute for work. */
    public static void end(OkHttpClient http) {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
