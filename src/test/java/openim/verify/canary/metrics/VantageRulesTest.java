package openim.verify.canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.canary.metrics.Promql.Moment;
import openim.verify.canary.metrics.Promql.Sample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which of the two rules fires: red everywhere, or red from one place. */
class VantageRulesTest {

    private static final double NOW = 1_800_000_000;
    private static final String EVERYWHERE = "OpenImUnhealthy";
    private static final String SOMEWHERE = "OpenImUnhealthyFromSomePlaces";
    private static final int RED = 0;
    private static final int GREEN = 1;
    private static final int UNKNOWN = -1;

    private static JsonNode rules;

    private final List<Sample> samples = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        rules = new YAMLMapper()
                .readTree(new File("src/main/monitoring/alerts.yml"))
                .path("groups")
                .path(0)
                .path("rules");
    }

    private static JsonNode rule(String name) {
        return Stream.iterate(0, at -> at < rules.size(), at -> at + 1)
                .map(rules::path)
                .filter(rule -> rule.path("alert").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a canary says, whose last round ended so many minutes ago. */
    private VantageRulesTest canary(String target, String vantage, int healthy, int minutesAgo) {
        String instance = vantage + ".example.org:9464";
        samples.add(Sample.of(
                healthy,
                "openim_verify_healthy",
                "target",
                target,
                "vantage",
                vantage,
                "instance",
                instance,
                "job",
                "c"));
        samples.add(Sample.of(
                NOW - 60.0 * minutesAgo,
                "openim_verify_last_round_timestamp_seconds",
                "target",
                target,
                "vantage",
                vantage,
                "instance",
                instance,
                "job",
                "c"));
        return this;
    }

    private VantageRulesTest canary(String vantage, int healthy, int minutesAgo) {
        return canary("http://im", vantage, healthy, minutesAgo);
    }

    private List<Sample> fires(String rule) {
        return Promql.evaluate(rule(rule).path("expr").asText(), new Moment(NOW, samples));
    }

    private void onlyEverywhere(int canaries) {
        assertThat(fires(EVERYWHERE)).extracting(Sample::value).containsExactly((double) canaries);
        assertThat(fires(SOMEWHERE)).isEmpty();
    }

    private void onlyFrom(String... vantages) {
        assertThat(fires(EVERYWHERE)).isEmpty();
        assertThat(fires(SOMEWHERE))
                .extracting(sample -> sample.label("vantage"))
                .containsExactly(vantages);
    }

    @Test
    void theyDifferInSeverity() {
        assertThat(rule(EVERYWHERE).path("labels").path("severity").asText()).isEqualTo("critical");
        assertThat(rule(SOMEWHERE).path("labels").path("severity").asText()).isEqualTo("warning");
    }

    @Test
    void oneCanaryAloneIsEverybody() {
        canary("", RED, 0).onlyEverywhere(1);
    }

    @Test
    void redFromEachPlaceIsRedEverywhere() {
        canary("office", RED, 0).canary("eu-west", RED, 1).onlyEverywhere(2);
    }

    @Test
    void redFromOnePlaceAndGreenFromAnotherNamesTheOne() {
        canary("office", RED, 0).canary("eu-west", GREEN, 1).onlyFrom("office");
    }

    @Test
    void ofThreeTheTwoThatAreRedAreNamed() {
        canary("office", RED, 0)
                .canary("eu-west", GREEN, 1)
                .canary("us-east", RED, 1)
                .onlyFrom("office", "us-east");
    }

    @Test
    void aCanaryThatDiedWhileAllWasWellVouchesForNothing() {
        canary("office", RED, 0).canary("eu-west", GREEN, 20).onlyEverywhere(1);
    }

    @Test
    void aCanaryThatDiedWhileAllWasRedDoesNotMakeItSoForThoseWhoLook() {
        canary("office", RED, 600).canary("eu-west", GREEN, 0).onlyFrom("office");
    }

    @Test
    void twoNightlyCanariesAnswerEachOtherAllDay() {
        canary("office", RED, 600).canary("eu-west", GREEN, 605).onlyFrom("office");
    }

    @Test
    void whoCannotSayVouchesForNothing() {
        canary("office", RED, 0).canary("eu-west", UNKNOWN, 0).onlyEverywhere(1);
    }

    @Test
    void anotherDeploymentsHealthVouchesForNothing() {
        canary("http://im", "office", RED, 0)
                .canary("http://other", "eu-west", GREEN, 0)
                .onlyEverywhere(1);
    }

    @Test
    void whereAllIsWellNobodyIsTold() {
        canary("office", GREEN, 0).canary("eu-west", GREEN, 1);

        assertThat(fires(EVERYWHERE)).isEmpty();
        assertThat(fires(SOMEWHERE)).isEmpty();
    }
}
