package openim.verify.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import openim.verify.AnotherJvm;
import openim.verify.cli.Main;
import openim.verify.config.setting.SettingKey;
import openim.verify.rehearsal.RehearsalDeployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jobs of the pipeline do what their own lines say, and what is to be kept of them is where the pipeline looks for it. */
@Timeout(600)
class JobsTest {

    private static final String JAR = "java -jar target/openim-verify.jar ";
    private static final int MINUTES = 8;

    /** A busy machine is no fault of the deployment. */
    private static final Map<String, String> PATIENCE = Map.of(
            "OPENIM_DEADLINE_CALL", "12s",
            "OPENIM_DEADLINE_TRANSFER", "24s",
            "OPENIM_DEADLINE_IDLE", "3s",
            "OPENIM_DEADLINE_PUSH", "8s",
            "OPENIM_DEADLINE_TOOL", "30s",
            "OPENIM_DEADLINE_RUN", "90s",
            "OPENIM_DEADLINE_FULL_RUN", "300s");

    @TempDir
    Path project;

    private record Ended(int status, String output) {}

    private static JsonNode job(String name) throws IOException {
        JsonNode pipeline = new YAMLMapper().readTree(new File(".gitlab-ci.yml"));
        return pipeline.path(name);
    }

    /** Of the job itself, or of the template that it extends. */
    private static JsonNode field(String name, String field) throws IOException {
        JsonNode job = job(name);
        return job.has(field)
                ? job.path(field)
                : job(job.path("extends").asText()).path(field);
    }

    /** Runs the line of the job that runs the jar, with the job's variables. */
    private Ended run(String name, Map<String, String> deployment) throws Exception {
        String line = null;
        for (JsonNode one : field(name, "script")) {
            line = one.asText().startsWith(JAR) ? one.asText().substring(JAR.length()) : line;
        }
        assertThat(line).as("what %s runs", name).isNotNull();
        Path output = Files.createTempFile("job", ".txt");
        ProcessBuilder builder = AnotherJvm.running(Main.class, line.split(" ", -1))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("OPENIM_"));
        builder.environment().putAll(deployment);
        field(name, "variables")
                .properties()
                .forEach(variable -> builder.environment()
                        .put(variable.getKey(), variable.getValue().asText()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(output);
        }
    }

    private void keeps(String name) throws IOException {
        List<String> wanted = new ArrayList<>();
        JsonNode artifacts = field(name, "artifacts");
        artifacts.path("paths").forEach(path -> wanted.add(path.asText()));
        artifacts.path("reports").forEach(path -> wanted.add(path.asText()));
        assertThat(wanted).contains("reports/", "reports/2*/junit.xml");
        wanted.add("reports/2*/report.html");
        assertThat(wanted)
                .allSatisfy(path -> assertThat(matching(path)).as(path).isNotEmpty());
    }

    private List<Path> matching(String glob) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob.replaceAll("/$", ""));
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(path -> matcher.matches(project.relativize(path))).toList();
        }
    }

    @Test
    void theNightKeepsWhatThePipelineLooksFor() throws Exception {
        try (RehearsalDeployment deployment = RehearsalDeployment.start()) {
            Map<String, String> environment = new HashMap<>(PATIENCE);
            deployment
                    .settings()
                    .forEach((key, value) ->
                            environment.put(SettingKey.named(key).orElseThrow().environmentName(), value));

            Ended night = run("nightly", environment);

            assertThat(night.status()).as(night.output()).isZero();
            keeps("nightly");
            for (JsonNode cache : job("nightly").path("cache")) {
                for (JsonNode path : cache.path("paths")) {
                    if (path.asText().startsWith("reports/")) {
                        assertThat(matching(path.asText())).as(path.asText()).isNotEmpty();
                    }
                }
            }
        }
    }

    /** Where nobody listens it is shut at once. */
    @Test
    void theGateIsShutWhereNothingAnswersAndKeepsWhatThePipelineLooksFor() throws Exception {
        Ended gate = run(
                "gate",
                Map.of(
                        "OPENIM_HOST", "127.0.0.1",
                        "OPENIM_SECRET", "none",
                        "OPENIM_API_URL", "http://127.0.0.1:1",
                        "OPENIM_GATEWAY_URL", "ws://127.0.0.1:1",
                        "OPENIM_CHAT_URL", "http://127.0.0.1:1",
                        "OPENIM_ADMIN_URL", "http://127.0.0.1:1",
                        "VERIFY_ACCEPT_FIRST_RUN", "true"));

        assertThat(gate.status()).as(gate.output()).isEqualTo(1);
        assertThat(gate.output()).contains("gate shut");
        keeps("gate");
    }
}
