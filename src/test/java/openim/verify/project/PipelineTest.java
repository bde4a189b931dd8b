package openim.verify.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline parses, its jobs hang together, and what they run is there. */
class PipelineTest {

    private static final Set<String> NO_JOBS = Set.of("default", "variables", "stages", "workflow", "include");

    private JsonNode pipeline;

    @BeforeEach
    void parse() throws IOException {
        pipeline = new YAMLMapper().readTree(new File(".gitlab-ci.yml"));
    }

    @Test
    void thereIsAJobForPushesOneForTheScheduleAndOneByHand() {
        assertThat(jobs().keySet()).contains("verify", "nightly", "gate");
        assertThat(rules("nightly")).anyMatch(rule -> rule.contains("schedule"));
        assertThat(rules("verify")).anyMatch(rule -> rule.contains("never"));
        assertThat(rules("gate")).anyMatch(rule -> rule.contains("manual"));
    }

    @Test
    void everyJobHasAStageThatExistsAndSomethingToRun() {
        List<String> stages = new ArrayList<>();
        pipeline.path("stages").forEach(stage -> stages.add(stage.asText()));

        jobs().forEach((name, job) -> {
            assertThat(stages).as(name).contains(field(job, "stage").asText());
            assertThat(field(job, "script")).as(name).isNotEmpty();
        });
    }

    @Test
    void everyJobKeepsItsReports() {
        jobs().forEach((name, job) -> {
            JsonNode artifacts = field(job, "artifacts");
            assertThat(artifacts.path("when").asText()).as(name).isEqualTo("always");
            assertThat(artifacts.path("reports").has("junit")).as(name).isTrue();
        });
        assertThat(field(jobs().get("nightly"), "artifacts").path("paths").toString())
                .contains("reports/");
    }

    @Test
    void theGateIsTheGateAndOpensForNothingLess() {
        JsonNode gate = jobs().get("gate");
        assertThat(gate.path("script").toString()).contains("openim-verify.jar gate");
        assertThat(gate.has("allow_failure")).isFalse();
        assertThat(gate.path("cache").toString()).contains("reports/deployments/");
    }

    @Test
    void whatJobsRunIsThere() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(Path.of(".ci/run")).isExecutable();
        jobs().values()
                .forEach(job -> field(job, "script")
                        .forEach(line -> Pattern.compile("-P(\\w+)")
                                .matcher(line.asText())
                                .results()
                                .forEach(profile -> assertThat(pom).contains("<id>" + profile.group(1) + "</id>"))));
    }

    @Test
    void theNightKeepsItsHistoryAndFailsOnlyOnWhatIsConfirmed() {
        JsonNode nightly = jobs().get("nightly");
        assertThat(nightly.path("cache").toString())
                .contains("reports/deployments/", "reports/history/", "reports/canary/");
        assertThat(nightly.path("script").toString()).contains("openim-verify.jar canary");
        assertThat(nightly.path("allow_failure").path("exit_codes").asInt()).isEqualTo(3);
        assertThat(nightly.path("artifacts").path("reports").path("metrics").asText())
                .isEqualTo(nightly.path("variables")
                        .path("OPENIM_METRICS_TEXTFILE")
                        .asText());
    }

    @Test
    void theUnitsBelongTogetherAndTheirCommandsAreKnown() throws IOException {
        Path units = Path.of("src/main/systemd");
        String main = Files.readString(Path.of("src/main/java/openim/verify/cli/Main.java"));
        assertThat(main).contains("CanaryCommand.class");
        assertThat(units.resolve("openim-verify-nightly.timer")).content().contains("[Timer]", "OnCalendar=");
        for (String unit : List.of("openim-verify-nightly.service", "openim-verify-canary.service")) {
            assertThat(units.resolve(unit))
                    .content()
                    .contains("openim-verify.jar canary", "WorkingDirectory=", "[Unit]", "[Service]");
        }
        assertThat(units.resolve("openim-verify-canary.service")).content().contains("--every 60s", "Restart=always");
    }

    private List<String> rules(String job) {
        List<String> rules = new ArrayList<>();
        field(jobs().get(job), "rules").forEach(rule -> rules.add(rule.toString()));
        return rules;
    }

    /** The jobs that run: templates, whose names begin with a dot, are none. */
    private Map<String, JsonNode> jobs() {
        Map<String, JsonNode> jobs = new TreeMap<>();
        pipeline.properties().forEach(e -> {
            if (!NO_JOBS.contains(e.getKey()) && !e.getKey().startsWith(".")) {
                jobs.put(e.getKey(), e.getValue());
            }
        });
        return jobs;
    }

    private JsonNode field(JsonNode job, String name) {
        return job.has(name) || !job.has("extends")
                ? job.path(name)
                : pipeline.path(job.path("extends").asText()).path(name);
    }
}
