package openim.verify.report;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.history.Figure;
import openim.verify.history.Figure.Percentile;
import openim.verify.history.Limit;
import openim.verify.report.text.RunLines;
import openim.verify.report.text.Wording;
import openim.verify.suite.Run;
import openim.verify.verdict.Latency;

/**
 * A run as a plugin of Nagios (Icinga, Checkmk, Sensu) says it: one line with performance data, and a status of its own.
 *
 * @param text the line
 * @param status 0 OK, 1 WARNING (over a warning limit), 2 CRITICAL (unhealthy), 3 UNKNOWN (undetermined)
 */
public record NagiosLine(String text, int status) {

    private static final List<String> WORDS = List.of("OK", "WARNING", "CRITICAL", "UNKNOWN");

    /**
     * Of a run.
     *
     * @param run redacted
     * @param warned what is over a warning limit
     * @param limits that are set; they stand beside the figures
     */
    public static NagiosLine of(Run run, List<String> warned, Collection<Limit> limits) {
        int status = run.verdict().isUnhealthy() ? 2 : !run.verdict().isHealthy() ? 3 : warned.isEmpty() ? 0 : 1;
        Stream<String> next = run.explanation().next().stream().map(step -> "next: " + step.brief());
        String sentence = Stream.of(Stream.of(run.verdict().summary()), next, warned.stream())
                .flatMap(each -> each)
                .collect(Collectors.joining("; "));
        return of(status, RunLines.marked(run.subject(), from(run) + sentence), figures(run, limits));
    }

    /** When there was no run: settings that cannot be used, for example. */
    public static NagiosLine unknown(String why) {
        return of(3, why, "");
    }

    /** The host that a monitor knows is the one that was looked at, not the one that looked. */
    private static String from(Run run) {
        return run.subject().vantage().isEmpty() ? "" : "from " + run.subject().vantage() + ": ";
    }

    private static NagiosLine of(int status, String sentence, String figures) {
        // A bar begins the performance data, and a line feed ends the line.
        String clean = Wording.oneLine(sentence).replace('|', '/');
        return new NagiosLine(
                "OPENIM " + WORDS.get(status) + " - " + clean + (figures.isEmpty() ? "" : " | " + figures), status);
    }

    private static String figures(Run run, Collection<Limit> limits) {
        Stream<String> whole = Stream.of(
                "time=" + run.took().toMillis() + "ms;;;0",
                "not_proven=" + run.notProven() + ";;;0;" + run.suite().checks().size(),
                "weak=" + run.weaknesses().size() + ";;;0;"
                        + run.suite().checks().size());
        Stream<String> steps = run.latencies().stream()
                .flatMap(latency ->
                        Stream.of(Percentile.values()).map(percentile -> figure(latency, percentile, limits)));
        return Stream.concat(whole, steps).collect(Collectors.joining(" "));
    }

    private static String figure(Latency latency, Percentile percentile, Collection<Limit> limits) {
        Figure figure = new Figure(latency.step(), percentile);
        Optional<Limit> limit =
                limits.stream().filter(one -> one.figure().equals(figure)).findFirst();
        return figure.word().replace('-', '_') + "=" + millis(percentile.of(latency)) + "ms;"
                + limit.map(Limit::warn).map(NagiosLine::millis).orElse("") + ";"
                + limit.map(Limit::critical).map(NagiosLine::millis).orElse("") + ";0";
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }
}
