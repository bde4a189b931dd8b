package openim.verify.rehearsal.component;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;

/**
 * A stand-in for etcd that speaks the part of its JSON gateway that OpenIM's registrations need.
 *
 * <p>While it is dead its leases stand still, and when it comes back each has its whole life before it: so does etcd,
 * and so it comes that registrations fall away half a minute <em>after</em> an outage. While it hangs they run out.
 */
final class EmbeddedEtcd extends EmbeddedComponent {

    /** The beginning of the key under which nobody listens. */
    private static final String STALE = "openim/user-rpc-service/127.0.0.1:";

    private final HttpServer server;
    private final ExecutorService workers;
    private final EtcdStore store;

    private EmbeddedEtcd(Relay relay, HttpServer server, ExecutorService workers, EtcdStore store) {
        super("etcd", relay, server.getAddress().getPort());
        this.server = server;
        this.workers = workers;
        this.store = store;
    }

    static EmbeddedEtcd launch(Relay relay, Clock clock, Lies lies) throws IOException {
        EtcdStore store = new EtcdStore(clock);
        EtcdGateway gateway = new EtcdGateway(store, lies);
        lies.whenTold(Lie.STALE_REGISTRATION, () -> store.put(STALE + LoopbackPort.free(), "{}", 0));
        lies.whenRecanted(Lie.STALE_REGISTRATION, () -> store.remove(STALE));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, gateway));
        ExecutorService workers = Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "etcd");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.start();
        return new EmbeddedEtcd(relay, server, workers, store);
    }

    private static void answer(HttpExchange exchange, EtcdGateway gateway) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            EtcdGateway.Answer answer = gateway.answer(exchange.getRequestURI().getPath(), request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    protected void whenStarted() {
        store.renewAll();
    }

    @Override
    void end() {
        server.stop(0);
        workers.shutdownNow();
    }
}
