package openim.verify.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SpeedLimit;

/**
 * How a deployment is watched from run to run.
 *
 * @param vantage what the place is called from which this looks; empty if nobody named it
 * @param historyRuns how many runs of each suite are kept
 * @param searches how often in a day a canary has the server search its messages
 * @param limits by a figure's name, such as {@code push-p95}, how slow it may be
 * @param metrics where figures go
 * @param alerts who is told
 */
public record MonitoringSettings(
        Optional<String> vantage,
        int historyRuns,
        int searches,
        Map<String, SpeedLimit> limits,
        Metrics metrics,
        Alerts alerts) {

    private static final String LIMIT = "openim.limit.";

    /**
     * Where figures go; nowhere where nothing is given.
     *
     * @param listen where {@code /metrics} is served, not resolved
     * @param textfile the file for node-exporter
     * @param pushgateway the Pushgateway's URL
     */
    public record Metrics(Optional<InetSocketAddress> listen, Optional<Path> textfile, Optional<URI> pushgateway) {}

    /**
     * Who is told; nobody where nothing is given.
     *
     * @param webhook the URL to post to
     * @param command what to run, as arguments; empty for nothing
     * @param repeat how long after having told of a trouble it is told again
     */
    public record Alerts(Optional<Secret> webhook, List<String> command, Duration repeat) {

        public Alerts {
            command = List.copyOf(command);
        }
    }

    public MonitoringSettings {
        limits = Map.copyOf(limits);
        if (historyRuns < 1) {
            throw new IllegalArgumentException("a history of " + historyRuns + " runs is none");
        }
        if (searches < 1) {
            throw new IllegalArgumentException(searches + " searches in a day");
        }
    }

    static MonitoringSettings of(Values values, Inputs inputs) {
        Map<String, SpeedLimit> limits = new TreeMap<>();
        Stream.of(SettingKey.values())
                .filter(key -> key.key().startsWith(LIMIT))
                .forEach(key -> values.get(key, Reading::limit)
                        .ifPresent(limit -> limits.put(key.key().substring(LIMIT.length()), limit)));
        return new MonitoringSettings(
                values.get(SettingKey.VANTAGE, Reading::vantage),
                values.required(SettingKey.HISTORY_RUNS, Reading::positive),
                values.required(SettingKey.CANARY_SEARCHES, Reading::positive),
                limits,
                new Metrics(
                        values.get(SettingKey.METRICS_LISTEN, Reading::listen),
                        values.path(SettingKey.METRICS_TEXTFILE, inputs),
                        values.get(SettingKey.METRICS_PUSHGATEWAY, Reading::httpUrl)),
                new Alerts(
                        values.secret(SettingKey.ALERT_WEBHOOK),
                        values.get(SettingKey.ALERT_COMMAND, Reading::command).orElse(List.of()),
                        values.duration(SettingKey.ALERT_REPEAT)));
    }
}
