package openim.verify.client.component;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OneExchangeClient;
import openim.verify.client.net.Tls;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** One exchange over HTTP with a component, over a connection of its own. */
record HttpLook(Tls tls, Deadline deadline) {

    private static final int LARGEST = 8 * 1024 * 1024;

    /** What came back. */
    record Reply(int status, String body) {

        boolean isOk() {
            return status == 200;
        }

        /** {@code HTTP 503: Service unavailable}. */
        @Override
        public String toString() {
            return "HTTP " + status + (body.isBlank() ? "" : ": " + body.strip());
        }
    }

    Reply get(URI url) throws NotConnected {
        return exchange(url, new HttpGet(url));
    }

    /** Posts JSON, with a token if there is one. */
    Reply post(URI url, String json, Optional<String> token) throws NotConnected {
        HttpPost post = new HttpPost(url);
        post.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        token.ifPresent(value -> post.setHeader("Authorization", value));
        return exchange(url, post);
    }

    @SuppressWarnings("deprecation")
    private Reply exchange(URI url, HttpUriRequest request) throws NotConnected {
        try (Connection connection = Dial.to(url, tls, deadline);
                Deadline.Guard guard = deadline.closing(connection)) {
            try {
                HttpResponse response = new OneExchangeClient(connection).execute(request);
                return new Reply(response.getStatusLine().getStatusCode(), body(response.getEntity()));
            } catch (IOException | RuntimeException e) {
                throw connection.failed(e, deadline, guard);
            }
        }
    }

    private static String body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        byte[] start = entity.getContent().readNBytes(LARGEST);
        return new String(start, StandardCharsets.UTF_8);
    }
}
