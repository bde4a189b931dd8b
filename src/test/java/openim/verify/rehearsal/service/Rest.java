package openim.verify.rehearsal.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A REST server as its clients see it. */
final class Rest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI base;
    private final Duration patience;

    Rest(URI base) {
        this(base, PATIENCE);
    }

    private Rest(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    /** The same, given up after so long. */
    Rest within(Duration other) {
        return new Rest(base, other);
    }

    /** What became of a call: an envelope, or that there was none and why. */
    record Answer(int status, JsonNode envelope, String trouble) {

        int code() {
            return envelope.path("errCode").asInt(-1);
        }

        String words() {
            return trouble.isEmpty()
                    ? envelope.path("errMsg").asText() + " | "
                            + envelope.path("errDlt").asText()
                    : trouble;
        }

        JsonNode mustBeOk() {
            assertThat(trouble).isEmpty();
            assertThat(status).isEqualTo(200);
            assertThat(code()).as(envelope::toString).isZero();
            return envelope.path("data");
        }
    }

    Answer post(String path, String token, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("operationID", UUID.randomUUID().toString())
                .header("token", token)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    /** A call without operationID. */
    Answer postBare(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    CLIENT.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), "");
        } catch (HttpTimeoutException e) {
            return new Answer(0, JSON.nullNode(), "no answer");
        } catch (ConnectException e) {
            return new Answer(0, JSON.nullNode(), "connection refused");
        } catch (IOException e) {
            return new Answer(0, JSON.nullNode(), "connection broken: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
