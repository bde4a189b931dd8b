package openim.verify.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import openim.verify.client.RateCap;
import openim.verify.client.UserId;
import openim.verify.client.net.Tls;

/** A small REST server of OpenIM that answers what a test tells it to, and notes what it was asked. */
public final class FakeOpenIm implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Call, String>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What it was asked. */
    public record Call(String path, Optional<String> operationId, Optional<String> token, JsonNode body) {}

    public FakeOpenIm() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        answers("/auth/get_admin_token", "{\"token\":\"admin-1\",\"expireTimeSeconds\":7776000}");
    }

    /** Answers with errCode 0 and this data. */
    public FakeOpenIm answers(String path, String data) {
        return answersWith(path, call -> ok(data));
    }

    /** Answers with an error. */
    public FakeOpenIm fails(String path, int errCode, String errMsg, String errDlt) {
        return answersWith(path, call -> error(errCode, errMsg, errDlt));
    }

    public FakeOpenIm answersWith(String path, Function<Call, String> answer) {
        answers.put(path, answer);
        return this;
    }

    public static String ok(String data) {
        return "{\"errCode\":0,\"errMsg\":\"\",\"errDlt\":\"\",\"data\":" + data + "}";
    }

    public static String error(int errCode, String errMsg, String errDlt) {
        return "{\"errCode\":" + errCode + ",\"errMsg\":\"" + errMsg + "\",\"errDlt\":\"" + errDlt + "\"}";
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(String path) {
        return calls.stream().filter(c -> c.path().equals(path)).toList();
    }

    /** The only call of that path. */
    public Call call(String path) {
        List<Call> found = calls(path);
        if (found.size() != 1) {
            throw new AssertionError(path + " was called " + found.size() + " times");
        }
        return found.get(0);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public ApiClient client() {
        return new ApiClient(url(), Tls.ofTheJdk(), Duration.ofSeconds(60), RateCap.perSecond(1000));
    }

    public AdminSession admin(ApiClient client) {
        return new AdminSession(client, new UserId("imAdmin"), "openIM-secret");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Call call = new Call(
                    exchange.getRequestURI().getPath(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("operationID")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("token")),
                    JSON.readTree(body));
            calls.add(call);
            Function<Call, String> answer = answers.get(call.path());
            if (answer == null) {
                send(exchange, 404, "text/plain", "404 page not found");
            } else {
                send(exchange, 200, "application/json; charset=utf-8", answer.apply(call));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
