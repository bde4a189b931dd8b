package openim.verify.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.config.deployment.Deployments;
import openim.verify.config.deployment.Directories;
import openim.verify.config.secret.Login;
import openim.verify.config.secret.Secret;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.setting.Limits;
import openim.verify.config.setting.Origin;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.TargetMode;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

    @TempDir
    Path directory;

    @Test
    void hostAndSecretAreEnough() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of("openim.host", "10.0.0.5"))
                .withEnvironment(Map.of("OPENIM_SECRET", "s3cret")));

        assertThat(settings.target()).contains(TargetMode.LIVE);
        assertThat(settings.endpoints())
                .isEqualTo(new Endpoints(
                        URI.create("http://10.0.0.5:10002"),
                        URI.create("ws://10.0.0.5:10001"),
                        URI.create("http://10.0.0.5:10008"),
                        URI.create("http://10.0.0.5:10009"),
                        Optional.empty()));
        assertThat(settings.credentials().secret().reveal()).isEqualTo("s3cret");
        assertThat(settings.credentials().imAdminUser()).isEqualTo("imAdmin");
        assertThat(settings.stores()).isEqualTo(Stores.UNKNOWN);
        assertThat(settings.directories()).isEqualTo(Directories.NONE);
        assertThat(settings.reports()).isEqualTo(directory.resolve("reports"));
        assertThat(settings.deadlines().quiet()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void eachPlaceHasAccountsOfItsOwnUnlessToldOtherwise() {
        assertThat(at("office").limits().accountPrefix()).isEqualTo("oivoffice");
        assertThat(at("office").watch().vantage()).contains("office");
        assertThat(at("office")
                        .origins()
                        .of(SettingKey.ACCOUNT_PREFIX)
                        .orElseThrow()
                        .source())
                .contains("openim.vantage");
        assertThat(at("eu-1").limits().accountPrefix()).isEqualTo("oiveu1x");
        assertThat(at("frankfurt-north-one").limits().accountPrefix())
                .startsWith("oivfrankfur")
                .isNotEqualTo(at("frankfurt-north-two").limits().accountPrefix());
        assertThat(SettingsLoader.load(Inputs.in(directory)
                                .withCommandLine(Map.of(
                                        "openim.host", "10.0.0.5",
                                        "openim.vantage", "office",
                                        "openim.account-prefix", "mine"))
                                .withEnvironment(Map.of("OPENIM_SECRET", "s3cret")))
                        .limits()
                        .accountPrefix())
                .isEqualTo("mine");
    }

    private Settings at(String vantage) {
        return SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of("openim.host", "10.0.0.5", "openim.vantage", vantage))
                .withEnvironment(Map.of("OPENIM_SECRET", "s3cret")));
    }

    @Test
    void theStrongerPlaceWins() throws IOException {
        settingsFile("""
                openim:
                  secret: of-the-file
                  rate: 3
                  pairs: 3
                  server:
                    dir: %s
                  im-admin.user: of-the-file
                """.formatted(Deployments.SERVER));
        Inputs inputs = Inputs.in(directory);
        Map<String, String> environment = Map.of("OPENIM_RATE", "4", "OPENIM_PAIRS", "4");

        Settings fromFiles = SettingsLoader.load(inputs);
        Settings fromEnvironment = SettingsLoader.load(inputs.withEnvironment(environment));
        Settings fromCommandLine =
                SettingsLoader.load(inputs.withEnvironment(environment).withCommandLine(Map.of("openim.rate", "5")));

        assertThat(fromFiles.endpoints().api()).hasPort(20002);
        assertThat(fromFiles.credentials().secret().reveal()).isEqualTo("of-the-file");
        assertThat(fromFiles.credentials().imAdminUser()).isEqualTo("of-the-file");
        assertThat(fromFiles.limits()).isEqualTo(new Limits(3, "oiv", 3, 50));
        assertThat(fromEnvironment.limits()).isEqualTo(new Limits(4, "oiv", 4, 50));
        assertThat(fromCommandLine.limits()).isEqualTo(new Limits(5, "oiv", 4, 50));
    }

    @Test
    void everyValueKnowsWhereItCameFrom() throws IOException {
        Path file = settingsFile("openim.pairs: 3\nopenim.chat.account: '+49 17012345'\n");

        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of("openim.server.dir", Deployments.SERVER.toString()))
                .withSystemProperties(Map.of("openim.rate", "7", "user.home", "/home/nobody", "openim.host", ""))
                .withEnvironment(Map.of("OPENIM_CHAT_PASSWORD", "hidden")));

        assertThat(settings.origins().all())
                .extracting(Origin::key, Origin::printable, Origin::source)
                .contains(
                        tuple("openim.target", "live", "because of openim.server.dir"),
                        tuple("openim.server.dir", Deployments.SERVER.toString(), "command line"),
                        tuple("openim.rate", "7", "system property -Dopenim.rate"),
                        tuple("openim.chat.password", "***", "environment OPENIM_CHAT_PASSWORD"),
                        tuple("openim.pairs", "3", file.toString()),
                        tuple("openim.secret", "***", Deployments.SERVER + "/config/share.yml"),
                        tuple("openim.chat.url", "http://127.0.0.1:10008", "openim.host and the usual port"),
                        tuple("openim.deadline.call", "4s", "default"));
    }

    @Test
    void blankValuesAreNone() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of("openim.host", "10.0.0.5", "openim.rate", " "))
                .withSystemProperties(Map.of("openim.secret", "", "openim.kafka.bootstrap", ""))
                .withEnvironment(Map.of("OPENIM_SECRET", "s", "OPENIM_MINIO_ENDPOINT", "")));

        assertThat(settings.stores()).isEqualTo(Stores.UNKNOWN);
        assertThat(settings.limits().ratePerSecond()).isEqualTo(20);
    }

    @Test
    void componentsComeFromExplicitKeys() {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withEnvironment(Map.ofEntries(
                        entry("OPENIM_HOST", "im.example.com"),
                        entry("OPENIM_SECRET", "s"),
                        entry("OPENIM_KAFKA_BOOTSTRAP", "k1:9092, k2:9092"),
                        entry("OPENIM_KAFKA_USER", "reader"),
                        entry("OPENIM_KAFKA_PASSWORD", "kp"),
                        entry("OPENIM_KAFKA_MECHANISM", "scram-sha-512"),
                        entry("OPENIM_KAFKA_TLS", "true"),
                        entry("OPENIM_MONGO_URI", "mongodb://u:p%40ss@m1:1,m2:2/x?authSource=admin"),
                        entry("OPENIM_REDIS_URL", "rediss://someone:p%2Fw@r:7/2"),
                        entry("OPENIM_REDIS_MODE", "cluster"),
                        entry("OPENIM_ETCD_URL", "http://e1:2379,http://e2:2379/"),
                        entry("OPENIM_MINIO_ENDPOINT", "https://minio.example.com"))));
        Stores stores = settings.stores();

        assertThat(stores.kafka())
                .contains(new Kafka(
                        List.of("k1:9092", "k2:9092"),
                        Optional.of(new UserPassword("reader", Secret.of("kp"))),
                        "SCRAM-SHA-512",
                        true,
                        Kafka.Topics.DEFAULT,
                        Kafka.ConsumerGroups.DEFAULT));
        assertThat(stores.mongo().orElseThrow().hosts()).isEqualTo("m1:1,m2:2");
        assertThat(stores.redis())
                .contains(new Redis(
                        URI.create("rediss://r:7"),
                        Optional.of("someone"),
                        Optional.of(Secret.of("p/w")),
                        2,
                        Redis.Mode.CLUSTER));
        assertThat(stores.etcd().orElseThrow().endpoints())
                .containsExactly(URI.create("http://e1:2379"), URI.create("http://e2:2379"));
        assertThat(stores.minio())
                .contains(new Minio(URI.create("https://minio.example.com"), Optional.empty(), "openim"));
    }

    @Test
    void peopleAndAdministratorsLogIn() {
        Inputs inputs = Inputs.in(directory);
        Map<String, String> base = Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s", "OPENIM_CHAT_PASSWORD", "cp");

        assertThat(SettingsLoader.load(inputs.withEnvironment(base)
                                .withCommandLine(Map.of("openim.chat.account", "+49 17012345")))
                        .credentials()
                        .chat())
                .contains(new Login("17012345", "+49", Secret.of("cp")));
        assertThat(SettingsLoader.load(inputs.withEnvironment(base)
                                .withCommandLine(Map.of("openim.chat.account", "13800138000")))
                        .credentials()
                        .chat())
                .contains(new Login("13800138000", "+86", Secret.of("cp")));
        assertThat(SettingsLoader.load(inputs.withEnvironment(
                                Map.of("OPENIM_HOST", "h", "OPENIM_SECRET", "s", "OPENIM_ADMIN_PASSWORD", "ap")))
                        .credentials()
                        .admin())
                .contains(new Login("chatAdmin", "", Secret.of("ap")));
    }

    @Test
    void aSecretMayHoldAnyCharacter() throws IOException {
        String strange = "a$b${c}\\d,e#f%g";
        settingsFile("openim:\n  host: h\n  secret: '" + strange + "'\n");

        Settings settings = SettingsLoader.load(Inputs.in(directory));

        assertThat(settings.credentials().secret().reveal()).isEqualTo(strange);
    }

    @Test
    void aSecretOfDigitsStaysAsItWasTyped() throws IOException {
        settingsFile("openim:\n  host: h\n  secret: 00123\n");

        assertThat(SettingsLoader.load(Inputs.in(directory))
                        .credentials()
                        .secret()
                        .reveal())
                .isEqualTo("00123");
    }

    @Test
    void anAddressInIpv6GetsItsBrackets() {
        Settings settings = SettingsLoader.load(
                Inputs.in(directory).withEnvironment(Map.of("OPENIM_HOST", "fd00::5", "OPENIM_SECRET", "s")));

        assertThat(settings.host()).contains("fd00::5");
        assertThat(settings.endpoints().gateway()).isEqualTo(URI.create("ws://[fd00::5]:10001"));
    }

    private Path settingsFile(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("openim-verify.yaml"), text);
        assertThat(file.toFile().setReadable(false, false)).isTrue();
        assertThat(file.toFile().setReadable(true, true)).isTrue();
        return file;
    }

    private static Tuple tuple(String key, String value, String source) {
        return Tuple.tuple(key, value, source);
    }
}
