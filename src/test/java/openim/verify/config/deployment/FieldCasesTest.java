package openim.verify.config.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.compose.Compose;
import openim.verify.config.compose.ComposeProject;
import openim.verify.config.compose.ComposeService;
import openim.verify.config.compose.EnvFile;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingsException;
import openim.verify.config.setting.Sourced;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration as people have it on their disks. */
class FieldCasesTest {

    private static final String PORTS = "ports: [ '10001:10001', '10002:10002' ]";

    @TempDir
    Path directory;

    // A1: is there a ChatServer at all

    @Test
    @DisplayName("field case A1: openim-docker without a service for ChatServer has none, and is verified without it")
    void dockerWithoutChat() throws IOException {
        Settings settings = docker("services: { openim-server: { %s, environment: [ IMENV_SHARE_SECRET=s ] } }", PORTS);

        assertThat(settings.chatServer().standing()).isEqualTo(ChatServer.Standing.ABSENT);
        assertThat(settings.chatServer().because()).contains("docker-compose.yaml", "none for ChatServer");
        assertThat(settings.chatServer().isThere(() -> true)).isFalse();
        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:10002"));
        assertThat(settings.origins().of("openim.chat.url")).isEmpty();
    }

    @Test
    @DisplayName("field case A1: a directory of OpenIMServer alone has a ChatServer where one answers")
    void aServersDirectoryAlone() throws IOException {
        ChatServer chat = load(Map.of("openim.server.dir", server().toString())).chatServer();

        assertThat(chat.standing()).isEqualTo(ChatServer.Standing.WHERE_IT_ANSWERS);
        assertThat(chat.isThere(() -> true)).isTrue();
        assertThat(chat.isThere(() -> false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "openim.chat.present, true, THERE",
        "openim.chat.present, false, ABSENT",
        "openim.chat.url, http://10.0.0.5:10008, THERE",
        "openim.admin.url, http://10.0.0.5:10009, THERE",
    })
    @DisplayName("field case A1: what is given counts more than what is found")
    void chatIsToldOrNamed(String key, String value, ChatServer.Standing standing) throws IOException {
        Map<String, String> given = Map.of("openim.server.dir", server().toString(), key, value);

        assertThat(load(given).chatServer().standing()).isEqualTo(standing);
    }

    @Test
    @DisplayName(
            "field case A1: a host alone has both servers, and a ChatServer that is said to be there must be reached")
    void aHostHasBoth() throws IOException {
        Settings host = SettingsLoader.load(
                Inputs.in(directory).withEnvironment(Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s")));
        Path project = project("services: { openim-server: { %s, environment: [ IMENV_SHARE_SECRET=s ] } }", PORTS);

        assertThat(host.chatServer().standing()).isEqualTo(ChatServer.Standing.THERE);
        assertThatThrownBy(() -> load(Map.of("openim.docker.dir", project.toString(), "openim.chat.present", "true")))
                .hasMessageContaining("openim.chat.url");
    }

    // A3: env_file

    @Test
    @DisplayName("field case A3: env_file is read as compose reads it: later files over earlier, environment over all")
    void environmentFilesAreRead() throws IOException {
        Files.createDirectories(directory.resolve("project/env"));
        write("project/.env", "PREFIX=from-dot-env\nNAMED=named\n");
        write("project/env/common.env", "IMENV_SHARE_SECRET=common\nIMENV_REDIS_PASSWORD=r1\n");
        write("project/env/server.env", """
                \uFEFFIMENV_SHARE_SECRET="${PREFIX}/secret"
                IMENV_KAFKA_USERNAME='$not #put in'
                IMENV_SHARE_IMADMINUSERID=fromFile
                """.replace("\n", "\r\n"));
        write("project/env/raw.env", "IMENV_REDIS_USERNAME='as it stands'\n");
        ComposeService service = reading("""
                services:
                  openim-server:
                    env_file:
                      - env/common.env
                      - { path: ./env/server.env, required: true }
                      - { path: ./env/none.env, required: false }
                      - { path: env/raw.env, format: raw }
                    environment:
                      IMENV_SHARE_IMADMINUSERID: fromEnvironment
                      NAMED:
                """);
        Problems problems = new Problems();

        Map<String, Sourced> environment = service.environment(problems);

        assertThat(environment.get("IMENV_SHARE_SECRET"))
                .isEqualTo(new Sourced(
                        "from-dot-env/secret",
                        directory.resolve("project/env/server.env").toString()));
        assertThat(value(environment, "IMENV_REDIS_PASSWORD")).isEqualTo("r1");
        assertThat(value(environment, "IMENV_KAFKA_USERNAME")).isEqualTo("$not #put in");
        assertThat(value(environment, "IMENV_REDIS_USERNAME")).isEqualTo("'as it stands'");
        assertThat(value(environment, "IMENV_SHARE_IMADMINUSERID")).isEqualTo("fromEnvironment");
        assertThat(value(environment, "NAMED")).isEqualTo("named");
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    @DisplayName("field case A3: the secret in a server's env_file is the one that counts, not ChatServer's")
    void theSecretOfAnEnvironmentFileCounts() throws IOException {
        write("project/server.env", "IMENV_SHARE_SECRET=the-servers\n");
        Settings settings = docker("""
                services:
                  openim-server: { %s, env_file: server.env }
                  openim-chat: { ports: [ '10008:10008', '10009:10009' ], environment: { CHATENV_SHARE_OPENIM_SECRET: other } }
                """, PORTS);

        assertThat(settings.credentials().secret().reveal()).isEqualTo("the-servers");
        assertThat(settings.origins().of("openim.secret"))
                .map(Origin::source)
                .get()
                .asString()
                .endsWith("server.env");
    }

    @Test
    @DisplayName("field case A3: an env_file that is not there is said, and stops nothing")
    void anEnvironmentFileThatIsNotThere() throws IOException {
        Settings settings = docker(
                "services: { openim-server: { %s, env_file: [ none.env ], environment: [ IMENV_SHARE_SECRET=s ] } }",
                PORTS);

        assertThat(settings.warnings())
                .anySatisfy(warning -> assertThat(warning.toString()).contains("none.env does not exist", "env_file"));
    }

    @Test
    @DisplayName("field case A3: quotes over several lines, escapes, BOM, CRLF and foreign bytes in comments")
    void environmentFilesAsPeopleWriteThem() throws IOException {
        Path file = directory.resolve("odd.env");
        Files.write(
                file,
                ("\uFEFFFIRST=1\r\nTWO=\"a\\nb \\$X \\\"q\\\"\"\r\nTHREE=\"one\ntwo\"\r\nYAML: style\r\nDOTS.AND-DASHES=x\r\n# ")
                        .getBytes(StandardCharsets.UTF_8));
        Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28, '\n'}, java.nio.file.StandardOpenOption.APPEND);
        Files.writeString(file, "LAST=z", java.nio.file.StandardOpenOption.APPEND);

        assertThat(EnvFile.read(file))
                .isEqualTo(Map.of(
                        "FIRST", "1",
                        "TWO", "a\nb $X \"q\"",
                        "THREE", "one\ntwo",
                        "YAML", "style",
                        "DOTS.AND-DASHES", "x",
                        "LAST", "z"));
    }

    // A4: the root in etcd

    @ParameterizedTest
    @ValueSource(strings = {"openim", "/openim", "openim/", "/a/b/"})
    @DisplayName("field case A4: the root in etcd is a prefix as it is written, slashes and all")
    void theRootIsAPrefix(String root) throws IOException {
        Path server = server();
        write(
                server,
                "discovery.yml",
                "enable: etcd\netcd: { rootDirectory: '%s', address: [ 'e:2' ] }\n".formatted(root));

        assertThat(load(Map.of("openim.server.dir", server.toString()))
                        .stores()
                        .etcd()
                        .orElseThrow()
                        .root())
                .isEqualTo(root);
    }

    // A5 and A13: names and numbers of machines

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[ '[::1]:16379' ] | ::1 | 16379",
                "\"[2001:db8::7]:6379\" | 2001:db8::7 | 6379",
                "[ 'redis_7:6379' ] | redis_7 | 6379",
                "'prod_redis:6379,other:6380' | prod_redis | 6379",
                "[ redis.internal:6379 ] | redis.internal | 6379",
            })
    @DisplayName("field cases A5 and A13: Redis at an IPv6 address, or at a name with an underscore")
    void redisWhereverItIs(String address, String host, int port) throws IOException {
        Path server = server();
        write(server, "redis.yml", "address: %s\npassword: 'p@:/'\n".formatted(address));

        Redis redis = load(Map.of("openim.server.dir", server.toString()))
                .stores()
                .redis()
                .orElseThrow();

        assertThat(redis.host()).isEqualTo(host);
        assertThat(redis.port()).isEqualTo(port);
        assertThat(redis.password()).contains(Secret.of("p@:/"));
    }

