package openim.verify.app.discovery;

import static openim.verify.client.kubernetes.FakeCluster.fromSecret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import openim.verify.app.discovery.HostInputs.SeenCluster;
import openim.verify.client.kubernetes.FakeCluster;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.deployment.ChatServer;
import openim.verify.config.setting.SettingsException;
import openim.verify.target.Flavour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a namespace tells of the deployment in it: config maps and secrets are read as files are. */
class ClusterSettingsTest {

    private static final String SECRET = "s3cret-of-the-map";

    @TempDir
    Path directory;

    private FakeCluster cluster;

    @BeforeEach
    void aClusterThatIsConfigured() {
        cluster = FakeCluster.empty(directory);
        cluster.configMap(
                "openim-config",
                Map.of(
                        "share.yml", "secret: " + SECRET + "\nimAdminUserID: [ imAdmin ]\n",
                        "openim-api.yml", "api: {listenIP: 0.0.0.0, ports: [ 10002 ]}\n",
                        "openim-msggateway.yml", "listenIP: 0.0.0.0\nlongConnSvr: {ports: [ 10001 ]}\n",
                        "discovery.yml",
                                "enable: kubernetes\n"
                                        + "kubernetes: {namespace: openim}\n"
                                        + "rpcService: {user: user-rpc-service}\n",
                        "redis.yml", "address: [ redis-service:16379 ]\n",
                        "mongodb.yml",
                                "address: [ mongo.example.com:27017 ]\ndatabase: openim_v3\nauthSource: openim_v3\n",
                        "minio.yml",
                                "internalAddress: minio-service:10005\nexternalAddress: https://files.example.com\n",
                        "kafka.yml", "address: [ kafka-service:19094 ]\n"));
        cluster.secret("openim-redis-secret", Map.of("redis-password", "redis-pass-word"));
        cluster.secret("openim-mongo-secret", Map.of("mongo_user", "openIM", "mongo_password", "mongo-pass-word"));
        cluster.deployment(
                "openim-api",
                "openim-api",
                fromSecret("IMENV_REDIS_PASSWORD", "openim-redis-secret", "redis-password"),
                fromSecret("IMENV_MONGODB_USERNAME", "openim-mongo-secret", "mongo_user"),
                fromSecret("IMENV_MONGODB_PASSWORD", "openim-mongo-secret", "mongo_password"));
        cluster.deployment("messagegateway-rpc-server", "openim-msggateway");
        cluster.service("openim-api-service", "openim-api", 10_002, 10_002);
        cluster.service("messagegateway-rpc-service", "messagegateway-rpc-server", 10_001, 10_001);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void whatTheConfigMapsAndSecretsSayIsKnown() {
        Settings settings =
                load(Map.of("openim.api.url", "http://10.0.0.5:30002", "openim.gateway.url", "ws://10.0.0.5:30001"));

        assertThat(settings.credentials().secret().reveal()).isEqualTo(SECRET);
        assertThat(settings.stores().mongo().orElseThrow().hosts()).isEqualTo("mongo.example.com:27017");
        assertThat(settings.secrets().reveal())
                .contains(SECRET, "redis-pass-word", "mongo-pass-word")
                .doesNotContain("openIM");
        assertThat(settings.externalAddress()).contains(URI.create("https://files.example.com"));
        assertThat(settings.release().server()).contains("v3.8.3");
        assertThat(settings.chatServer().standing()).isEqualTo(ChatServer.Standing.ABSENT);
        assertThat(settings.kubernetes().orElseThrow().found().discovers()).isTrue();
        assertThat(settings.kubernetes().orElseThrow().found().services()).containsExactly("user-rpc-service");
        assertThat(Flavour.of(settings, false)).isEqualTo(Flavour.KUBERNETES);
    }

    @Test
    void aNameOfTheClusterIsNotReachedFromOutsideAndItIsSaid() {
        Settings settings =
                load(Map.of("openim.api.url", "http://10.0.0.5:30002", "openim.gateway.url", "ws://10.0.0.5:30001"));

        assertThat(settings.stores().redis()).isEmpty();
        assertThat(settings.own().whyUnknown("openim.redis.url"))
                .isEqualTo("openim.redis.url is not known: redis-service:16379 is found inside the cluster only: verify"
                        + " from there, or give the address that it has here");
        assertThat(settings.stores().etcd()).isEmpty();
        assertThat(settings.own().whyUnknown("openim.etcd.url"))
                .contains("find each other by kubernetes and not by etcd");
    }

    @Test
    void withoutAnAddressThatClientsHaveItIsSaidWhichServiceThereIs() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load(Map.of()))
                .withMessageContaining(
                        "openim.api.url: is missing: openim-api is reached at openim-api-service:10002 in the"
                                + " namespace openim, which is found inside the cluster only")
                .withMessageContaining("openim.gateway.url: is missing: openim-msggateway is reached at"
                        + " messagegateway-rpc-service:10001");
    }

    @Test
    void aSecretThatMayNotBeReadIsToldAndTheRestIsKnown() {
        cluster.forbid("get secrets");

        Settings settings =
                load(Map.of("openim.api.url", "http://10.0.0.5:30002", "openim.gateway.url", "ws://10.0.0.5:30001"));

        assertThat(settings.credentials().secret().reveal()).isEqualTo(SECRET);
        assertThat(settings.warnings().toString())
                .contains("may not get secrets in the namespace openim; its role lacks the verb get for the resource"
                        + " secrets")
                .doesNotContain(SECRET);
    }

    @Test
    void aNamespaceAndADirectoryContradictEachOther() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> load(Map.of("openim.docker.dir", directory.toString())))
                .withMessageContaining("openim.kubernetes.namespace: contradicts openim.docker.dir");
    }

    @Test
    void readingSettingsOnlyReads() {
        load(Map.of("openim.api.url", "http://10.0.0.5:30002", "openim.gateway.url", "ws://10.0.0.5:30001"));

        assertThat(cluster.asked())
                .containsExactly("get configmaps", "get secrets", "list deployments.apps", "list services");
    }

    private Settings load(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(more);
        given.put("openim.kubernetes.namespace", FakeCluster.NAMESPACE);
        given.put("openim.kubernetes.kubeconfig", cluster.kubeconfig().toString());
        return SettingsLoader.load(Inputs.in(directory).withCommandLine(given).withCluster(new SeenCluster()));
    }
}
