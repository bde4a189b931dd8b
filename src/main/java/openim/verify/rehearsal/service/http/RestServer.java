package openim.verify.rehearsal.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import openim.verify.rehearsal.service.process.DeadProcessException;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** A REST server of OpenIM, on a free loopback port, in the name of one process. */
public final class RestServer implements AutoCloseable {

    private static final int MAX_THREADS = 250;
    private static final int MIN_THREADS = 4;
    private static final int IDLE_MILLIS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Finds out who calls. */
    public interface Door extends Function<String, Caller> {}

    /** Answers a call. */
    public interface Answer extends Function<Call, Object> {}

    private final ServiceProcess process;
    private final Map<String, Handler> posts = new HashMap<>();
    private final Map<String, Handler> gets = new HashMap<>();
    private final LongAdder answered = new LongAdder();
    private @Nullable Javalin server;

    public RestServer(ServiceProcess process) {
        this.process = process;
    }

    /** How each HTTP server of the rehearsal is set up. */
    public static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = "127.0.0.1";
        config.jetty.port = 0;
        config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MILLIS);
    }

    /** Answers POSTs on this path to those whom the door lets in. */
    public RestServer post(String path, Door door, Answer answer) {
        posts.put(path, context -> answerTo(context, door, answer));
        return this;
    }

    /** Answers POSTs on this path to anybody. */
    public RestServer post(String path, Answer answer) {
        return post(path, token -> new Caller("", false), answer);
    }

    /** Answers GETs on this path. */
    public RestServer get(String path, Handler handler) {
        gets.put(path, context -> {
            if (posts.containsKey(context.path())) {
                context.status(404);
            } else {
                handler.handle(context);
            }
        });
        return this;
    }

    /** Begins to listen; returns the port. */
    public int start() {
        server = Javalin.create(config -> {
                    configure(config);
                    posts.forEach(config.routes::post);
                    gets.forEach(config.routes::get);
                    config.routes.error(404, RestServer::notFound);
                })
                .start();
        return server.port();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
    }

    private static void notFound(Context context) {
        context.contentType("text/plain").result("404 page not found");
    }

    /** How many calls were answered, refused ones included. */
    public long answered() {
        return answered.sum();
    }

    private void answerTo(Context context, Door door, Answer answer) {
        answered.increment();
        try {
            process.life().pass();
            context.contentType("application/json; charset=utf-8")
                    .result(envelope(context, door, answer).json());
            process.life().pass();
        } catch (DeadProcessException e) {
            // Its relay has reset the connection: nobody reads this any more.
            context.status(503);
        }
    }

    private static ResponseEnvelope envelope(Context context, Door door, Answer answer) {
        try {
            return ResponseEnvelope.of(answer.apply(admit(call(context), door)));
        } catch (RpcFailure e) {
            return ResponseEnvelope.of(e);
        }
    }

    private static Call admit(Call call, Door door) {
        return call.by(door.apply(call.token()));
    }

    private static Call call(Context context) {
        String operationId = header(context, "operationID");
        if (operationId.isEmpty()) {
            throw RpcFailure.arguments("header must have operationID");
        }
        return new Call(
                new Caller("", false), body(context.body()), api(context), operationId, header(context, "token"));
    }

    private static String api(Context context) {
        String said = header(context, "X-Request-Api");
        return said.isEmpty() ? "http://" + context.host() : said.replaceFirst("/$", "");
    }

    private static JsonNode body(String text) {
        try {
            JsonNode body = JSON.readTree(text);
            return body instanceof MissingNode ? JSON.valueToTree(Map.of()) : body;
        } catch (JsonProcessingException e) {
            throw RpcFailure.arguments("invalid JSON: " + e.getOriginalMessage());
        }
    }

    private static String header(Context context, String name) {
        String value = context.header(name);
        return value == null ? "" : value;
    }
}
