package openim.verify.canary;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.verdict.CannotLook;

/**
 * Hands something to a server that is no part of the deployment: a webhook, a Pushgateway.
 *
 * <p>Tried again where that may help (no answer, 429, 5xx), up to one deadline for all tries. The server's words are in no message,
 * nor is the URL: it may be a secret.
 *
 * @param method {@code POST} or {@code PUT}
 * @param url where to
 * @param contentType of the body
 * @param whole the deadline of all tries together
 */
public record Outbound(String method, URI url, String contentType, Duration whole) {

    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int TOO_MANY = 429;

    /**
     * Sends it.
     *
     * @throws CannotLook if it was not taken by the deadline, or refused
     */
    public void send(String body) {
        Deadline deadline = Deadline.in(whole);
        // Of its own: a connection that was kept from the last time may lead nowhere by now.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ONE_TRY)
                .build();
        Duration pause = FIRST_PAUSE;
        String last = "there was no time to try";
        int tries = 0;
        while (!deadline.isOver()) {
            tries++;
            int status = tried(client, body, deadline.atMost(ONE_TRY));
            if (status >= 200 && status < 300) {
                return;
            }
            last = status < 0 ? "no answer" : "status " + status;
            if (status >= 0 && status != TOO_MANY && status < 500) {
                throw new CannotLook(url.getHost() + " refused what was sent: " + last);
            }
            Pause.until(deadline.atMost(pause));
            pause = pause.multipliedBy(2);
        }
        throw new CannotLook(url.getHost() + " did not take what was sent within " + whole.toSeconds() + " s, after "
                + tries + (tries == 1 ? " try: " : " tries: ") + last);
    }

    /** The status; -1 if no answer came. The whole exchange is cut off at the deadline, whatever drips. */
    private int tried(HttpClient client, String body, Deadline deadline) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", contentType)
                .build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return answer.get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (TimeoutException | ExecutionException noAnswer) {
            return -1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotLook("stopped while sending", stop);
        } finally {
            answer.cancel(true);
        }
    }
}
