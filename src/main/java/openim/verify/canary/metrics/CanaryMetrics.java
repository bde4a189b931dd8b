package openim.verify.canary.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import openim.verify.await.SteadyClock;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryListener;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;
import openim.verify.disk.WholeFile.ForOthers;
import openim.verify.suite.Run;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * The metrics of a canary. Safe for all threads.
 *
 * <p>Label values are words of ours: checks, steps, states; and, on every series, what is watched and from where, so that rules can
 * tell one place from another. Nothing that a deployment says gets in.
 */
public final class CanaryMetrics implements CanaryListener {

    /** From a push on one host to a deadline that was missed. */
    private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    /** From the second look that follows the first to a night. */
    private static final double[] OUTAGES = {15, 60, 300, 900, 3600, 14_400, 43_200};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Clock clock;
    private final Clock steady;
    private final AtomicReference<Instant> lastRun = new AtomicReference<>(Instant.EPOCH);

    private final Gauge healthy;
    private final Gauge check;
    private final Gauge weak;
    private final Gauge notProven;
    private final Histogram seconds;
    private final Counter messages;
    private final Counter searches;
    private final Counter runs;
    private final Counter passed;
    private final Gauge success;
    private final Gauge last;
    private final Histogram recoveries;
    private final Counter errors;

    /**
     * @param version of the verifier
     * @param standpoint of which each figure tells
     */
    public CanaryMetrics(String version, Standpoint standpoint, Clock clock) {
        this(version, standpoint, clock, SteadyClock.beginning(clock));
    }

    CanaryMetrics(String version, Standpoint standpoint, Clock clock, Clock steady) {
        this.clock = clock;
        this.steady = steady;
        Labels labels = standpoint.labels();
        healthy = Gauge.builder()
                .constLabels(labels)
                .name("openim_verify_healthy")
                .help("1 if all is well, 0 if something is confirmed to be red, -1 if it cannot be said.")
                .register(registry);
        check = Gauge.builder()
                .constLabels(labels)
                .name("openim_verify_check_up")
                .help(
                        "Whether a check was green (1) or red (0) when it was looked at last; absent if nothing is proven of it.")
                .labelNames("check")
                .register(registry);
        weak = Gauge.builder()
                .constLabels(labels)
                .name("openim_verify_check_weak")
                .help("1 for each check that the build which runs was too weak for when it was looked at last.")
                .labelNames("check")
                .register(registry);
        notProven = Gauge.builder()
                .constLabels(labels)
                .name("openim_verify_not_proven_checks")
                .help("How many checks of a suite were not looked at, or in vain.")
                .labelNames("suite")
                .register(registry);
        seconds = Histogram.builder()
                .constLabels(labels)
                .name("openim_verify_step_seconds")
                .unit(Unit.SECONDS)
                .help("How long a step took: acknowledge, push, pull, stored, upload, download.")
                .labelNames("step")
                .classicUpperBounds(BUCKETS)
                .register(registry);
        messages = Counter.builder()
                .constLabels(labels)
                .name("openim_verify_messages_total")
                .help(
                        "Messages of the ledgers by what became of them; what one look misses counts when the next misses it too.")
                .labelNames("state")
                .register(registry);
        searches = Counter.builder()
                .constLabels(labels)
                .name("openim_verify_searches_total")
                .help("How often the server was asked to search its messages, each time a scan of all of them.")
                .register(registry);
        runs = Counter.builder()
                .constLabels(labels)
                .name("openim_verify_rounds_total")
                .help("Rounds that were made, by what they looked at and their confirmed verdict.")
                .labelNames("round", "verdict")
                .register(registry);
        passed = Counter.builder()
                .constLabels(labels)
                .name("openim_verify_unconfirmed_total")
                .help("Rounds whose first look was not good and whose second was.")
                .register(registry);
        success = Gauge.builder()
                .constLabels(labels)
                .name("openim_verify_last_success_timestamp_seconds")
                .unit(Unit.SECONDS)
                .help("When a round was healthy last, in seconds since 1970.")
                .labelNames("round")
                .register(registry);
        last = Gauge.builder()
                .constLabels(labels)
                .name("openim_verify_last_round_timestamp_seconds")
                .unit(Unit.SECONDS)
                .help("When a round ended last, whatever came of it, in seconds since 1970.")
                .register(registry);
        recoveries = Histogram.builder()
                .constLabels(labels)
                .name("openim_verify_recovery_seconds")
                .unit(Unit.SECONDS)
                .help("How long it took from the first red look to a green one; counts recoveries.")
                .classicUpperBounds(OUTAGES)
                .register(registry);
        errors = Counter.builder()
                .constLabels(labels)
                .name("openim_verify_errors_total")
                .help("Faults of the verifier itself: stuck, round, ledger, history, alert, metrics.")
                .labelNames("kind")
                .register(registry);
        GaugeWithCallback.builder()
                .constLabels(labels)
                .name("openim_verify_last_round_age_seconds")
                .unit(Unit.SECONDS)
                .help(
                        "How long ago a round ended; grows while the canary is stuck. Not to be had from a file or a gateway.")
                .callback(told -> told.call(age()))
                .register(registry);
        Info.builder()
                .constLabels(labels)
                .name("openim_verify_build_info")
                .help("The version of the verifier.")
                .labelNames("version")
                .register(registry)
                .addLabelValues(version);
        lastRun.set(steady.instant());
        // What never happened is 0, or nobody sees it rise.
        Stream.of(CanaryFault.values()).forEach(fault -> errors.initLabelValues(fault.word()));
        Stream.of(Round.values()).forEach(round -> runs.initLabelValues(round.word(), "healthy"));
    }

