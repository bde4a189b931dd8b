package openim.verify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openim.verify.config.setting.Reading;
import org.junit.jupiter.api.Test;

/** The files that are laid beside openim-docker's own give their containers no more than a look needs, and recovery only when named. */
class ComposeFilesTest {

    private static final Path FILES = Path.of("src/main/docker");
    private static final String SOCKET = "docker.sock";

    private static JsonNode services(String file) throws IOException {
        return new YAMLMapper().readTree(FILES.resolve(file).toFile()).path("services");
    }

    /** With what it takes over from the anchor. */
    private static JsonNode field(String file, JsonNode service, String name) throws IOException {
        if (service.has(name)) {
            return service.path(name);
        }
        return new YAMLMapper()
                .readTree(FILES.resolve(file).toFile())
                .path("x-verify")
                .path(name);
    }

    private static List<JsonNode> looking() throws IOException {
        List<JsonNode> services = new ArrayList<>();
        services("compose.verify.yaml").forEach(services::add);
        assertThat(services).hasSize(2);
        return services;
    }

    private static JsonNode field(JsonNode service, String name) throws IOException {
        return field("compose.verify.yaml", service, name);
    }

    @Test
    void whatOnlyLooksPublishesNothingAndMayDoNothing() throws IOException {
        for (JsonNode service : looking()) {
            assertThat(field(service, "ports").isMissingNode()).isTrue();
            assertThat(field(service, "privileged").isMissingNode()).isTrue();
            assertThat(field(service, "read_only").asBoolean()).isTrue();
            assertThat(field(service, "cap_drop").toString()).isEqualTo("[\"ALL\"]");
            assertThat(field(service, "user").asText()).matches("[1-9]\\d*:[1-9]\\d*");
            assertThat(field(service, "security_opt").toString()).contains("no-new-privileges:true");
        }
        assertThat(uncommented("compose.verify.yaml")).doesNotContain(SOCKET);
    }

    @Test
    void whatOnlyLooksWritesNothingButItsReports() throws IOException {
        for (JsonNode service : looking()) {
            JsonNode volumes = field(service, "volumes");
            assertThat(volumes).hasSize(2);
            assertThat(volumes.path(0).path("target").asText()).isEqualTo("/deployment");
            assertThat(volumes.path(0).path("read_only").asBoolean()).isTrue();
            assertThat(volumes.path(1).asText()).isEqualTo("verify-reports:/reports");
        }
    }

    /** They would be seen by whoever may inspect the container. */
    @Test
    void noSecretIsInTheEnvironment() throws IOException {
        for (JsonNode service : looking()) {
            assertThat(field(service, "environment").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("OPENIM_DOCKER_DIR", "OPENIM_VANTAGE");
            assertThat(field(service, "env_file").isMissingNode()).isTrue();
        }
    }

    /** They share a history, and so the accounts that go by the place. */
    @Test
    void allAreAtOnePlaceThatIsNamed() throws IOException {
        List<String> places = new ArrayList<>();
        for (JsonNode service : looking()) {
            places.add(field(service, "environment").path("OPENIM_VANTAGE").asText());
        }
        places.add(services("compose.verify-recovery.yaml")
                .path("recover")
                .path("environment")
                .path("OPENIM_VANTAGE")
                .asText());

        assertThat(places).hasSize(3).containsOnly("${VERIFY_VANTAGE:-docker-network}");
        assertThat(Reading.vantage("docker-network")).isEqualTo("docker-network");
    }

    @Test
    void noneStartsWithTheDeploymentUnlessItIsNamed() throws IOException {
        for (String file : List.of("compose.verify.yaml", "compose.verify-recovery.yaml")) {
            for (JsonNode service : services(file)) {
                assertThat(field(file, service, "profiles")).isNotEmpty();
                assertThat(field(file, service, "networks").toString()).isEqualTo("[\"openim\"]");
            }
        }
    }

    @Test
    void recoveryAloneHasTheSocketAndSaysWhatThatMeans() throws IOException {
        JsonNode services = services("compose.verify-recovery.yaml");

        assertThat(services.properties()).extracting(e -> e.getKey()).containsExactly("recover");
        assertThat(services.path("recover").path("volumes").toString()).contains(SOCKET);
        assertThat(services.path("recover").path("restart").isMissingNode()).isTrue();
        String head =
                Files.readString(FILES.resolve("compose.verify-recovery.yaml")).split("\nservices:", 2)[0];
        assertThat(head).contains("RISK").contains("root on this machine");
    }

    @Test
    void theImageNeedsNoShellAndRunsAsNobodyInParticular() throws IOException {
        List<String> lines = Files.readAllLines(FILES.resolve("Dockerfile"));

        assertThat(lines).anyMatch(line -> line.matches("USER [1-9]\\d*:[1-9]\\d*"));
        assertThat(lines.stream().filter(line -> line.matches("(RUN|CMD|ENTRYPOINT) .*")))
                .isNotEmpty()
                .allMatch(line -> line.contains(" ["));
    }

    private static String uncommented(String file) throws IOException {
        return Files.readString(FILES.resolve(file)).replaceAll("(?m)#.*$", "");
    }
}
