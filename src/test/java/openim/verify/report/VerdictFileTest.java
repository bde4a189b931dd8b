package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.suite.Run;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictFileTest {

    @TempDir
    private Path directory;

    private JsonNode written(Run run) throws IOException {
        new VerdictFile(directory, Redactor.of(Set.of("planted-secret")), SampleRun.NEXT).write(run);
        return RedactedJson.MAPPER.readTree(directory.resolve("verdict.json").toFile());
    }

    static Stream<Run> runs() {
        return Stream.of(
                SampleRun.healthy(),
                SampleRun.rehearsal(),
                SampleRun.authIsDead(),
                SampleRun.of(SampleRun.LIVE.from("eu-west")).judged(),
                SampleRun.of(SampleRun.LIVE)
                        .unknown("probe.chat", "cannot look")
                        .judged());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void itKeepsToTheSchema(Run run) throws IOException {
        assertThat(complaints(written(run))).isEmpty();
    }

    @Test
    void thePlaceFromWhichItWasSeenIsNamedWhereItHasAName() throws IOException {
        assertThat(written(SampleRun.of(SampleRun.LIVE.from("eu-west")).judged())
                        .path("vantage")
                        .asText())
                .isEqualTo("eu-west");
        assertThat(written(SampleRun.healthy()).has("vantage")).isFalse();
    }

    @Test
    void theSchemaRefusesWhatIsNoVerdict() throws IOException {
        JsonNode good = written(SampleRun.authIsDead());
        List<JsonNode> bad = new ArrayList<>();
        for (String required : List.of(
                "schema",
                "run",
                "mode",
                "target",
                "verdict",
                "startedAt",
                "durationMs",
                "notProven",
                "checks",
                "losses")) {
            bad.add(good.<ObjectNode>deepCopy().without(required));
        }
        bad.add(good.<ObjectNode>deepCopy().put("verdict", "green"));
        bad.add(good.<ObjectNode>deepCopy().put("verdict", "healthy"));
        bad.add(good.<ObjectNode>deepCopy().put("startedAt", "yesterday"));
        ObjectNode requiredNotProven = good.deepCopy();
        requiredNotProven
                .withArray("checks")
                .addObject()
                .put("id", "probe.api")
                .put("verdict", "not-proven")
                .put("required", true)
                .put("durationMs", 1)
                .put("summary", "")
                .putArray("evidence");
        bad.add(requiredNotProven);

        assertThat(bad).allSatisfy(json -> assertThat(complaints(json)).isNotEmpty());
    }

    @Test
    void itSaysWhatTheIssueAsksFor() throws IOException {
        JsonNode json = written(SampleRun.authIsDead());

        assertThat(json.path("mode").asText()).isEqualTo("smoke");
        assertThat(json.at("/target/name").asText()).isEqualTo("http://im.example.org:10002");
        assertThat(json.at("/target/rehearsal").asBoolean()).isFalse();
        assertThat(json.path("verdict").asText()).isEqualTo("unhealthy");
        assertThat(json.path("exitStatus").asInt()).isEqualTo(1);
        assertThat(json.path("durationMs").asInt()).isEqualTo(4321);
        assertThat(json.path("notProven").asInt()).isEqualTo(7);
        assertThat(json.path("firstCause").asText()).isEqualTo("probe.auth");
        assertThat(json.path("next").asText()).isEqualTo("openim-verify explain probe.auth");
        assertThat(json.path("checks")).hasSize(22);
        assertThat(json.path("losses")).isEmpty();
    }

    @Test
    void aHealthyRunHasNoFirstCauseAndNothingToRunNext() throws IOException {
        JsonNode json = written(SampleRun.rehearsal());

        assertThat(json.has("firstCause")).isFalse();
        assertThat(json.has("next")).isFalse();
        assertThat(json.at("/target/rehearsal").asBoolean()).isTrue();
    }

    @Test
    void noSecretGetsIn() throws IOException {
        written(SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "with planted-secret", Evidence.of("url", "http://h/?token=x7x7"))
                .judged());

        assertThat(directory.resolve("verdict.json"))
                .content()
                .contains("with ***", "token=***")
                .doesNotContain("planted-secret", "x7x7");
    }

    @Test
    void anyThreadMayWriteAtAnyTimeAndAReaderSeesAWholeFile() throws IOException {
        written(SampleRun.healthy());

        IntStream.range(0, 100).parallel().forEach(i -> {
            VerdictFile file = new VerdictFile(directory, Redactor.of(Set.of()), SampleRun.NEXT);
            file.write(i % 2 == 0 ? SampleRun.healthy() : SampleRun.authIsDead());
            try {
                assertThat(complaints(RedactedJson.MAPPER.readTree(
                                directory.resolve("verdict.json").toFile())))
                        .isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    private static List<Error> complaints(JsonNode json) {
        return schema().validate(
                        json, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Schema schema() {
        try (InputStream in = Objects.requireNonNull(VerdictFile.class.getResourceAsStream("verdict.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
