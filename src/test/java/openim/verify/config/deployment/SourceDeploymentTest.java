package openim.verify.config.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.config.Credentials;
import openim.verify.config.Endpoints;
import openim.verify.config.Inputs;
import openim.verify.config.Instances;
import openim.verify.config.PublicUrls;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.secret.Secret;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.setting.SettingsException;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Mongo;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceDeploymentTest {

    @TempDir
    Path directory;

    @Test
    void itsTwoDirectoriesAreEnough() {
        Settings settings = load(Map.of(
                "openim.server.dir", Deployments.SERVER.toString(), "openim.chat.dir", Deployments.CHAT.toString()));

        assertThat(settings.endpoints())
                .isEqualTo(new Endpoints(
                        URI.create("http://127.0.0.1:20002"),
                        URI.create("ws://127.0.0.9:20001"),
                        URI.create("http://127.0.0.1:20008"),
                        URI.create("http://127.0.0.1:20009"),
                        Optional.of(URI.create("http://127.0.0.1:20010")),
                        new Instances(
                                List.of(URI.create("http://127.0.0.1:20002"), URI.create("http://127.0.0.1:20003")),
                                Optional.empty()),
                        Instances.only(URI.create("ws://127.0.0.9:20001")),
                        PublicUrls.NONE));
        assertThat(settings.credentials())
                .isEqualTo(
                        new Credentials(Secret.of("0123server-secret"), "chief", Optional.empty(), Optional.empty()));
        assertThat(settings.host()).contains("127.0.0.1");
        assertThat(settings.directories())
                .isEqualTo(new Directories(
                        Optional.of(Deployments.SERVER), Optional.of(Deployments.CHAT), Optional.empty()));
        assertThat(settings.externalAddress()).contains(URI.create("http://external_ip:20005"));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void whatItsRunningServicesHaveInTheirEnvironmentCountsMoreThanItsFiles() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of("openim.server.dir", Deployments.SERVER.toString()))
                .withRunning(checkout -> checkout.equals(Deployments.SERVER)
                        ? Map.of(
                                "IMENV_MINIO_EXTERNALADDRESS", "https://files.example.com",
                                "IMENV_SHARE_SECRET", "another-secret")
                        : Map.of()));

        assertThat(settings.externalAddress()).contains(URI.create("https://files.example.com"));
        assertThat(settings.credentials().secret()).isEqualTo(Secret.of("another-secret"));
        assertThat(settings.secrets().reveal()).contains("another-secret");
    }

    @Test
    void itsComponentsAreThoseOfTheServer() {
        Stores stores = load(Map.of(
                        "openim.server.dir", Deployments.SERVER.toString(),
                        "openim.chat.dir", Deployments.CHAT.toString()))
                .stores();

        assertThat(stores.kafka())
                .contains(new Kafka(
                        List.of("localhost:29094", "localhost:29095"),
                        Optional.of(new UserPassword("kafka-user", Secret.of("kafka-password"))),
                        "PLAIN",
                        false,
                        new Kafka.Topics("acknowledged", "toPush", "toMongo", Optional.of("toOfflinePush")),
                        new Kafka.ConsumerGroups("redis", "push", "storing", Optional.of("offlinePush"))));
        assertThat(stores.mongo())
                .contains(new Mongo(
                        Secret.of("mongodb://mongo-user:mongo-password@localhost:47017/messages?authSource=accounts"),
                        "messages"));
        assertThat(stores.redis())
                .contains(new Redis(
                        URI.create("redis://localhost:26379"),
                        Optional.empty(),
                        Optional.of(Secret.of("redis/password@")),
                        3,
                        Redis.Mode.STANDALONE));
        assertThat(stores.etcd())
                .contains(new Etcd(
                        List.of(URI.create("http://localhost:22379")),
                        "im",
                        Optional.of(new UserPassword("etcd-user", Secret.of("etcd-password"))),
                        List.of("user-rpc-service", "auth-rpc-service", "chat-rpc-service")));
        assertThat(stores.minio())
                .contains(new Minio(
                        URI.create("http://localhost:20005"),
                        Optional.of(new Minio.AccessKey("minio-user", Secret.of("minio-secret"))),
                        "files"));
    }

    @Test
    void theChatServerAloneNamesTheRest() {
        Settings settings = load(Map.of("openim.chat.dir", Deployments.CHAT.toString()));

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:20002"));
        assertThat(settings.endpoints().gateway()).isEqualTo(URI.create("ws://127.0.0.1:10001"));
        assertThat(settings.credentials().secret().reveal()).isEqualTo("0123server-secret");
        assertThat(settings.stores().mongo().orElseThrow().hosts()).isEqualTo("localhost:57017");
        assertThat(settings.stores().redis().orElseThrow().mode()).isEqualTo(Redis.Mode.CLUSTER);
        assertThat(settings.stores().kafka()).isEmpty();
    }

    @Test
    void aHostThatWasNamedIsWhereItsEndpointsAre() {
        Settings settings = load(Map.of(
                "openim.host", "10.0.0.5",
                "openim.server.dir", Deployments.SERVER.toString(),
                "openim.chat.dir", Deployments.CHAT.toString()));

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://10.0.0.5:20002"));
        assertThat(settings.endpoints().gateway()).isEqualTo(URI.create("ws://10.0.0.5:20001"));
        assertThat(settings.endpoints().admin()).isEqualTo(URI.create("http://10.0.0.5:20009"));
    }

    @Test
    void olderReleasesAreUnderstood() throws IOException {
        Path server = server();
        Files.writeString(server.resolve("config/share.yml"), """
                secret: s
                rpcRegisterName: { user: user, messageGateway: messageGateway }
                imAdminUserID: [ oldAdmin ]
                """);
        Files.writeString(server.resolve("config/redis.yml"), "address: [ 'r:1' ]\nclusterMode: true\n");
        Files.writeString(server.resolve("config/discovery.yml"), "enable: etcd\netcd: { address: [ 'e:2' ] }\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        assertThat(settings.credentials().imAdminUser()).isEqualTo("oldAdmin");
        assertThat(settings.stores().redis().orElseThrow().mode()).isEqualTo(Redis.Mode.CLUSTER);
        assertThat(settings.stores().etcd().orElseThrow().services()).containsExactly("user", "messageGateway");
    }

    @Test
    void whatIsNotThereIsNotGuessed() throws IOException {
        Settings settings = load(Map.of("openim.server.dir", server().toString()));

        assertThat(settings.stores()).isEqualTo(Stores.UNKNOWN);
        assertThat(settings.externalAddress()).isEmpty();
        assertThat(settings.endpoints().bot()).isEmpty();
    }

    @Test
    void filesElsewhereAndOtherDiscoveryAreLeftAlone() throws IOException {
        Path server = server();
        Files.writeString(server.resolve("config/openim-rpc-third.yml"), "object: { enable: aws }\n");
        Files.copy(Deployments.SERVER.resolve("config/minio.yml"), server.resolve("config/minio.yml"));
        Files.writeString(server.resolve("config/discovery.yml"), "enable: kubernetes\netcd: { address: [ 'e:2' ] }\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        assertThat(settings.stores().minio()).isEmpty();
        assertThat(settings.stores().etcd()).isEmpty();
        assertThat(settings.externalAddress()).isEmpty();
    }

    @Test
    void sentinelsAndReplicaSetsAreTakenAsTheyAre() throws IOException {
        Path server = server();
        Files.writeString(server.resolve("config/redis.yml"), """
                address: [ 'r:1' ]
                redisMode: sentinel
                sentinelMode: { masterName: m, sentinelsAddrs: [ 's1:5', 's2:5' ] }
                """);
        Files.writeString(server.resolve("config/mongodb.yml"), """
                address: [ 'm:1' ]
                username: u
                password: 'p@/w'
                mongoMode: replicaSet
                replicaSet: { name: rs0, hosts: [ 'm1:1', 'm2:1' ] }
                """);

        Stores stores = load(Map.of("openim.server.dir", server.toString())).stores();

        assertThat(stores.redis().orElseThrow().mode()).isEqualTo(Redis.Mode.SENTINEL);
        assertThat(stores.redis().orElseThrow().address()).isEqualTo(URI.create("redis://s1:5"));
        assertThat(stores.mongo().orElseThrow().uri().reveal())
                .isEqualTo("mongodb://u:p%40%2Fw@m1:1,m2:1/openim_v3?authSource=openim_v3&replicaSet=rs0");
    }

    @Test
    void aDirectoryWithoutItsFilesIsAProblemForEachOfThem() {
        assertThatThrownBy(() -> load(Map.of("openim.server.dir", directory.toString())))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.server.dir: there is no " + directory.resolve("config/share.yml"))
                .hasMessageContaining("config/openim-api.yml")
                .hasMessageContaining("config/openim-msggateway.yml");
    }

    @Test
    void aFileThatIsNoYamlCostsItsOwnChecksAndIsNotQuoted() throws IOException {
        Path server = server();
        Files.writeString(server.resolve("config/mongodb.yml"), "address: [ localhost\npassword: hunter2: [\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        String why = server.resolve("config/mongodb.yml") + " cannot be read: is no YAML at line 2";
        assertThat(settings.stores().mongo()).isEmpty();
        assertThat(settings.own().whyUnknown("openim.mongo.uri")).isEqualTo("openim.mongo.uri is not known: " + why);
        assertThat(settings.own().faults())
                .singleElement()
                .asString()
                .contains(why, "OpenIM cannot read it either")
                .doesNotContain("hunter2");
        assertThat(settings.warnings().toString()).contains(why).doesNotContain("hunter2");
    }

    @Test
    void twoSecretsAreOddButPreventNothing() throws IOException {
        Settings settings =
                load(Map.of("openim.server.dir", server().toString(), "openim.chat.dir", Deployments.CHAT.toString()));

        assertThat(settings.credentials().secret().reveal()).isEqualTo("s");
        assertThat(settings.warnings()).singleElement().asString().contains("openIM.secret", "another secret");
    }

    /** The least that an OpenIMServer starts with. */
    private Path server() throws IOException {
        Path config = Files.createDirectories(directory.resolve("open-im-server/config"));
        Files.writeString(config.resolve("share.yml"), "secret: s\n");
        Files.writeString(config.resolve("openim-api.yml"), "api: { ports: [ 10002 ] }\n");
        Files.writeString(config.resolve("openim-msggateway.yml"), "longConnSvr: { ports: [ 10001 ] }\n");
        return config.getParent();
    }

    private Settings load(Map<String, String> commandLine) {
        return SettingsLoader.load(Inputs.in(directory).withCommandLine(commandLine));
    }
}
