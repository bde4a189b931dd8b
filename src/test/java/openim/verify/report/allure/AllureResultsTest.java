package openim.verify.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.FixtureResult;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.report.RedactedJson;
import openim.verify.report.Redactor;
import openim.verify.report.SampleRun;
import openim.verify.report.allure.AllureResults.RedactingResultsWriter;
import openim.verify.suite.Engine;
import openim.verify.suite.Fixtures;
import openim.verify.suite.Proves;
import openim.verify.suite.Subject;
import openim.verify.suite.SuiteSession;
import openim.verify.suite.Suites;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.NotLookedAt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

class AllureResultsTest {

    private static final Redactor REDACTOR = Redactor.of(Set.of("planted-secret"));

    @TempDir
    private Path run;

    /** Ends in each of the ways in which a spec can end. */
    @Tag("smoke")
    @SuppressWarnings("DoNotCallSuggester")
    static final class PlantedSpec {
        @Proves("probe.api")
        void kept() {}

        @Proves("probe.auth")
        void broken() {
            throw new BrokenPromise("no token for planted-secret, token=x7x7");
        }

        @Proves("probe.gateway")
        void cannotLook() {
            throw new CannotLook("no route");
        }

        @Proves("probe.friend")
        void notLookedAt() {
            throw NotLookedAt.because(new CheckId("probe.auth"), new BrokenPromise("errCode 500"));
        }

        @Proves("probe.group")
        void faultOfOurs() {
            throw new AssertionError("not a promise of the deployment");
        }
    }

