package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerDeploymentTest {

    @TempDir
    Path directory;

    @Test
    void itsDirectoryIsEnough() {
        Settings settings = load(Map.of("openim.docker.dir", Deployments.DOCKER.toString()));

        assertThat(settings.host()).contains("127.0.0.1");
        assertThat(settings.endpoints())
                .isEqualTo(new Endpoints(
                        URI.create("http://127.0.0.1:30002"),
                        URI.create("ws://127.0.0.1:30001"),
                        URI.create("http://127.0.0.1:30008"),
                        URI.create("http://127.0.0.1:30009"),
                        Optional.empty()));
        assertThat(settings.credentials().secret().reveal()).isEqualTo("docker-secret");
        assertThat(settings.externalAddress()).contains(URI.create("http://external_ip:30005"));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void onlyPublishedComponentsAreReached() {
        Stores stores =
                load(Map.of("openim.docker.dir", Deployments.DOCKER.toString())).stores();

        assertThat(stores.etcd())
                .contains(
                        new Etcd(List.of(URI.create("http://127.0.0.1:32379")), "openim", Optional.empty(), List.of()));
        assertThat(stores.minio())
                .contains(new Minio(
                        URI.create("http://127.0.0.1:30005"),
                        Optional.of(new Minio.AccessKey("minio-user", Secret.of("minio # secret"))),
                        "openim"));
        assertThat(stores.kafka()).isEmpty();
        assertThat(stores.mongo()).isEmpty();
        assertThat(stores.redis()).isEmpty();
    }

    @Test
    void valuesComeFromTheFileThatDecidesThem() {
        Origins origins =
                load(Map.of("openim.docker.dir", Deployments.DOCKER.toString())).origins();

        assertThat(origins.of("openim.secret")).map(Origin::source).contains(Deployments.DOCKER + "/.env");
        assertThat(origins.of("openim.api.url"))
                .map(Origin::source)
                .contains(Deployments.DOCKER + "/docker-compose.yaml");
    }

    @Test
    void anOverrideAndMountedConfigurationCount() throws IOException {
        Path project = project("""
                services:
                  openim-server:
                    ports: [ "40001:10001", "40002:11002" ]
                    volumes: [ "./server-config:/openim-server/config:ro" ]
                  openim-chat:
                    ports: [ "40008:10008", "40009:10009", "40010:10010" ]
                """);
        Files.writeString(project.resolve("docker-compose.override.yml"), """
                services:
                  openim-server:
                    environment: { IMENV_MONGODB_ADDRESS: "mongo:27017" }
                  mongo:
                    ports: [ "47017:27017" ]
                """);
        Path config = Files.createDirectories(project.resolve("server-config"));
        Files.writeString(config.resolve("share.yml"), "secret: mounted\nimAdminUser: { userIDs: [ chief ] }\n");
        Files.writeString(config.resolve("openim-api.yml"), "api: { ports: [ 11002 ] }\n");
        Files.writeString(config.resolve("mongodb.yml"), "address: [ 'localhost:1' ]\nusername: u\npassword: p\n");

        Settings settings = load(Map.of("openim.docker.dir", project.toString()));

        assertThat(settings.endpoints().api()).hasPort(40002);
        assertThat(settings.endpoints().bot()).contains(URI.create("http://127.0.0.1:40010"));
        assertThat(settings.credentials().secret().reveal()).isEqualTo("mounted");
        assertThat(settings.credentials().imAdminUser()).isEqualTo("chief");
        assertThat(settings.stores().mongo().orElseThrow().uri().reveal())
                .isEqualTo("mongodb://u:p@127.0.0.1:47017/openim_v3?authSource=openim_v3");
    }

    @Test
    void aPortThatIsNotPublishedIsAskedFor() throws IOException {
        Path project = project("""
                services:
                  openim-server:
                    environment: [ IMENV_SHARE_SECRET=s ]
                    ports: [ "10001:10001" ]
                  openim-chat:
                    network_mode: host
                """);

        assertThatThrownBy(() -> load(Map.of("openim.docker.dir", project.toString())))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems()).extracting(Problem::key).containsExactly("openim.api.url"))
                .hasMessageContaining("publishes no such port");
    }

    @Test
    void aDirectoryWithoutComposeFileIsNamed() {
        assertThatThrownBy(() -> load(Map.of("openim.docker.dir", directory.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.docker.dir: there is no compose file");
    }

    @Test
    void aComposeProjectOfComponentsIsNoDeploymentByItself() throws IOException {
        Path project = project("services: { mongodb: { ports: [ '37017:27017' ] } }\n");

        assertThatThrownBy(() -> load(Map.of("openim.docker.dir", project.toString())))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems()).extracting(Problem::key).contains("openim.docker.dir"))
                .hasMessageContaining("openim.server.dir");
        assertThat(load(Map.of(
                                "openim.docker.dir", project.toString(),
                                "openim.server.dir", Deployments.SERVER.toString()))
                        .directories()
                        .docker())
                .contains(project);
    }

    @Test
    void bothFlavoursAtOnceContradictEachOther() {
        assertThatThrownBy(() -> load(Map.of(
                        "openim.docker.dir", Deployments.DOCKER.toString(),
                        "openim.server.dir", Deployments.SERVER.toString(),
                        "openim.chat.dir", Deployments.CHAT.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.docker.dir: contradicts openim.server.dir")
                .hasMessageContaining("openim.docker.dir: contradicts openim.chat.dir");
    }

    private Path project(String compose) throws IOException {
        Path project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(project.resolve("docker-compose.yaml"), compose);
        return project;
    }

    private Settings load(Map<String, String> commandLine) {
        return SettingsLoader.load(Inputs.in(directory).withCommandLine(commandLine));
    }
}
