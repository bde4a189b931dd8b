package openim.verify.rehearsal.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.DefaultBHttpClientConnection;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;
import org.apache.http.util.EntityUtils;

/**
 * A small reverse proxy on a free loopback port. It hands on what comes to one server behind it, as its manners say, and
 * the answer as it is. Bodies are held whole in memory.
 */
public final class ReverseProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    /** What is said anew on each connection. */
    private static final Set<String> OF_THE_CONNECTION =
            headers("Connection", "Transfer-Encoding", "Content-Length", "Host", "Date", "Keep-Alive", "Expect");

    private final HttpServer server;
    private final URI upstream;
    private final Manners manners;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "reverse-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private ReverseProxy(HttpServer server, URI upstream, Manners manners) {
        this.server = server;
        this.upstream = upstream;
        this.manners = manners;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** One that speaks plain HTTP. */
    static ReverseProxy before(URI upstream, Manners manners) {
        try {
            return new ReverseProxy(HttpServer.create(anyPort(), 0), upstream, manners);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that speaks TLS, and shows this certificate. */
    static ReverseProxy before(URI upstream, Manners manners, SSLContext certificate) {
        try {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate));
            return new ReverseProxy(server, upstream, manners);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (manners.page().isPresent() || body.length > manners.mostBytes()) {
                String page = manners.page().orElse("<html><h1>413 Request Entity Too Large</h1></html>");
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                send(exchange, manners.page().isPresent() ? 200 : 413, page.getBytes(StandardCharsets.UTF_8));
                return;
            }
            handOn(exchange, body);
        }
    }

    private void handOn(HttpExchange exchange, byte[] body) throws IOException {
        try (Socket socket = new Socket(upstream.getHost(), upstream.getPort())) {
            // Closed with its socket.
            @SuppressWarnings("resource")
            DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(BUFFER);
            connection.bind(socket);
            BasicHttpEntityEnclosingRequest request = request(exchange, body);
            connection.sendRequestHeader(request);
            connection.sendRequestEntity(request);
            connection.flush();
            HttpResponse response = connection.receiveResponseHeader();
            boolean hasBody = !exchange.getRequestMethod().equals("HEAD")
                    && response.getStatusLine().getStatusCode() != 204;
            if (hasBody) {
                connection.receiveResponseEntity(response);
            }
            for (Header header : response.getAllHeaders()) {
                if (!OF_THE_CONNECTION.contains(header.getName())) {
                    exchange.getResponseHeaders().add(header.getName(), header.getValue());
                }
            }
            send(
                    exchange,
                    response.getStatusLine().getStatusCode(),
                    hasBody && response.getEntity() != null
                            ? EntityUtils.toByteArray(response.getEntity())
                            : new byte[0]);
        } catch (HttpException strange) {
            throw new IOException(strange);
        }
    }

    private BasicHttpEntityEnclosingRequest request(HttpExchange exchange, byte[] body) {
        BasicHttpEntityEnclosingRequest request = new BasicHttpEntityEnclosingRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), HttpVersion.HTTP_1_1);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        String host = manners.keepsHost()
                ? exchange.getRequestHeaders().getFirst("Host")
                : HttpHost.create(upstream.toString()).toHostString();
        request.addHeader("Host", host);
        if (server instanceof HttpsServer) {
            request.addHeader(
                    "X-Request-Api", "https://" + exchange.getRequestHeaders().getFirst("Host"));
        }
        request.addHeader("Connection", "close");
        if (body.length > 0 || exchange.getRequestMethod().equals("PUT")) {
            request.addHeader("Content-Length", String.valueOf(body.length));
            request.setEntity(new ByteArrayEntity(body));
        }
        return request;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Set<String> headers(String... names) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(Set.of(names));
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
