package openim.verify.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What OpenIMServer's configuration says, by our keys. */
final class ServerFiles {

    private static final String SHARE = "share.yml";
    private static final String KAFKA = "kafka.yml";
    private static final String MINIO = "minio.yml";

    private final ServerConfiguration configuration;
    private final Reach reach;
    private final DeploymentValues values;
    private final Problems problems;

    ServerFiles(ServerConfiguration configuration, Reach reach, DeploymentValues values, Problems problems) {
        this.configuration = configuration;
        this.reach = reach;
        this.values = values;
        this.problems = problems;
    }

    /** Insists on what no OpenIMServer starts without. */
    void require(Path directory) {
        configuration.require(directory, List.of(SHARE, "openim-api.yml", "openim-msggateway.yml"));
    }

    void read() {
        values.put(SettingKey.SECRET_KEY, configuration.text(SHARE, "secret"));
        values.put(
                SettingKey.IM_ADMIN_USER,
                // Up to 3.8.3 it was a list of its own.
                configuration
                        .first(SHARE, "imAdminUser.userIDs")
                        .or(() -> configuration.first(SHARE, "imAdminUserID")));
        ProcessUrl url = new ProcessUrl(configuration, reach);
        values.put(SettingKey.API_URL, url.of("http", "openim-api.yml", "api.listenIP", "api.ports", Port.API));
        values.put(
                SettingKey.GATEWAY_URL,
                url.of("ws", "openim-msggateway.yml", "listenIP", "longConnSvr.ports", Port.GATEWAY));
        kafka();
        new SharedStoreFiles(configuration, reach, values).read();
        values.append(
                SettingKey.ETCD_SERVICES,
                // Up to 3.8.3 the names stood in share.yml.
                configuration
                        .values("discovery.yml", "rpcService")
                        .or(() -> configuration.values(SHARE, "rpcRegisterName")));
        minio();
    }

    private void kafka() {
        if (configuration.text(KAFKA, "tls.clientCrt").isPresent()) {
            problems.warn(
                    SettingKey.KAFKA_BOOTSTRAP.key(),
                    "kafka.yml wants a client certificate, which cannot be shown from here, so Kafka is not looked at");
            return;
        }
        Optional<Sourced> bootstrap =
                configuration.list(KAFKA, "address").flatMap(addresses -> Addresses.reachable(addresses, reach));
        if (bootstrap.isEmpty()) {
            return;
        }
        values.put(SettingKey.KAFKA_BOOTSTRAP, bootstrap);
        values.put(SettingKey.KAFKA_USER, configuration.text(KAFKA, "username"));
        values.put(SettingKey.KAFKA_PASSWORD, configuration.text(KAFKA, "password"));
        values.put(SettingKey.KAFKA_TLS, configuration.text(KAFKA, "tls.enableTLS"));
        values.put(SettingKey.KAFKA_TOPIC_REDIS, configuration.text(KAFKA, "toRedisTopic"));
        values.put(SettingKey.KAFKA_TOPIC_PUSH, configuration.text(KAFKA, "toPushTopic"));
        values.put(SettingKey.KAFKA_TOPIC_MONGO, configuration.text(KAFKA, "toMongoTopic"));
        values.put(SettingKey.KAFKA_TOPIC_OFFLINE, configuration.text(KAFKA, "toOfflinePushTopic"));
        values.put(SettingKey.KAFKA_GROUP_REDIS, configuration.text(KAFKA, "toRedisGroupID"));
        values.put(SettingKey.KAFKA_GROUP_PUSH, configuration.text(KAFKA, "toPushGroupID"));
        values.put(SettingKey.KAFKA_GROUP_MONGO, configuration.text(KAFKA, "toMongoGroupID"));
        values.put(SettingKey.KAFKA_GROUP_OFFLINE, configuration.text(KAFKA, "toOfflinePushGroupID"));
    }

    private void minio() {
        boolean elsewhere = configuration
                .text("openim-rpc-third.yml", "object.enable")
                .filter(store -> !store.value().equalsIgnoreCase("minio"))
                .isPresent();
        if (elsewhere) {
            return;
        }
        values.put(SettingKey.EXTERNAL_ADDRESS, externalAddress());
        Optional<Sourced> endpoint = configuration
                .text(MINIO, "internalAddress")
                .flatMap(address -> Addresses.reachableUrls(address, reach));
        if (endpoint.isEmpty()) {
            return;
        }
        values.put(SettingKey.MINIO_ENDPOINT, endpoint);
        values.put(SettingKey.MINIO_ACCESS_KEY, configuration.text(MINIO, "accessKeyID"));
        values.put(SettingKey.MINIO_SECRET_KEY, configuration.text(MINIO, "secretAccessKey"));
        values.put(SettingKey.MINIO_BUCKET, configuration.text(MINIO, "bucket"));
    }

    /** An address that no client could follow is the deployment's fault and not that of our settings: the checks find it. */
    private Optional<Sourced> externalAddress() {
        Optional<Sourced> address =
                configuration.text(MINIO, "externalAddress").map(text -> text.map(Addresses::withScheme));
        try {
            address.map(Sourced::value).ifPresent(Reading::externalAddress);
            return address;
        } catch (IllegalArgumentException malformed) {
            problems.warn(SettingKey.EXTERNAL_ADDRESS.key(), "externalAddress in minio.yml " + malformed.getMessage());
            return Optional.empty();
        }
    }
}