    private void execute(Subject subject) {
        AllureResults results = new AllureResults(run, REDACTOR);
        SuiteSession session = new SuiteSession(new Fixtures(Deadline.in(Duration.ofMinutes(1))), seen -> {});
        Engine.of(List.of(PlantedSpec.class), List.of(results.listener(Suites.SMOKE, subject)))
                .run(Suites.SMOKE, session);
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("allure-results"))) {
            return files.filter(f -> f.toString().endsWith(suffix)).toList();
        }
    }

    private JsonNode result(String check) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (Path file : files("-result.json")) {
            JsonNode result = RedactedJson.MAPPER.readTree(file.toFile());
            if (result.path("name").asText().startsWith(check + ": ")) {
                found.add(result);
            }
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> labels(JsonNode result, String name) {
        List<String> values = new ArrayList<>();
        result.path("labels").forEach(label -> {
            if (label.path("name").asText().equals(name)) {
                values.add(label.path("value").asText());
            }
        });
        return values;
    }

    @Test
    void eachEndHasItsStatusAndReason() throws IOException {
        execute(SampleRun.LIVE);

        assertThat(result("probe.api").path("status").asText()).isEqualTo("passed");
        assertThat(result("probe.auth").path("status").asText()).isEqualTo("failed");
        assertThat(result("probe.gateway").path("status").asText()).isEqualTo("broken");
        assertThat(result("probe.group").path("status").asText()).isEqualTo("broken");
        assertThat(result("probe.friend").path("status").asText()).isEqualTo("skipped");
        assertThat(result("probe.friend").at("/statusDetails/message").asText()).contains("probe.auth, which is red");
    }

    @Test
    void eachResultIsLabelledWithItsCheckAndSection() throws IOException {
        execute(SampleRun.EMBEDDED);

        JsonNode result = result("probe.auth");
        assertThat(result.path("name").asText()).isEqualTo("probe.auth: an administrator and a user get tokens");
        assertThat(labels(result, "parentSuite")).containsExactly("REHEARSAL smoke");
        assertThat(labels(result, "check")).containsExactly("probe.auth");
        assertThat(labels(result, "feature")).containsExactly("probe");
        assertThat(labels(result, "story")).containsExactly("Basic probes");
    }

    @Test
    void noSecretIsInAnyFile() throws IOException {
        execute(SampleRun.LIVE);
        new AllureResults(run, REDACTOR)
                .describe("run-1", Suites.SMOKE, new Subject("http://u:planted-secret@h", "remote", false));

        assertThat(files(""))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).content().doesNotContain("planted-secret", "x7x7"));
        assertThat(result("probe.auth").at("/statusDetails/message").asText()).isEqualTo("no token for ***, token=***");
        assertThat(run.resolve("allure-results/environment.properties"))
                .content()
                .contains("target=http://u:***@h\n");
    }

    @Test
    void withoutSecretsItWritesWhatAllureWrites() throws IOException {
        TestResult result = new TestResult()
                .setUuid("u-1")
                .setName("name")
                .setStatus(Status.BROKEN)
                .setStage(Stage.FINISHED)
                .setStart(1L)
                .setStop(2L)
                .setTitlePath(List.of("a", "b"))
                .setLabels(List.of(new Label().setName("suite").setValue("s")))
                .setLinks(List.of(new Link().setName("l").setType("issue").setUrl("http://h")))
                .setStatusDetails(
                        new StatusDetails().setMessage("m").setTrace("t").setFlaky(true))
                .setParameters(
                        List.of(new Parameter().setName("p").setValue("v").setMode(Parameter.Mode.MASKED)))
                .setAttachments(
                        List.of(new Attachment().setName("a").setSource("s.txt").setType("text/plain")))
                .setSteps(List.of(new StepResult()
                        .setName("step")
                        .setStatus(Status.PASSED)
                        .setStage(Stage.RUNNING)));
        TestResultContainer container = new TestResultContainer()
                .setUuid("c-1")
                .setChildren(List.of("u-1"))
                .setBefores(List.of(new FixtureResult().setName("f").setStatus(Status.SKIPPED)));
        Path theirs = run.resolve("theirs");
        Path ours = run.resolve("ours");
        FileSystemResultsWriter allure = new FileSystemResultsWriter(theirs);
        RedactingResultsWriter redacting = new RedactingResultsWriter(ours, REDACTOR);

        allure.write(result);
        allure.write(container);
        redacting.write(result);
        redacting.write(container);

        for (String name : List.of("u-1-result.json", "c-1-container.json")) {
            assertThat(RedactedJson.MAPPER.readTree(ours.resolve(name).toFile()))
                    .isEqualTo(RedactedJson.MAPPER.readTree(theirs.resolve(name).toFile()));
        }
    }

    @Test
    void attachmentsAreRedactedAndWhatIsNoTextIsLeftOut() {
        RedactingResultsWriter writer = new RedactingResultsWriter(run, REDACTOR);

        writer.write("a.txt", new ByteArrayInputStream("say planted-secret".getBytes(StandardCharsets.UTF_8)));
        writer.write("b.bin", new ByteArrayInputStream(new byte[] {(byte) 0xFF, 0, 1}));

        assertThat(run.resolve("a.txt")).hasContent("say ***");
        assertThat(run.resolve("b.bin")).content().startsWith("left out: 3 bytes");
    }

    @Test
    void defectsHaveTheirKinds() throws IOException {
        new AllureResults(run, REDACTOR).describe("run-1", Suites.SMOKE, SampleRun.EMBEDDED);

        JsonNode categories = RedactedJson.MAPPER.readTree(
                run.resolve("allure-results/categories.json").toFile());
        assertThat(categories.findValuesAsText("name"))
                .containsExactly(
                        "Broken promises",
                        "Could not look",
                        "Not looked at, because what it needs is red",
                        "Not proven");
        assertThat(run.resolve("allure-results/environment.properties"))
                .content()
                .contains("rehearsal=true\n");
    }

    @Test
    void allureDoesNotListenToTheseTestsByItself() {
        assertThat(LauncherDiscoveryRequestBuilder.request()
                        .build()
                        .getConfigurationParameters()
                        .get("junit.platform.execution.listeners.deactivate"))
                .contains("io.qameta.allure.*");
    }
}
