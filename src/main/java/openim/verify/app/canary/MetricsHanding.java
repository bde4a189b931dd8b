package openim.verify.app.canary;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import openim.verify.canary.Outbound;
import openim.verify.canary.metrics.CanaryMetrics;
import openim.verify.canary.metrics.Textfile;
import openim.verify.config.MonitoringSettings;
import openim.verify.verdict.CannotLook;

/** Hands a canary's metrics to those who do not ask for them. */
record MetricsHanding(MonitoringSettings.Metrics to, CanaryMetrics metrics, Consumer<String> failed) {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final Duration WITHIN = Duration.ofSeconds(20);

    /** Writes the file, if one is set. */
    void write() {
        to.textfile().ifPresent(file -> attempt(() -> new Textfile(file).write(metrics.text())));
    }

    /**
     * Pushes them, if a gateway is set, in the place of those of the last push for this deployment from this place.
     *
     * @param instance names the deployment
     * @param vantage names the place, if it has a name
     */
    void push(String instance, Optional<String> vantage) {
        to.pushgateway()
                .ifPresent(gateway -> attempt(() ->
                        new Outbound("PUT", group(gateway, instance, vantage), TEXT, WITHIN).send(metrics.text())));
    }

    private static URI group(URI gateway, String instance, Optional<String> vantage) {
        String name = URLEncoder.encode(instance, StandardCharsets.UTF_8);
        return URI.create(gateway + "/metrics/job/openim_verify/instance/" + name
                + vantage.map(place -> "/vantage/" + place).orElse(""));
    }

    private void attempt(Runnable handing) {
        try {
            handing.run();
        } catch (CannotLook untaken) {
            failed.accept(String.valueOf(untaken.getMessage()));
        }
    }
}
