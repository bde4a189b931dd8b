package openim.verify.config.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.config.Endpoints;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.compose.Compose;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.Origins;
import openim.verify.config.setting.Problem;
import openim.verify.config.setting.SettingsException;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Stores;
import org.jspecify.annotations.Nullable;
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
    void aComponentIsReachedByThePortThatIsPublishedAndElseByTheNameThatContainersHaveForIt() {
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
        assertThat(stores.kafka().orElseThrow().bootstrap()).containsExactly("kafka:9094");
        assertThat(stores.mongo().orElseThrow().uri().reveal()).contains("openIM:mongo-password@mongo:27017/");
        assertThat(stores.redis().orElseThrow().address()).hasToString("redis://redis:6379");
    }

    @Test
    void theNamesThatContainersHaveForEachOtherAreKnownWithTheirServices() throws IOException {
        Path project = project("""
                services:
                  mongodb: { container_name: mongo, hostname: db }
                  sidecar: { network_mode: "service:mongodb" }
                  prometheus: { network_mode: host }
                  openim-server:
                    environment: { IMENV_SHARE_SECRET: s, IMENV_MONGODB_ADDRESS: "mongo:27017" }
                    ports: [ "10001:10001", "10002:10002" ]
                """);

        OwnFiles own = load(Map.of("openim.docker.dir", project.toString())).own();

        assertThat(own.inside())
                .isEqualTo(Map.of(
                        "mongodb", "mongodb",
                        "mongo", "mongodb",
                        "db", "mongodb",
                        "sidecar", "mongodb",
                        "openim-server", "openim-server"));
        assertThat(own.publisher())
                .isEqualTo(project.resolve("docker-compose.yaml").toString());
        assertThat(load(Map.of(
                                "openim.docker.dir",
                                        project("services: { mongo: {} }\n").toString(),
                                "openim.server.dir", Deployments.SERVER.toString()))
                        .own()
                        .inside())
                .isEmpty();
    }

    @Test
    void whatNoFileHereSaysTheContainersOwnFilesAndVariablesDo() throws IOException {
        Settings settings = inside(new Containers.Configuration(
                "server-1",
                Map.of(
                        "share.yml", "secret: of the image\nimAdminUser: { userIDs: [ chief ] }\n",
                        "discovery.yml",
                                "etcd: { rootDirectory: /mine, address: [ 'localhost:1' ] }\n"
                                        + "rpcService: { user: user-rpc-service, msg: msg-rpc-service }\n",
                        "redis.yml", "address: [\n"),
                Map.of("IMENV_DISCOVERY_ETCD_ADDRESS", "etcd:2379", "IMENV_SHARE_SECRET", "of its start"),
                ""));

        assertThat(settings.credentials().imAdminUser()).isEqualTo("chief");
        assertThat(settings.credentials().secret().reveal()).isEqualTo("of compose");
        assertThat(settings.stores().etcd().orElseThrow())
                .isEqualTo(new Etcd(
                        List.of(URI.create("http://etcd:2379")),
                        "/mine",
                        Optional.empty(),
                        List.of("user-rpc-service", "msg-rpc-service")));
        assertThat(settings.origins().of("openim.etcd.root"))
                .map(Origin::source)
                .contains("config/discovery.yml in the container server-1");
        assertThat(settings.warnings().toString())
                .contains("config/redis.yml in the container server-1 cannot be read: is no YAML at line");
    }

    @Test
    void whyTheContainersFilesAreNotKnownIsWhyTheServicesAreNot() throws IOException {
        Settings settings = inside(Containers.Configuration.unknown("docker was not found here"));

        assertThat(settings.stores().etcd()).isEmpty();
        assertThat(settings.own().whyUnknown("openim.etcd.services"))
                .isEqualTo(
                        "openim.etcd.services is not known: what the container of openim-server is configured by could"
                                + " not be read: docker was not found here");
        assertThat(inside(null).own().whyUnknown("openim.etcd.services"))
                .isEqualTo("openim.etcd.services is not known");
    }

    @Test
    void withoutTheFilesOfAReleasesItsReleaseTellsTheirNames() throws IOException {
        assertThat(services("v3.8.3-patch.15", "v1.8.3"))
                .containsExactly(
                        "user",
                        "friend",
                        "msg",
                        "push",
                        "messageGateway",
                        "group",
                        "auth",
                        "conversation",
                        "third",
                        "chat",
                        "admin");
        assertThat(services("v3.8.4-alpha.1", "v1.8.4-patch.5"))
                .contains("user-rpc-service", "messagegateway-rpc-service", "chat-rpc-service", "admin-rpc-service")
                .hasSize(11);
        assertThat(services("latest", "release-v1.8.4")).isEmpty();
    }

    private List<String> services(String server, String chat) throws IOException {
        Path project = project("""
                services:
                  openim-server:
                    image: openim/openim-server:%s
                    environment: { IMENV_SHARE_SECRET: s, IMENV_DISCOVERY_ETCD_ADDRESS: "etcd:2379" }
                    ports: [ "10001:10001", "10002:10002" ]
                  openim-chat: { image: "openim/openim-chat:%s", ports: [ "10008:10008", "10009:10009" ] }
                """.formatted(server, chat));
        return load(Map.of("openim.docker.dir", project.toString()))
                .stores()
                .etcd()
                .orElseThrow()
                .services();
    }

    @Test
    void whoIsInAContainerBesideThemGoesByNamesAlone() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withContainers(new Told(true, Map.of()))
                .withCompose((docker, where) -> new Compose.Understood(Optional.empty(), "docker was not found here"))
                .withCommandLine(Map.of("openim.docker.dir", Deployments.DOCKER.toString())));

        assertThat(settings.endpoints())
                .isEqualTo(new Endpoints(
                        URI.create("http://openim-server:10002"),
                        URI.create("ws://openim-server:10001"),
                        URI.create("http://openim-chat:10008"),
                        URI.create("http://openim-chat:10009"),
                        Optional.empty()));
        assertThat(settings.stores().etcd().orElseThrow().endpoints()).containsExactly(URI.create("http://etcd:2379"));
        assertThat(settings.stores().minio().orElseThrow().endpoint()).isEqualTo(URI.create("http://minio:9000"));
        assertThat(settings.stores().kafka().orElseThrow().bootstrap()).containsExactly("kafka:9094");
        assertThat(settings.own().inside()).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    /** What containers tell in a test. */
    private record Told(boolean beside, Map<String, Configuration> configurations) implements Containers {

        @Override
        public boolean areBeside(String name) {
            return beside;
        }

        @Override
        public Map<String, Configuration> configurations(String docker, Path project, Collection<String> services) {
            return configurations;
        }
    }

    private Settings inside(Containers.@Nullable Configuration configuration) throws IOException {
        Path project = project("""
                services:
                  etcd: { image: etcd }
                  openim-server:
                    environment: { IMENV_SHARE_SECRET: of compose }
                    ports: [ "10001:10001", "10002:10002" ]
                """);
        return SettingsLoader.load(Inputs.in(directory)
                .withContainers(
                        new Told(false, configuration == null ? Map.of() : Map.of("openim-server", configuration)))
                .withCommandLine(Map.of("openim.docker.dir", project.toString())));
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
