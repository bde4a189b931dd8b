package openim.verify.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The components that OpenIMServer and ChatServer share: mongodb.yml, redis.yml and discovery.yml, alike in both. */
record SharedStoreFiles(ServerConfiguration configuration, Reach reach, DeploymentValues values) {

    private static final String MONGO = "mongodb.yml";
    private static final String REDIS = "redis.yml";
    private static final String DISCOVERY = "discovery.yml";

    void read() {
        values.put(SettingKey.MONGO_URI, text(MONGO, "uri").isPresent() ? mongoFromUri() : mongoFromParts());
        values.put(SettingKey.MONGO_DATABASE, configuration.text(MONGO, "database"));
        redis();
        etcd();
    }

    private Optional<Sourced> mongoFromUri() {
        return configuration.text(MONGO, "uri").flatMap(uri -> {
            String hosts;
            try {
                hosts = ConnectionString.parse(uri.value()).hosts();
            } catch (IllegalArgumentException malformed) {
                return Optional.of(uri);
            }
            return Addresses.reachable(new Sourced(hosts, uri.source()), reach)
                    .map(reachable -> uri.map(text -> ConnectionString.withHosts(text, reachable.value())));
        });
    }

    private Optional<Sourced> mongoFromParts() {
        boolean replicaSet =
                text(MONGO, "mongoMode").filter("replicaSet"::equalsIgnoreCase).isPresent();
        Optional<Sourced> address = replicaSet
                ? configuration.list(MONGO, "replicaSet.hosts").or(() -> configuration.list(MONGO, "address"))
                : configuration.list(MONGO, "address");
        return address.flatMap(hosts -> Addresses.reachable(hosts, reach))
                .map(hosts -> hosts.map(list -> mongoUri(list, replicaSet)));
    }

    private String mongoUri(String hosts, boolean replicaSet) {
        String database = text(MONGO, "database").orElse("openim_v3");
        StringBuilder uri = new StringBuilder("mongodb://");
        Optional<String> user = text(MONGO, "username");
        Optional<String> password = text(MONGO, "password");
        if (user.isPresent() && password.isPresent()) {
            // A single server's login is put into a connection string by OpenIM just as it stands in the file, so that
            // one
            // with special characters is encoded there already; a replica set's is not.
            uri.append(replicaSet ? encoded(user.get()) : user.get())
                    .append(':')
                    .append(replicaSet ? encoded(password.get()) : password.get())
                    .append('@');
        }
        uri.append(hosts).append('/').append(database);
        uri.append("?authSource=").append(text(MONGO, "authSource").orElse(database));
        if (replicaSet) {
            text(MONGO, "replicaSet.name")
                    .ifPresent(name -> uri.append("&replicaSet=").append(name));
        }
        return uri.toString();
    }

    private void redis() {
        // ChatServer, and OpenIMServer up to 3.8.0, know only clusterMode.
        boolean cluster =
                text(REDIS, "clusterMode").filter("true"::equalsIgnoreCase).isPresent();
        Sourced mode =
                configuration.text(REDIS, "redisMode").orElse(new Sourced(cluster ? "cluster" : "standalone", REDIS));
        Optional<Sourced> addresses = mode.value().equalsIgnoreCase("sentinel")
                ? configuration.list(REDIS, "sentinelMode.sentinelsAddrs")
                : configuration.list(REDIS, "address");
        Optional<Sourced> reachable = addresses.flatMap(list -> Addresses.reachable(list, reach));
        values.put(SettingKey.REDIS_URL, reachable.map(list -> list.map(this::redisUrl)));
        values.put(SettingKey.REDIS_MODE, reachable.map(list -> new Sourced(mode.value(), list.source())));
    }

    private String redisUrl(String addresses) {
        String user = text(REDIS, "username").map(SharedStoreFiles::encoded).orElse("");
        String login = text(REDIS, "password")
                .map(password -> user + ":" + encoded(password) + "@")
                .orElse("");
        return "redis://" + login + addresses + "/" + text(REDIS, "db").orElse("0");
    }

    private void etcd() {
        boolean other = text(DISCOVERY, "enable")
                .filter(kind -> !kind.equalsIgnoreCase("etcd"))
                .isPresent();
        if (other) {
            return;
        }
        Optional<Sourced> endpoints =
                configuration.list(DISCOVERY, "etcd.address").flatMap(list -> Addresses.reachableUrls(list, reach));
        if (endpoints.isEmpty()) {
            return;
        }
        values.put(SettingKey.ETCD_URL, endpoints);
        values.put(SettingKey.ETCD_ROOT, configuration.text(DISCOVERY, "etcd.rootDirectory"));
        values.put(SettingKey.ETCD_USER, configuration.text(DISCOVERY, "etcd.username"));
        values.put(SettingKey.ETCD_PASSWORD, configuration.text(DISCOVERY, "etcd.password"));
    }

    private Optional<String> text(String file, String path) {
        return configuration.text(file, path).map(Sourced::value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
