package openim.verify.client.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Asked;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.client.utils.DateUtils;
import org.apache.http.config.MessageConstraints;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.DefaultBHttpClientConnection;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;

/**
 * Plain HTTP: one request, sent as it is given, and its answer.
 *
 * <p>The request line is not touched: a signature covers it. Nothing is repeated, redirected or decompressed.
 *
 * @param method such as GET
 * @param url where to, query included
 * @param headers to send besides Host, Content-Length and Connection
 * @param body empty for none
 */
public record HttpCall(String method, URI url, Map<String, String> headers, Optional<byte[]> body) {

    private static final int BUFFER = 8 * 1024;
    private static final int EXCERPT = 2048;
    private static final MessageConstraints CONSTRAINTS = MessageConstraints.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(200)
            .build();

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(URI url) {
        return new HttpCall("GET", url, Map.of(), Optional.empty());
    }

    public static HttpCall put(URI url, Map<String, String> headers, byte[] body) {
        return new HttpCall("PUT", url, headers, Optional.of(body));
    }

    /** Takes the body of an answer of status 200. */
    public interface Body {

        /** Reads as much of it as is wanted. */
        void take(InputStream in) throws IOException;
    }

    /**
     * Sends it and reads the answer and the beginning of its body.
     *
     * @throws NotConnected if there is no whole answer by the deadline
     */
    public HttpAnswer send(Tls tls, Deadline deadline) throws NotConnected {
        return send(tls, deadline, Optional.empty());
    }

    /** The same, with somebody to take the body if the status is 200. */
    public HttpAnswer send(Tls tls, Deadline deadline, Body reader) throws NotConnected {
        return send(tls, deadline, Optional.of(reader));
    }

    private HttpAnswer send(Tls tls, Deadline deadline, Optional<Body> reader) throws NotConnected {
        try (Connection connection = Dial.to(url, tls, deadline);
                Deadline.Guard guard = deadline.closing(connection)) {
            try {
                return exchange(connection, deadline, reader);
            } catch (IOException | HttpException broken) {
                throw connection.failed(broken, deadline, guard);
            }
        }
    }

    private HttpAnswer exchange(Connection connection, Deadline deadline, Optional<Body> reader)
            throws IOException, HttpException {
        // Not closed by itself: it lives and dies with the connection that it is bound to.
        @SuppressWarnings("resource")
        DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(BUFFER, null, null, CONSTRAINTS);
        http.bind(connection.socket());
        Optional<IOException> cut = sendRequest(http);
        try {
            return answer(http, deadline, reader);
        } catch (IOException noAnswer) {
            throw cut.orElse(noAnswer);
        }
    }

    /** Sends as much as the other side takes: one that refuses a body may answer in the middle of it. */
    private Optional<IOException> sendRequest(DefaultBHttpClientConnection http) throws HttpException {
        HttpEntityEnclosingRequest request =
                new BasicHttpEntityEnclosingRequest(method, target(), HttpVersion.HTTP_1_1);
        String origin = Asked.origin(url);
        request.addHeader("Host", origin.substring(origin.indexOf("://") + 3));
        request.addHeader("Connection", "close");
        request.addHeader("User-Agent", "openim-verify");
        headers.forEach(request::setHeader);
        body.ifPresent(bytes -> {
            request.addHeader("Content-Length", String.valueOf(bytes.length));
            request.setEntity(new ByteArrayEntity(bytes));
        });
        try {
            http.sendRequestHeader(request);
            http.sendRequestEntity(request);
            http.flush();
            return Optional.empty();
        } catch (IOException cut) {
            return Optional.of(cut);
        }
    }

    private String target() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static HttpAnswer answer(DefaultBHttpClientConnection http, Deadline deadline, Optional<Body> reader)
            throws IOException, HttpException {
        HttpResponse response = http.receiveResponseHeader();
        while (response.getStatusLine().getStatusCode() < 200) {
            response = http.receiveResponseHeader();
        }
        http.receiveResponseEntity(response);
        int status = response.getStatusLine().getStatusCode();
        String excerpt = "";
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            InputStream in = entity.getContent();
            if (status == 200 && reader.isPresent()) {
                reader.get().take(in);
            } else {
                excerpt = new String(in.readNBytes(EXCERPT), StandardCharsets.UTF_8);
            }
        }
        return new HttpAnswer(
                status,
                header(response, "Location"),
                header(response, "Content-Type").orElse(""),
                header(response, "Date").flatMap(HttpCall::date),
                excerpt,
                deadline.elapsed());
    }

    private static Optional<Instant> date(String header) {
        return Optional.ofNullable(DateUtils.parseDate(header)).map(Date::toInstant);
    }

    private static Optional<String> header(HttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(h -> h.getValue());
    }

    /** Its host and path: the query can be a key. */
    @Override
    public String toString() {
        return method + " " + Asked.where(url);
    }
}
