package openim.verify.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import openim.verify.canary.Watched;
import openim.verify.canary.metrics.CanaryMetrics.MetricsEndpoint;
import openim.verify.verdict.Latency.Step;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alert rules and dashboard use metrics that there are, and say what they say as Prometheus reads it. */
class MonitoringTest {

    private static final Pattern METRIC = Pattern.compile("openim_verify_\\w+");
    private static final Pattern DURATION = Pattern.compile("([0-9]+(ms|s|m|h|d|w|y))+");
    private static final Set<String> GROUP_FIELDS =
            Set.of("name", "interval", "limit", "rules", "labels", "query_offset");
    private static final Set<String> RULE_FIELDS =
            Set.of("alert", "expr", "for", "keep_firing_for", "labels", "annotations");

    private static Set<String> served = Set.of();
    private static JsonNode rules;
    private static JsonNode dashboard;

    @BeforeAll
    static void readThem() throws Exception {
        CanaryMetrics metrics =
                new CanaryMetrics("0.1.0", new Standpoint("http://im.example.org:10002", ""), Clock.systemUTC());
        metrics.took(Step.PUSH, Duration.ofMillis(5));
        metrics.settled(Map.of("delivered", 1L));
        Watched.redThenGreen(metrics);
        try (MetricsEndpoint endpoint =
                MetricsEndpoint.serving(metrics, InetSocketAddress.createUnresolved("127.0.0.1", 0))) {
            served = Exposition.of(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .names();
        }
        rules = new YAMLMapper().readTree(new File("src/main/monitoring/alerts.yml"));
        dashboard = new ObjectMapper().readTree(new File("src/main/monitoring/dashboard.json"));
    }

    private static Set<String> metricsIn(String text) {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(text).results().forEach(match -> names.add(match.group()));
        return names;
    }

    private static List<JsonNode> alerts() {
        List<JsonNode> all = new ArrayList<>();
        rules.path("groups").forEach(group -> group.path("rules").forEach(all::add));
        return all;
    }

    @Test
    void eachMetricOfTheRulesIsServed() {
        assertThat(alerts()).hasSizeGreaterThan(5);
        alerts().forEach(rule -> {
            Set<String> used = metricsIn(rule.path("expr").asText());
            assertThat(used).as(rule.path("alert").asText()).isNotEmpty();
            assertThat(served).as(rule.path("alert").asText()).containsAll(used);
        });
    }

    @Test
    void eachMetricOfTheDashboardIsServed() {
        List<JsonNode> expressions = dashboard.findValues("expr");
        assertThat(expressions).hasSizeGreaterThan(10);
        expressions.forEach(expression -> assertThat(served).containsAll(metricsIn(expression.asText())));
        assertThat(served).containsAll(metricsIn(dashboard.path("templating").toString()));
    }

    @Test
    void eachMetricThatIsServedIsUsed() {
        String all = rules + " " + dashboard;
        Set<String> families = new TreeSet<>();
        served.forEach(name -> families.add(name.replaceAll("_(bucket|sum|count)$", "")));

        assertThat(families).allSatisfy(name -> assertThat(all).contains(name));
    }

    @Test
    void theRulesAreOfTheFormThatPromtoolChecks() throws IOException {
        Set<String> names = new HashSet<>();
        assertThat(rules.propertyStream().map(Map.Entry::getKey)).containsExactly("groups");
        rules.path("groups").forEach(group -> {
            assertThat(group.path("name").asText()).isNotBlank();
            assertThat(group.propertyStream().map(Map.Entry::getKey)).isSubsetOf(GROUP_FIELDS);
        });
        alerts().forEach(rule -> {
            String name = rule.path("alert").asText();
            assertThat(rule.propertyStream().map(Map.Entry::getKey)).as(name).isSubsetOf(RULE_FIELDS);
            assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*");
            assertThat(names.add(name)).as("%s comes once", name).isTrue();
            assertThat(rule.path("labels").path("severity").asText()).as(name).isIn("critical", "warning");
            assertThat(rule.path("annotations").path("summary").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(rule.path("annotations").path("description").asText())
                    .as(name)
                    .isNotBlank();
            if (rule.has("for")) {
                assertThat(rule.path("for").asText()).as(name).matches(DURATION);
            }
            Promql.parse(rule.path("expr").asText());
        });
        dashboard.findValues("expr").forEach(expression -> Promql.parse(expression.asText()));
    }

    @Test
    void aRuleThatIsNoneIsNotTakenForOne() {
        for (String wrong : List.of(
                "sum by (a (b)",
                "a and",
                "a == == 1",
                "sum(rate(a[5x]))",
                "guess(a)",
                "a{b=c}",
                "a) > 1",
                "histogram_quantile(a[5m])")) {
            assertThatThrownBy(() -> Promql.parse(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