    @Test
    @DisplayName("field cases A5 and A13: the other components at IPv6 addresses and at names with an underscore")
    void componentsWhereverTheyAre() throws IOException {
        Path server = server();
        write(server, "discovery.yml", "enable: etcd\netcd: { address: [ '[::1]:2379', 'etcd_1:2379' ] }\n");
        write(server, "minio.yml", "internalAddress: prod_minio:9000\naccessKeyID: a\nsecretAccessKey: b\n");
        write(server, "kafka.yml", "address: [ '[::1]:9094', 'kafka_1:9094' ]\n");
        write(server, "mongodb.yml", "address: [ '[::1]:27017', 'mongo_1:27017' ]\n");

        Stores stores = load(Map.of("openim.server.dir", server.toString())).stores();

        assertThat(stores.etcd().orElseThrow().endpoints())
                .containsExactly(URI.create("http://[::1]:2379"), URI.create("http://etcd_1:2379"));
        assertThat(stores.minio().orElseThrow().endpoint()).isEqualTo(URI.create("http://prod_minio:9000"));
        assertThat(stores.kafka().orElseThrow().bootstrap()).containsExactly("[::1]:9094", "kafka_1:9094");
        assertThat(stores.mongo().orElseThrow().hosts()).isEqualTo("[::1]:27017,mongo_1:27017");
    }

