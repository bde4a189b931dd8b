package openim.verify.canary.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import openim.verify.verdict.CannotLook;

/** {@code /metrics}, as long as it is open. Prometheus gets what it asks for: text, OpenMetrics, or protobuf with native histograms. */
public final class MetricsEndpoint implements AutoCloseable {

    private final HTTPServer server;

    private MetricsEndpoint(HTTPServer server) {
        this.server = server;
    }

    /**
     * Serves them there.
     *
     * @param at port 0 for any that is free
     * @throws CannotLook if that port is not to be had
     */
    public static MetricsEndpoint serving(CanaryMetrics metrics, InetSocketAddress at) {
        try {
            return new MetricsEndpoint(HTTPServer.builder()
                    .hostname(at.getHostString())
                    .port(at.getPort())
                    .registry(metrics.registry())
                    .buildAndStart());
        } catch (IOException taken) {
            throw new CannotLook(
                    "metrics cannot be served at " + at.getHostString() + ":" + at.getPort() + ": "
                            + taken.getMessage(),
                    taken);
        }
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