    private double age() {
        return Duration.between(lastRun.get(), steady.instant()).toMillis() / 1000.0;
    }

    /** Notes how long a step took. */
    public void took(Step step, Duration time) {
        seconds.labelValues(step.word()).observe(time.toNanos() / 1e9);
    }

    /** Notes that the server was asked to search its messages. */
    public void searched() {
        searches.inc();
    }

    /** Notes what became of messages. */
    public void settled(Map<String, Long> states) {
        states.forEach((state, count) -> messages.labelValues(state).inc(count));
    }

    @Override
    public void begins(Round round) {
        // Only what is over counts.
    }

    @Override
    public void looked(CanaryRound look, AlertState standing) {
        Instant now = clock.instant();
        lastRun.set(steady.instant());
        last.set((double) now.getEpochSecond());
        runs.labelValues(look.round().word(), look.verdict().word()).inc();
        if (look.verdict().isHealthy()) {
            success.labelValues(look.round().word()).set((double) now.getEpochSecond());
        }
        if (look.passedBy()) {
            passed.inc();
        }
        healthy.set(standing.isWell() ? 1 : standing.inOrder().get(0).isRed() ? 0 : -1);
        look.confirmed().forEach(this::note);
    }

    private void note(Run run) {
        notProven.labelValues(run.suite().name()).set((double) run.notProven());
        run.observations().forEach(this::note);
    }

    private void note(Observation seen) {
        String id = seen.check().value();
        if (seen.verdict() instanceof Verdict.Weak) {
            weak.labelValues(id).set(1);
        } else {
            weak.remove(id);
        }
        if (seen.verdict() instanceof Verdict.Healthy) {
            check.labelValues(id).set(1);
        } else if (seen.verdict() instanceof Verdict.Unhealthy) {
            check.labelValues(id).set(0);
        } else {
            check.remove(id);
        }
    }

    @Override
    public void changed(Alert alert) {
        if (alert.kind() == Alert.Kind.GREEN) {
            recoveries.observe(alert.lasted().toMillis() / 1000.0);
        }
    }

    @Override
    public void failed(CanaryFault fault, String words) {
        errors.labelValues(fault.word()).inc();
    }

    PrometheusRegistry registry() {
        return registry;
    }

    /** All of them in the text format, for a file or a gateway: the age is left out, for it would stand still there. */
    public String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create()
                    .write(
                            out,
                            registry.scrape(name -> !name.equals("openim_verify_last_round_age_seconds")),
                            EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a writer into memory does not fail", impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** {@code /metrics}, as long as it is open. Prometheus gets what it asks for: text, OpenMetrics, or protobuf with native histograms. */
    public static final class MetricsEndpoint implements AutoCloseable {

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

    /**
     * A file of metrics that node-exporter reads: seen whole or not at all, and by everybody on the machine, for node-exporter is another
     * user. Its labels are words of ours; nothing that a deployment says gets in.
     *
     * @param file its name ends in {@code .prom}, or node-exporter passes it over
     */
    public record Textfile(Path file) {

        /**
         * Writes it.
         *
         * @throws CannotLook if it cannot be written
         */
        public void write(String metrics) {
            try {
                ForOthers.replace(file, metrics);
            } catch (IOException failed) {
                throw new CannotLook("the metrics cannot be written to " + file + ": " + failed.getMessage(), failed);
            }
        }
    }
}