    // B22 and A13: a value that cannot be used costs its own check

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis.yml | address: [ 'at all:x' ] | openim.redis.url",
                "redis.yml | { address: [ 'r:1' ], db: first } | openim.redis.url",
                "redis.yml | { address: [ 'r:1' ], redisMode: pair } | openim.redis.mode",
                "kafka.yml | { address: [ 'kafka' ], username: u, password: p } | openim.kafka.bootstrap",
                "kafka.yml | { address: [ 'k:1' ], tls: { enableTLS: maybe } } | openim.kafka.tls",
                "minio.yml | { internalAddress: 'ftp://m:1', accessKeyID: a, secretAccessKey: b } | openim.minio.endpoint",
                "minio.yml | { internalAddress: 'm:99999' } | openim.minio.endpoint",
                "discovery.yml | { etcd: { address: [ 'e:2?x' ], username: u } } | openim.etcd.url",
                "openim-api.yml | api: { ports: [ many ] } | openim.api.url",
                "openim-msggateway.yml | { listenIP: 'a b', longConnSvr: { ports: [ 10001 ] } } | openim.gateway.url",
                "mongodb.yml | { uri: 'postgres://u:hunter2@h/db' } | openim.mongo.uri",
            })
    @DisplayName(
            "field case A13: a value of the deployment's files that cannot be used costs its own check, with file and reason")
    void anUnusableValueCostsItsOwnCheck(String file, String content, String key) throws IOException {
        Path server = server();
        write(server, file, content + "\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        assertThat(settings.own().whyUnknown(key))
                .startsWith(key + " is not known: ")
                .contains(server.resolve("config").resolve(file).toString(), "cannot be used")
                .doesNotContain("hunter2");
        assertThat(settings.warnings())
                .anySatisfy(warning -> assertThat(warning.key()).isEqualTo(key));
    }

    @Test
    @DisplayName("field case A13: the same value typed by a person still ends with every problem at once")
    void atypedValueIsStillAProblem() throws IOException {
        Path server = server();

        assertThatThrownBy(
                        () -> load(Map.of("openim.server.dir", server.toString(), "openim.kafka.bootstrap", "kafka")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("openim.kafka.bootstrap: must be host:port");
    }

    @Test
    @DisplayName("field case A13: a file's bad value is nobody's problem where another one was typed")
    void aTypedValueCountsMore() throws IOException {
        Path server = server();
        write(server, "kafka.yml", "address: [ kafka ]\n");

        Settings settings =
                load(Map.of("openim.server.dir", server.toString(), "openim.kafka.bootstrap", "10.0.0.5:9094"));

        assertThat(settings.stores().kafka().orElseThrow().bootstrap()).containsExactly("10.0.0.5:9094");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    @DisplayName("a release before 3.8.1 has no queue of offline pushes, and its kafka.yml names none")
    void noQueueOfOfflinePushes() throws IOException {
        Kafka kafka = kafkaBy("address: [ 'k:9094' ]\ntoPushTopic: toPush\ntoPushGroupID: push\n");

        assertThat(kafka.topics().all()).containsExactly("toRedis", "toPush", "toMongo");
        assertThat(kafka.groups().all()).containsExactly("redis", "push", "mongo");
    }

    @Test
    @DisplayName("a kafka.yml that names no topic says nothing of them")
    void noTopicIsNamed() throws IOException {
        Kafka kafka = kafkaBy("address: [ 'k:9094' ]\n");

        assertThat(kafka.topics()).isEqualTo(Kafka.Topics.DEFAULT);
        assertThat(kafka.groups()).isEqualTo(Kafka.ConsumerGroups.DEFAULT);
    }

    private Kafka kafkaBy(String file) throws IOException {
        Path server = server();
        write(server, "kafka.yml", file);
        return load(Map.of("openim.server.dir", server.toString()))
                .stores()
                .kafka()
                .orElseThrow();
    }

    @Test
    @DisplayName("half a login in the deployment's files costs no run")
    void halfALogin() throws IOException {
        Path server = server();
        write(server, "discovery.yml", "etcd: { address: [ 'e:2' ], username: root, password: '' }\n");
        write(server, "minio.yml", "internalAddress: m:9000\naccessKeyID: a\n");

        Stores stores = load(Map.of("openim.server.dir", server.toString())).stores();

        assertThat(stores.etcd().orElseThrow().login()).isEmpty();
        assertThat(stores.minio().orElseThrow().keys()).isEmpty();
    }

    @Test
    @DisplayName(
            "field case A2: a component that compose does not publish is reached by the name that containers have for it")
    void whatIsNotPublishedIsReachedByItsName() throws IOException {
        Settings settings = docker("""
                services:
                  mongo: { image: 'mongo:7' }
                  openim-server:
                    %s
                    environment:
                      - IMENV_SHARE_SECRET=s
                      - IMENV_MONGODB_ADDRESS=mongo:27017
                      - IMENV_REDIS_ADDRESS=localhost:6379
                """, PORTS);

        assertThat(settings.stores().mongo().orElseThrow().hosts()).isEqualTo("mongo:27017");
        assertThat(settings.own().service("mongo")).contains("mongo");
        assertThat(settings.own().whyUnknown("openim.redis.url")).endsWith("is inside the container of openim-server");
        assertThat(settings.own().whyUnknown("openim.ca-file")).isEqualTo("openim.ca-file is not known");
    }

    // A9: MongoDB's password

    @Test
    @DisplayName(
            "field case A9: a password that OpenIM puts into its connection string as it is, and cannot start with")
    void aPasswordThatOpenImCannotRead() throws IOException {
        Path server = server();
        write(server, "mongodb.yml", "address: [ 'm:1' ]\nusername: openIM\npassword: 'p@ss/w#rd:1'\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        assertThat(settings.own().faults()).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo("openim.mongo.uri");
            assertThat(fault.file()).endsWith("config/mongodb.yml");
            assertThat(fault.sentence())
                    .contains("connection string", "'@' as %40", "'/' as %2F", "'#' as %23", "':' as %3A")
                    .doesNotContain("p@ss", "w#rd", "p%40ss");
        });
        assertThat(settings.stores().mongo().orElseThrow().uri().reveal())
                .as("MongoDB itself is looked at with the password that is meant")
                .startsWith("mongodb://openIM:p%40ss%2Fw%23rd%3A1@m:1/");
        assertThat(settings.secrets().reveal()).contains("p@ss/w#rd:1", "p%40ss%2Fw%23rd%3A1");
    }

    @ParameterizedTest
    @CsvSource({
        "openIM123, openIM123",
        "p%40ss%2Fw, p%40ss%2Fw",
        "a+b c, a%2Bb%20c",
        "p#w?x&y=z, p%23w%3Fx%26y%3Dz",
    })
    @DisplayName(
            "field case A9: a password that OpenIM can read as it stands is no fault, and is taken as OpenIM takes it")
    void aPasswordThatOpenImReads(String password, String encoded) throws IOException {
        Path server = server();
        write(server, "mongodb.yml", "address: [ 'm:1' ]\nusername: u\npassword: '%s'\n".formatted(password));

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        assertThat(settings.own().faults()).isEmpty();
        assertThat(settings.stores().mongo().orElseThrow().uri().reveal())
                .startsWith("mongodb://u:" + encoded + "@m:1/");
    }

    @Test
    @DisplayName("field case A9: the same in a connection string of its own; a replica set's login is not put into one")
    void otherWaysToWriteIt() throws IOException {
        Path server = server();
        write(server, "mongodb.yml", "uri: 'mongodb://u:100%@x@m:1/db?authSource=admin'\n");
        Settings uri = load(Map.of("openim.server.dir", server.toString()));
        write(server, "mongodb.yml", """
                { address: [ 'm:1' ], username: u, password: 'p@/w', mongoMode: replicaSet, replicaSet: { hosts: [ 'm:1' ] } }
                """);
        Settings replicaSet = load(Map.of("openim.server.dir", server.toString()));

        assertThat(uri.own().faults()).singleElement().asString().contains("'%' as %25", "'@' as %40");
        assertThat(uri.stores().mongo().orElseThrow().uri().reveal())
                .isEqualTo("mongodb://u:100%25%40x@m:1/db?authSource=admin");
        assertThat(replicaSet.own().faults()).isEmpty();
    }

    @Test
    @DisplayName("field case A9: typed by a person it is a problem of the settings")
    void aTypedConnectionString() {
        assertThatThrownBy(() -> SettingsLoader.load(Inputs.in(directory)
                        .withEnvironment(Map.of(
                                "OPENIM_HOST",
                                "h",
                                "OPENIM_SECRET",
                                "s",
                                "OPENIM_MONGO_URI",
                                "mongodb://u:hun@ter2@m:1/db"))))
                .hasMessageContaining("openim.mongo.uri: has a login that holds characters")
                .hasMessageContaining("'@' as %40")
                .hasMessageNotContaining("ter2");
    }

    // What further reports had on disk

    @Test
    @DisplayName(
            "field report openim-docker#211: 127.0.0.1 as OpenIMServer's address inside ChatServer's container is a fault")
    void loopbackInsideChatsContainer() throws IOException {
        assertThat(chatThatIsTold("http://127.0.0.1:10002", "").own().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.sentence())
                        .contains("openIM.apiURL is http://127.0.0.1:10002", "http://openim-server:10002"));
        assertThat(chatThatIsTold("http://openim-server:10002", "").own().faults())
                .isEmpty();
        assertThat(chatThatIsTold("http://127.0.0.1:10002", "network_mode: host, ")
                        .own()
                        .faults())
                .as("in the machine's own network it leads there")
                .isEmpty();
    }

    private Settings chatThatIsTold(String api, String network) throws IOException {
        return docker(
                """
                services:
                  openim-server: { ports: [ '10001:10001', '10002:10002' ], environment: [ IMENV_SHARE_SECRET=s ] }
                  openim-chat: { %s }
                """,
                network + "ports: [ '10008:10008', '10009:10009' ],"
                        + " environment: [ CHATENV_SHARE_OPENIM_SECRET=s, 'CHATENV_SHARE_OPENIM_APIURL=" + api + "' ]");
    }

    @Test
    @DisplayName(
            "field report open-im-server#2629: webhooks below callback, where no release from 3.7 on reads them, are a fault")
    void webhooksWhereNobodyReadsThem() throws IOException {
        Path server = server();
        write(
                server,
                "webhooks.yml",
                "callback: { url: 'http://10.0.0.9:8080/callback', beforeSendSingleMsg: { enable: true } }\n");
        Settings below = load(Map.of("openim.server.dir", server.toString()));
        write(server, "webhooks.yml", "url: 'http://10.0.0.9:8080/callback'\nbeforeSendSingleMsg: { enable: true }\n");
        Settings onTop = load(Map.of("openim.server.dir", server.toString()));

        assertThat(below.own().faults()).singleElement().asString().contains("webhooks.yml", "below callback");
        assertThat(onTop.own().faults()).isEmpty();
        assertThat(onTop.own().webhooks()).isPresent();
    }

    // A8: files that lie elsewhere

    @Test
    @DisplayName("field case A8: files that lie in S3 of another kind are said to lie there")
    void filesThatLieElsewhere() throws IOException {
        Path server = server();
        write(server, "openim-rpc-third.yml", "object: { enable: aws }\n");
        write(server, "minio.yml", "internalAddress: 127.0.0.1:10005\nbucket: openim\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        assertThat(settings.stores().minio()).isEmpty();
        assertThat(settings.own().whyUnknown("openim.minio.endpoint"))
                .contains("openim-rpc-third.yml is aws", "by the way that clients go");
    }

    // B1: whose machine a loopback address is

    @Test
    @DisplayName(
            "field case B1: a directory here says nothing of where clients are; a loopback address that is named does")
    void whereClientsAre() throws IOException {
        String directory = server().toString();

        assertThat(load(Map.of("openim.server.dir", directory)).clientsHere()).isFalse();
        assertThat(load(Map.of("openim.server.dir", directory, "openim.host", "127.0.0.1"))
                        .clientsHere())
                .isTrue();
        assertThat(load(Map.of("openim.server.dir", directory, "openim.api.url", "http://localhost:10002"))
                        .clientsHere())
                .isTrue();
        write(Path.of(directory), "openim-api.yml", "api: { listenIP: 127.0.0.1, ports: [ 10002 ] }\n");
        assertThat(load(Map.of("openim.server.dir", directory)).clientsHere())
                .as("nobody comes from elsewhere to loopback")
                .isTrue();
        write(Path.of(directory), "openim-api.yml", "api: { listenIP: 0.0.0.0, ports: [ 10002 ] }\n");
        assertThat(load(Map.of("openim.server.dir", directory, "openim.host", "10.0.0.5"))
                        .clientsHere())
                .isFalse();
        assertThat(load(Map.of("openim.server.dir", directory, "openim.clients-here", "true"))
                        .clientsHere())
                .isTrue();
        assertThat(load(Map.of(
                                "openim.server.dir",
                                directory,
                                "openim.host",
                                "127.0.0.1",
                                "openim.clients-here",
                                "false"))
                        .clientsHere())
                .isFalse();
    }

    // A10: before 3.7

    @Test
    @DisplayName(
            "field case A10: the one file of a release before 3.7 is named, and what works from outside still does")
    void aReleaseBeforeItsFiles() throws IOException {
        Path config = Files.createDirectories(directory.resolve("old/config"));
        Files.writeString(config.resolve("config.yaml"), """
                api: { openImApiPort: [ 20002 ], listenIP: 0.0.0.0 }
                longConnSvr: { openImWsPort: [ 20001 ] }
                secret: openIM123
                im-admin: { userID: [ "imAdmin" ], nickname: [ "superAdmin" ] }
                mongo: { address: [ 'm:1' ] }
                """);

        Settings settings = load(Map.of("openim.server.dir", config.getParent().toString()));

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:20002"));
        assertThat(settings.endpoints().gateway()).isEqualTo(URI.create("ws://127.0.0.1:20001"));
        assertThat(settings.credentials().secret()).isEqualTo(Secret.of("openIM123"));
        assertThat(settings.warnings()).singleElement().asString().contains("config.yaml", "a release before 3.7");
        assertThat(settings.own().whyUnknown("openim.mongo.uri")).contains("config.yaml", "a release before 3.7");
    }

    @Test
    @DisplayName("field case A10: without a secret in it that file is named in what is asked for")
    void aReleaseBeforeItsFilesWithoutSecret() throws IOException {
        Path config = Files.createDirectories(directory.resolve("old/config"));
        Files.writeString(config.resolve("config.yaml"), "api: {}\n");

        assertThatThrownBy(() ->
                        load(Map.of("openim.server.dir", config.getParent().toString())))
                .hasMessageContaining("openim.secret: is missing: " + config.resolve("config.yaml"))
                .hasMessageContaining("a release before 3.7")
                .hasMessageNotContaining("or name the deployment's directory");
    }

    // A11: compose files as compose understands them

    @Test
    @DisplayName("field case A11: !override and !reset mean by hand what compose means by them")
    void overrideAndReset() throws IOException {
        write("project/docker-compose.override.yaml", """
                services:
                  openim-server:
                    ports: !override [ "127.0.0.1:40001:10001", "127.0.0.1:40002:10002" ]
                    environment: { IMENV_SHARE_IMADMINUSERID: !reset null }
                  etcd: { ports: !reset [] }
                  openim-chat: !reset null
                """);
        Settings settings = docker("""
                services:
                  etcd: { ports: [ '2379:2379' ] }
                  openim-server:
                    %s
                    environment:
                      IMENV_SHARE_SECRET: s
                      IMENV_SHARE_IMADMINUSERID: gone
                      IMENV_DISCOVERY_ETCD_ADDRESS: etcd:2379
                  openim-chat: { ports: [ '10008:10008' ] }
                """, PORTS);

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:40002"));
        assertThat(settings.endpoints().gateway()).isEqualTo(URI.create("ws://127.0.0.1:40001"));
        assertThat(settings.credentials().imAdminUser()).isEqualTo("imAdmin");
        assertThat(settings.stores().etcd().orElseThrow().endpoints()).containsExactly(URI.create("http://etcd:2379"));
        assertThat(settings.chatServer().standing()).isEqualTo(ChatServer.Standing.ABSENT);
    }

    @Test
    @DisplayName("field case A11: what is included and what is extended belongs to the project")
    void includeAndExtends() throws IOException {
        Files.createDirectories(directory.resolve("project/parts"));
        write("project/parts/.env", "MONGO_PORT=47017\n");
        write("project/parts/stores.yml", "services: { mongo: { ports: [ '${MONGO_PORT}:27017' ] } }\n");
        write("project/parts/base.yml", """
                services:
                  openim.base:
                    env_file: base.env
                    ports: [ '10001:10001' ]
                  looped: { extends: looped }
                """);
        write("project/parts/base.env", "IMENV_SHARE_SECRET=from-the-base\n");
        Settings settings = docker("""
                include: [ { path: [ parts/stores.yml ] } ]
                services:
                  openim-server:
                    extends: { file: parts/base.yml, service: openim.base }
                    ports: [ '10002:10002' ]
                    environment: [ IMENV_MONGODB_ADDRESS=mongo:27017 ]
                """);

        assertThat(settings.credentials().secret().reveal()).isEqualTo("from-the-base");
        assertThat(settings.endpoints().gateway()).isEqualTo(URI.create("ws://127.0.0.1:10001"));
        assertThat(settings.stores().mongo().orElseThrow().hosts()).isEqualTo("127.0.0.1:47017");
    }

    @Test
    @DisplayName("field case A11: a service of a profile that nothing activates is asleep")
    void profiles() throws IOException {
        String compose = """
                services:
                  openim-server: { %s, environment: [ IMENV_SHARE_SECRET=s ] }
                  openim-chat: { profiles: [ chat ], ports: [ '20008:10008', '20009:10009' ] }
                """;
        Settings asleep = docker(compose, PORTS);
        write("project/.env", "COMPOSE_PROFILES=m,chat\n");
        Settings awake = docker(compose, PORTS);

        assertThat(asleep.chatServer().standing()).isEqualTo(ChatServer.Standing.WHERE_IT_ANSWERS);
        assertThat(asleep.endpoints().chat()).isEqualTo(URI.create("http://127.0.0.1:20008"));
        assertThat(awake.chatServer().standing()).isEqualTo(ChatServer.Standing.THERE);
    }

    @Test
    @DisplayName("field case A11: what docker compose makes of the files counts, with the origin that is known by hand")
    void dockerIsAsked() throws IOException {
        write("project/.env", "SECRET=pa$$s\n");
        Path project = project("""
                services:
                  openim-server: { %s, environment: { IMENV_SHARE_SECRET: "${SECRET}", IMENV_SHARE_IMADMINUSERID: "a" } }
                """, PORTS);
        String json = """
                {"name":"project","services":{"openim-server":{"environment":{"IMENV_SHARE_SECRET":"pa$$s",
                "IMENV_SHARE_IMADMINUSERID":"b"},"ports":[
                {"mode":"ingress","target":10001,"published":"50001","protocol":"tcp"},
                {"mode":"ingress","host_ip":"127.0.0.1","target":10002,"published":"50002","protocol":"tcp"}]}}}
                """;

        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCompose((docker, where) -> new Compose.Understood(Optional.of(json), ""))
                .withCommandLine(Map.of("openim.docker.dir", project.toString())));

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:50002"));
        assertThat(settings.credentials().secret().reveal()).isEqualTo("pa$s");
        assertThat(settings.origins().of("openim.secret"))
                .map(Origin::source)
                .contains(project.resolve(".env").toString());
        assertThat(settings.credentials().imAdminUser()).isEqualTo("b");
        assertThat(settings.origins().of("openim.im-admin.user"))
                .map(Origin::source)
                .contains(project.resolve("docker compose config").toString());
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    @DisplayName("field case A11: where docker compose cannot be asked the files are read by hand, and that is said")
    void dockerCannotBeAsked() throws IOException {
        Path project = project("services: { openim-server: { %s, environment: [ IMENV_SHARE_SECRET=s ] } }", PORTS);

        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCompose((docker, where) -> new Compose.Understood(Optional.empty(), "docker was not found here"))
                .withCommandLine(Map.of("openim.docker.dir", project.toString())));

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:10002"));
        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .contains("docker was not found here", "read by hand");
    }

    @Test
    @DisplayName(
            "field case A11: an override has its own name, whatever the compose file's is; anchors, merges and CRLF")
    void overridesHaveTheirOwnName() throws IOException {
        write("project/compose.override.yml", "services: { openim-server: { ports: [ '127.0.0.1:40002:10002' ] } }\n");
        Settings settings = docker("""
                x-common: &common { restart: always }
                x-env: &env { IMENV_SHARE_SECRET: merged }
                services:
                  openim-server:
                    <<: *common
                    environment: { <<: *env, OTHER: '$${x}' }
                    ports: [ '10001:10001' ]
                """.replace("\n", "\r\n"));

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:40002"));
        assertThat(settings.credentials().secret().reveal()).isEqualTo("merged");
    }

    @Test
    @DisplayName("field case A11: one anchor may be used in very many services")
    void manyUsesOfAnAnchor() throws IOException {
        StringBuilder compose = new StringBuilder("x-c: &c { restart: always, labels: &l { a: b } }\nservices:\n");
        for (int i = 0; i < 80; i++) {
            compose.append("  s%d: { <<: *c }\n".formatted(i));
        }
        compose.append("  openim-server: { <<: *c, %s, environment: [ IMENV_SHARE_SECRET=s ] }\n".formatted(PORTS));

        assertThat(docker(compose.toString()).endpoints().api()).hasPort(10002);
    }

    // A12: services of other names

    @ParameterizedTest
    @ValueSource(
            strings = {
                "im: { image: 'openim/openim-server:v3.8.3-patch.16', %s, env_file: e }",
                "im: { image: 'registry.example.com:5000/mirror/openim-server@sha256:abc', %s, env_file: e }",
                "im: { image: 'ours/im:7', %s, environment: { IMENV_SHARE_SECRET: s } }",
                "im: { image: 'ours/im:7', %s, environment: [ 'IMENV_SHARE_SECRET=s' ] }",
                "im: { container_name: openim-server, build: ., %s, env_file: e }",
            })
    @DisplayName("field case A12: a service is OpenIMServer by its image or its variables, whatever its name")
    void aServiceOfAnotherName(String service) throws IOException {
        write("project/e", "IMENV_SHARE_SECRET=s\n");
        Settings settings = docker("""
                services:
                  worker: { image: 'openim/openim-server:v3.8.3-patch.16' }
                  talk: { image: 'openim/openim-chat:v1.8.4', ports: [ '20008:10008', '20009:10009' ] }
                """ + "  " + service + "\n", PORTS);

        assertThat(settings.endpoints().api()).isEqualTo(URI.create("http://127.0.0.1:10002"));
        assertThat(settings.endpoints().chat()).isEqualTo(URI.create("http://127.0.0.1:20008"));
        assertThat(settings.credentials().secret().reveal()).isEqualTo("s");
        assertThat(settings.own().server()).contains("im");
        assertThat(settings.own().chat()).contains("talk");
    }

    // A15, and keys that differ between releases

    @Test
    @DisplayName("field case A15: ChatServer up to 1.8.3 has the names of its services in its own share.yml")
    void oldChatServersNameTheirServicesElsewhere() throws IOException {
        Path server = server();
        write(server, "share.yml", "secret: s\nrpcRegisterName: { user: user, auth: auth }\n");
        write(server, "discovery.yml", "enable: etcd\netcd: { address: [ 'e:2' ] }\n");
        Path chat = chat(
                "rpcRegisterName: { chat: chat, admin: admin }\nopenIM: { secret: s }\nchatAdmin: [ { adminID: boss } ]\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString(), "openim.chat.dir", chat.toString()));

        assertThat(settings.stores().etcd().orElseThrow().services()).containsExactly("user", "auth", "chat", "admin");
        assertThat(settings.origins().of("openim.admin.account"))
                .map(Origin::printable)
                .contains("boss");
    }

    @ParameterizedTest
    @CsvSource({
        "v3.8.0, 0",
        "v3.8.3, 0",
        "v3.8.3-patch.6, 0",
        "v3.8.4-alpha.1, 0",
        "v3.7.1, 3",
        "v3.8.3-patch.7, 3",
        "v3.8.3-patch.16, 3",
        "main, 3",
        "unknown words, 3",
    })
    @DisplayName("the database of Redis is the one that the release takes")
    void theReleaseDecidesOnTheDatabase(String version, int database) throws IOException {
        Path server = server();
        write(server, "redis.yml", "address: [ 'r:1' ]\ndb: 3\n");
        Files.createDirectories(server.resolve("version"));
        Files.writeString(server.resolve("version/version"), version + "\n");

        assertThat(load(Map.of("openim.server.dir", server.toString()))
                        .stores()
                        .redis()
                        .orElseThrow()
                        .database())
                .isEqualTo(database);
    }

    @ParameterizedTest
    @CsvSource({
        "v3.8.3-patch.16, old, CLUSTER",
        "v3.8.2, old, STANDALONE",
        "main, new, CLUSTER",
        "nobody knows, new, CLUSTER"
    })
    @DisplayName("where keys of two releases are written, the release decides which counts")
    void theReleaseDecidesOnKeys(String version, String admin, Redis.Mode mode) throws IOException {
        Path server = server();
        write(server, "share.yml", "secret: s\nimAdminUserID: [ old ]\nimAdminUser: { userIDs: [ new ] }\n");
        write(server, "redis.yml", "address: [ 'r:1' ]\nredisMode: cluster\nclusterMode: false\n");
        Files.createDirectories(server.resolve("version"));
        Files.writeString(server.resolve("version/version"), version + "\n");

        Settings settings = load(Map.of("openim.server.dir", server.toString()));

        assertThat(settings.credentials().imAdminUser()).isEqualTo(admin);
        assertThat(settings.stores().redis().orElseThrow().mode()).isEqualTo(mode);
    }

    @Test
    @DisplayName("names of services in etcd are read from the environment too")
    void namesOfServicesFromTheEnvironment() throws IOException {
        Files.createDirectories(directory.resolve("project/config"));
        write("project/config/discovery.yml", "etcd: { address: [ 'etcd:2379' ] }\nrpcService: { user: u, auth: a }\n");
        Settings settings = docker("""
                services:
                  etcd: { ports: [ '2379:2379' ] }
                  openim-server:
                    %s
                    volumes: [ './config:/openim-server/config' ]
                    environment: { IMENV_SHARE_SECRET: s, IMENV_DISCOVERY_RPCSERVICE_USER: mine }
                """, PORTS);

        assertThat(settings.stores().etcd().orElseThrow().services()).containsExactly("mine", "a");
    }

    @Test
    @DisplayName("every secret of the deployment's files is known to the redactor, also where another one counts")
    void secretsThatDoNotCountAreKnown() throws IOException {
        Path server = server();
        write(server, "redis.yml", "address: [ 'r:1' ]\npassword: redis-in-file\n");
        Path chat = chat("openIM: { secret: chats-secret }\n");

        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withEnvironment(Map.of("OPENIM_SECRET", "typed", "OPENIM_REDIS_URL", "redis://:typed-too@r:1/0"))
                .withCommandLine(Map.of("openim.server.dir", server.toString(), "openim.chat.dir", chat.toString())));

        assertThat(settings.credentials().secret().reveal()).isEqualTo("typed");
        assertThat(settings.own().secret()).contains(Secret.of("s"));
        assertThat(settings.secrets().reveal()).contains("typed", "typed-too", "s", "chats-secret", "redis-in-file");
        assertThat(settings.own().faults()).singleElement().asString().contains("another secret", "no token");
    }

    private static String value(Map<String, Sourced> environment, String name) {
        return environment.get(name).value();
    }

    /** The least that an OpenIMServer starts with. */
    private Path server() throws IOException {
        Path server = directory.resolve("open-im-server");
        write(server, "share.yml", "secret: s\n");
        write(server, "openim-api.yml", "api: { ports: [ 10002 ] }\n");
        write(server, "openim-msggateway.yml", "longConnSvr: { ports: [ 10001 ] }\n");
        return server;
    }

    private Path chat(String share) throws IOException {
        Path chat = directory.resolve("chat");
        write(chat, "share.yml", share);
        write(chat, "chat-api-chat.yml", "api: { ports: [ 10008 ] }\n");
        write(chat, "chat-api-admin.yml", "api: { ports: [ 10009 ] }\n");
        return chat;
    }

    private static void write(Path root, String name, String content) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("config")).resolve(name), content);
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Path project(String compose, String... ports) throws IOException {
        write("project/docker-compose.yaml", compose.replace("%s", String.join("", ports)));
        return directory.resolve("project");
    }

    private ComposeService reading(String compose) throws IOException {
        return ComposeProject.read(project(compose), there -> Compose.NOBODY.config("docker", there), new Problems())
                .orElseThrow()
                .service("openim-server")
                .orElseThrow();
    }

    private Settings docker(String compose, String... ports) throws IOException {
        return load(Map.of("openim.docker.dir", project(compose, ports).toString()));
    }

    private Settings load(Map<String, String> commandLine) {
        return SettingsLoader.load(Inputs.in(directory).withCommandLine(commandLine));
    }
}
