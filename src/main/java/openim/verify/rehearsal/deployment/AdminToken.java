package openim.verify.rehearsal.deployment;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks OpenIMServer for an administrator's token, as ChatServer's tool does before it starts; tells why it got none. */
record AdminToken(URI api, String secret) implements Supplier<Optional<String>> {

    private static final int PATIENCE_MILLIS = 5_000;

    @Override
    public Optional<String> get() {
        try {
            String answer = ask();
            return answer.contains("\"errCode\":0,") ? Optional.empty() : Optional.of(answer);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "an admin token of " + api;
    }

    private String ask() throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) api.resolve("/auth/get_admin_token").toURL().openConnection();
        call.setConnectTimeout(PATIENCE_MILLIS);
        call.setReadTimeout(PATIENCE_MILLIS);
        call.setRequestMethod("POST");
        call.setRequestProperty("Content-Type", "application/json");
        call.setRequestProperty("operationID", "check-component");
        call.setDoOutput(true);
        try (OutputStream body = call.getOutputStream()) {
            body.write(("{\"secret\":\"" + secret + "\",\"userID\":\"imAdmin\"}").getBytes(StandardCharsets.UTF_8));
        }
        return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
