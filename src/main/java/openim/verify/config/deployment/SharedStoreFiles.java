package openim.verify.config.deployment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.Reach;
import openim.verify.config.release.ReleaseNumber;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;
import openim.verify.config.store.ConnectionString;
import openim.verify.config.store.MongoLogin;

/**
 * The components that OpenIMServer and ChatServer share: mongodb.yml, redis.yml and discovery.yml, alike in both.
 *
 * @param release which OpenIMServer reads them, if that is known
 */
record SharedStoreFiles(
        ServerConfiguration configuration, Reach reach, DeploymentValues values, Optional<ReleaseNumber> release) {

    private static final String MONGO = "mongodb.yml";
    private static final String REDIS = "redis.yml";
    private static final String DISCOVERY = "discovery.yml";

    void read() {
        configuration.explain(MONGO, SettingKey.MONGO_URI);
        configuration.explain(REDIS, SettingKey.REDIS_URL);
        configuration.explain(DISCOVERY, SettingKey.ETCD_URL, SettingKey.ETCD_SERVICES);
        values.hold(configuration.text(MONGO, "password"));
        values.hold(configuration.text(REDIS, "password"));
        values.hold(configuration.text(DISCOVERY, "etcd.password"));
        values.put(SettingKey.MONGO_URI, text(MONGO, "uri").isPresent() ? mongoFromUri() : mongoFromParts());
        values.put(SettingKey.MONGO_DATABASE, configuration.text(MONGO, "database"));
        redis();
        etcd();
    }

    private Optional<Sourced> mongoFromUri() {
        return configuration.text(MONGO, "uri").flatMap(uri -> {
            String hosts;
            try {
                MongoLogin.of(uri.value())
                        .complaint()
                        .ifPresent(why -> values.fault(SettingKey.MONGO_URI, uri.source(), "the login in uri " + why));
                hosts = ConnectionString.parse(MongoLogin.of(uri.value()).encodedIn(uri.value()))
                        .hosts();
            } catch (IllegalArgumentException malformed) {
                return Optional.of(uri);
            }
            return Addresses.reachable(SettingKey.MONGO_URI, new Sourced(hosts, uri.source()), reach, values)
                    .map(reachable -> uri.map(text ->
                            ConnectionString.withHosts(MongoLogin.of(text).encodedIn(text), reachable.value())));
        });
    }

    private Optional<Sourced> mongoFromParts() {
        boolean replicaSet =
                text(MONGO, "mongoMode").filter("replicaSet"::equalsIgnoreCase).isPresent();
        Optional<Sourced> address = replicaSet
                ? configuration.list(MONGO, "replicaSet.hosts").or(() -> configuration.list(MONGO, "address"))
                : configuration.list(MONGO, "address");
        return address.flatMap(hosts -> Addresses.reachable(SettingKey.MONGO_URI, hosts, reach, values))
                .map(hosts -> hosts.map(list -> mongoUri(list, replicaSet)));
    }

    private String mongoUri(String hosts, boolean replicaSet) {
        String database = text(MONGO, "database").orElse("openim_v3");
        StringBuilder uri = new StringBuilder("mongodb://");
        Optional<String> user = text(MONGO, "username");
        Optional<String> password = text(MONGO, "password");
        if (user.isPresent() && password.isPresent()) {
            uri.append(
                            replicaSet
                                    ? encoded(user.get()) + ":" + encoded(password.get())
                                    : mongoLogin(user.get(), password.get()))
                    .append('@');
        }
        uri.append(hosts).append('/').append(encoded(database));
        uri.append("?authSource=").append(encoded(text(MONGO, "authSource").orElse(database)));
        if (replicaSet) {
            text(MONGO, "replicaSet.name")
                    .ifPresent(name -> uri.append("&replicaSet=").append(name));
        }
        return uri.toString();
    }

    /**
     * A single server's login is put into a connection string by OpenIM just as it stands in the file, so that one with special
     * characters has to be encoded there; a replica set's is not.
     */
    private String mongoLogin(String user, String password) {
        MongoLogin login = new MongoLogin(user, password);
        login.complaint()
                .ifPresent(why -> values.fault(
                        SettingKey.MONGO_URI,
                        configuration.where(MONGO),
                        "OpenIM builds its connection string from username and password as they are, and it cannot be read: the login "
                                + why));
        return login.encoded();
    }

    private void redis() {
        Sourced mode = redisMode();
        Optional<Sourced> addresses = mode.value().equalsIgnoreCase("sentinel")
                ? configuration.list(REDIS, "sentinelMode.sentinelsAddrs")
                : configuration.list(REDIS, "address");
        Optional<Sourced> reachable =
                addresses.flatMap(list -> Addresses.reachable(SettingKey.REDIS_URL, list, reach, values));
        values.put(SettingKey.REDIS_URL, reachable.map(list -> list.map(this::redisUrl)));
        values.put(SettingKey.REDIS_MODE, reachable.map(list -> new Sourced(mode.value(), list.source())));
    }

    /** ChatServer, and OpenIMServer up to 3.8.3-patch.11, know only clusterMode. */
    private Sourced redisMode() {
        boolean cluster =
                text(REDIS, "clusterMode").filter("true"::equalsIgnoreCase).isPresent();
        Sourced byCluster = new Sourced(cluster ? "cluster" : "standalone", configuration.where(REDIS));
        boolean old = release.filter(number -> number.isBefore("v3.8.3-patch.12") || isFirstAlpha(number))
                .isPresent();
        return old ? byCluster : configuration.text(REDIS, "redisMode").orElse(byCluster);
    }

    /** From 3.8.0 to 3.8.3-patch.6, and in 3.8.4-alpha.1, it was asked for under another name, which the file did not have. */
    private String redisDatabase() {
        boolean other = release.filter(number ->
                        (number.isAtLeast("v3.8.0-alpha") && number.isBefore("v3.8.3-patch.7")) || isFirstAlpha(number))
                .isPresent();
        return text(REDIS, other ? "storage" : "db").orElse("0");
    }

    /** It was cut before the patches that carry a lower number. */
    private static boolean isFirstAlpha(ReleaseNumber number) {
        return number.isAtLeast("v3.8.4-alpha") && number.isBefore("v3.8.4-alpha.2");
    }

    private String redisUrl(String addresses) {
        String user = text(REDIS, "username").map(SharedStoreFiles::encoded).orElse("");
        String login = text(REDIS, "password")
                .map(password -> user + ":" + encoded(password) + "@")
                .orElse("");
        return "redis://" + login + addresses + "/" + redisDatabase();
    }

    private void etcd() {
        boolean other = text(DISCOVERY, "enable")
                .filter(kind -> !kind.equalsIgnoreCase("etcd"))
                .isPresent();
        if (other) {
            values.unknown(
                    SettingKey.ETCD_URL,
                    configuration.where(DISCOVERY) + " says that services find each other by "
                            + text(DISCOVERY, "enable").orElseThrow() + " and not by etcd");
            return;
        }
        Optional<Sourced> endpoints = configuration
                .list(DISCOVERY, "etcd.address")
                .flatMap(list -> Addresses.reachableUrls(SettingKey.ETCD_URL, list, reach, values));
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
