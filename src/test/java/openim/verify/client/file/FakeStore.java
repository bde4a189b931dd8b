package openim.verify.client.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import openim.verify.client.UserId;

/**
 * openim-api and an object store in one, with the two steps of OpenIM: it signs URLs for the address it believes in, and
 * takes and gives bytes there.
 */
final class FakeStore implements AutoCloseable {

    static final UserId ALICE = new UserId("alice");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PART = 5 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> parts = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private volatile Optional<String> signsFor = Optional.empty();
    private volatile int signedAtOnce = 100;
    private volatile boolean circle;

    /** How it answers where it does not do as it should. */
    record Answer(int status, String contentType, String body) {}

    FakeStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Believes that clients reach it there. */
    FakeStore signsFor(String origin) {
        signsFor = Optional.of(origin);
        return this;
    }

    FakeStore signsAtOnce(int count) {
        signedAtOnce = count;
        return this;
    }

    /** Sends whoever asks for a file to where he asked. */
    void leadsInACircle() {
        circle = true;
    }

    /** Answers requests of this method and start of path so, instead. */
    FakeStore answers(String methodAndPath, int status, String contentType, String body) {
        answers.put(methodAndPath, new Answer(status, contentType, body));
        return this;
    }

    /** Gives other bytes than it took. */
    void replaces(int part, byte[] bytes) {
        parts.put("/bucket/key-" + part, bytes);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Answer> instead = answers.entrySet().stream()
                    .filter(e -> (exchange.getRequestMethod() + " " + path).startsWith(e.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (instead.isPresent()) {
                Answer answer = instead.get();
                send(
                        exchange,
                        answer.status(),
                        answer.contentType(),
                        answer.body().getBytes(StandardCharsets.UTF_8));
            } else if (path.startsWith("/bucket/")) {
                store(exchange, path, body);
            } else {
                api(exchange, path, JSON.readTree(body));
            }
        }
    }

    private void store(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            parts.put(path, body);
            send(exchange, 200, "text/plain", new byte[0]);
        } else {
            send(exchange, 200, "application/octet-stream", whole());
        }
    }

    private byte[] whole() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 1; parts.containsKey("/bucket/key-" + i); i++) {
            all.writeBytes(parts.get("/bucket/key-" + i));
        }
        return all.toByteArray();
    }

    private void api(HttpExchange exchange, String path, JsonNode body) throws IOException {
        if (path.equals("/object/initiate_multipart_upload")) {
            int count = Math.min(signedAtOnce, (body.path("size").asInt() + PART - 1) / PART);
            String signed = signed(IntStream.rangeClosed(1, count));
            ok(exchange, "{\"upload\":{\"uploadID\":\"u1\",\"partSize\":" + PART + ",\"sign\":" + signed + "}}");
        } else if (path.equals("/object/auth_sign")) {
            var numbers = StreamSupport.stream(body.path("partNumbers").spliterator(), false);
            ok(exchange, signed(numbers.mapToInt(JsonNode::asInt)));
        } else if (path.equals("/object/complete_multipart_upload")) {
            ok(exchange, "{\"url\":\"http://api/object/x\"}");
        } else if (path.startsWith("/object/alice/")) {
            String store = signsFor.orElse(url()) + "/bucket/whole?X-Amz-Signature=KEY";
            String asked = url() + exchange.getRequestURI().getRawPath();
            exchange.getResponseHeaders().set("Location", circle ? asked : store);
            send(exchange, 302, "text/html", new byte[0]);
        } else {
            send(exchange, 404, "text/plain", "Error: 1004 RecordNotFoundError".getBytes(StandardCharsets.UTF_8));
        }
    }

    private String signed(IntStream numbers) {
        String start = "\"url\":\"" + signsFor.orElse(url()) + "/bucket/key-";
        return numbers.mapToObj(i -> "{\"partNumber\":" + i + "," + start + i + "?X-Amz-Signature=KEY\"}")
                .collect(Collectors.joining(",", "{\"parts\":[", "]}"));
    }

    private static void ok(HttpExchange exchange, String data) throws IOException {
        send(
                exchange,
                200,
                "application/json",
                ("{\"errCode\":0,\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
