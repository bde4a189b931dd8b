package openim.verify.config.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.Loopback;
import openim.verify.config.reach.Reach;
import openim.verify.config.release.ReleaseNumber;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;

/** What OpenIMServer's configuration says, by our keys. */
final class ServerFiles {

    private static final String SHARE = "share.yml";
    private static final String API = "openim-api.yml";
    private static final String GATEWAY = "openim-msggateway.yml";

    /** Without these no OpenIMServer starts. */
    static final List<String> NEEDED = List.of(SHARE, API, GATEWAY);

    private static final String DISCOVERY = "discovery.yml";

    /** The processes that register, by the key of the name under which they do. */
    private static final Map<String, String> REGISTERING = Map.of(
            "user", "openim-rpc-user",
            "friend", "openim-rpc-friend",
            "msg", "openim-rpc-msg",
            "push", "openim-push",
            "messageGateway", "openim-msggateway",
            "group", "openim-rpc-group",
            "auth", "openim-rpc-auth",
            "conversation", "openim-rpc-conversation",
            "third", "openim-rpc-third");

    private static final String KAFKA = "kafka.yml";
    private static final String WEBHOOKS = "webhooks.yml";
    private static final String MINIO = "minio.yml";

    private final ServerConfiguration configuration;
    private final Reach reach;
    private final DeploymentValues values;
    private final StartedProcesses started;
    private final Optional<ReleaseNumber> release;
    private final Problems problems;

    /**
     * @param started how often each process is started
     * @param release which one reads them, if that is known: releases read some values under other keys
     */
    ServerFiles(
            ServerConfiguration configuration,
            Reach reach,
            DeploymentValues values,
            StartedProcesses started,
            Optional<ReleaseNumber> release,
            Problems problems) {
        this.configuration = configuration;
        this.reach = reach;
        this.values = values;
        this.started = started;
        this.release = release;
        this.problems = problems;
    }

    void read() {
        values.put(SettingKey.SECRET_KEY, configuration.text(SHARE, "secret"));
        configuration.explain(SHARE, SettingKey.SECRET_KEY);
        values.put(SettingKey.IM_ADMIN_USER, administrator());
        ProcessUrl url = new ProcessUrl(configuration, reach);
        values.put(SettingKey.API_URL, url.of("http", API, "api.listenIP", "api.ports", Port.API));
        values.put(SettingKey.GATEWAY_URL, url.of("ws", GATEWAY, "listenIP", "longConnSvr.ports", Port.GATEWAY));
        instances(url, SettingKey.API_URLS, "openim-api", "http", API, "api.listenIP", "api.ports");
        instances(url, SettingKey.GATEWAY_URLS, "openim-msggateway", "ws", GATEWAY, "listenIP", "longConnSvr.ports");
        // Nobody comes from elsewhere to an openim-api that listens on loopback only.
        values.put(
                SettingKey.CLIENTS_HERE,
                configuration
                        .text(API, "api.listenIP")
                        .filter(listens -> Loopback.isHost(listens.value()))
                        .map(listens -> new Sourced("true", "api.listenIP in " + listens.source())));
        // In 3.8.1 a key of its own, in 3.8.0 one of the gateway's.
        values.put(
                SettingKey.MULTI_LOGIN,
                configuration
                        .text(SHARE, "multiLogin.policy")
                        .or(() -> configuration.text(SHARE, "multiLoginPolicy"))
                        .or(() -> configuration.text(GATEWAY, "multiLoginPolicy")));
        kafka();
        new SharedStoreFiles(configuration, reach, values, release).read();
        values.append(
                SettingKey.ETCD_SERVICES,
                // Up to 3.8.3 the names stood in share.yml.
                configuration
                        .values(DISCOVERY, "rpcService")
                        .or(() -> configuration.values(SHARE, "rpcRegisterName"))
                        .or(() -> ShippedServices.ofServer(configuration, release)));
        REGISTERING.forEach((key, process) -> configuration
                .text(DISCOVERY, "rpcService." + key)
                .or(() -> configuration.text(SHARE, "rpcRegisterName." + key))
                .ifPresent(service -> registers(service.value(), process)));
        minio();
        webhooks();
    }

    /** Each process registers at a port of its own: the n-th of its file, unless it takes any that is free. */
    private void registers(String service, String process) {
        String file = process + ".yml";
        boolean anyPort = configuration
                .text(file, "rpc.autoSetPorts")
                .filter(auto -> auto.value().equalsIgnoreCase("true"))
                .isPresent();
        Optional<String> host = configuration.text(file, "rpc.registerIP").map(Sourced::value);
        started.count(process)
                .ifPresent(count -> values.registers(
                        service,
                        new Registrants(
                                count,
                                anyPort || host.isEmpty()
                                        ? List.of()
                                        : configuration.list(file, "rpc.ports").map(Sourced::value).stream()
                                                .flatMap(ports -> Reading.list(ports).stream())
                                                .limit(count)
                                                .map(port -> host.get() + ":" + port)
                                                .toList())));
    }

    /** One that cannot be called is found by who looks whether it answers. */
    private void webhooks() {
        List<String> enabled = configuration.sections(WEBHOOKS).stream()
                .filter(name -> configuration
                        .text(WEBHOOKS, name + ".enable")
                        .map(Sourced::value)
                        .filter("true"::equalsIgnoreCase)
                        .isPresent())
                .toList();
        Optional<Sourced> url = configuration.text(WEBHOOKS, "url");
        // Where they stood before 3.7.
        configuration
                .text(WEBHOOKS, "callback.url")
                .filter(old -> url.isEmpty())
                .ifPresent(old -> values.fault(
                        SettingKey.API_URL,
                        old.source(),
                        "url and the webhooks stand below callback, where OpenIM does not look for them, so that it"
                                + " calls none: write them at the top of the file, without callback"));
        if (enabled.isEmpty() || url.isEmpty()) {
            return;
        }
        try {
            values.webhooks(new Webhooks(
                    url.get().source(),
                    new URI(Addresses.withScheme(url.get().value())),
                    enabled,
                    reach.publisher().isPresent()));
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            values.fault(
                    SettingKey.API_URL,
                    url.get().source(),
                    "url is no URL that can be called, and the webhooks " + String.join(", ", enabled)
                            + " are enabled: OpenIM fails each of these calls");
        }
    }

    /** Up to 3.8.4-alpha.1 it was a list of its own; where both are written, the release decides. */
    private Optional<Sourced> administrator() {
        List<String> keys =
                release.filter(number -> number.isBefore("v3.8.4-alpha.2")).isPresent()
                        ? List.of("imAdminUserID", "imAdminUser.userIDs")
                        : List.of("imAdminUser.userIDs", "imAdminUserID");
        return configuration.first(SHARE, keys.get(0)).or(() -> configuration.first(SHARE, keys.get(1)));
    }

    private void instances(
            ProcessUrl url,
            SettingKey key,
            String process,
            String scheme,
            String file,
            String listenPath,
            String portsPath) {
        Optional<Integer> count = started.count(process);
        values.put(key, url.each(scheme, file, listenPath, portsPath, count));
        List<Sourced> used = url.used(file, portsPath, count);
        long reached = used.stream()
                .filter(port -> url.isReached(file, listenPath, port))
                .count();
        if (reached < used.size()) {
            values.lacking(
                    key,
                    portsPath + " in " + configuration.where(file) + " has " + used.size() + " ports, of which "
                            + reached + (reached == 1 ? " is" : " are") + " reached from here");
        }
        int ports = url.ports(file, portsPath).size();
        if (ports > 0 && count.filter(often -> often > ports).isPresent()) {
            values.fault(
                    SettingKey.SERVER_DIR,
                    configuration.where(file),
                    started.where() + " starts " + process + " " + count.get() + " times, and " + portsPath + " in "
                            + configuration.where(file) + " has " + ports + (ports == 1 ? " port" : " ports")
                            + ": each process wants one of its own, and those that find none end at once");
        }
    }

    private void kafka() {
        values.hold(configuration.text(KAFKA, "password"));
        configuration.explain(KAFKA, SettingKey.KAFKA_BOOTSTRAP);
        if (configuration.text(KAFKA, "tls.clientCrt").isPresent()) {
            String why =
                    "kafka.yml wants a client certificate, which cannot be shown from here, so Kafka is not looked at";
            problems.warn(SettingKey.KAFKA_BOOTSTRAP.key(), why);
            values.unknown(SettingKey.KAFKA_BOOTSTRAP, why);
            return;
        }
        Optional<Sourced> bootstrap = configuration
                .list(KAFKA, "address")
                .flatMap(addresses -> Addresses.reachable(SettingKey.KAFKA_BOOTSTRAP, addresses, reach, values));
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
        values.put(SettingKey.KAFKA_TOPIC_OFFLINE, ofOfflinePushes("toOfflinePushTopic", "toPushTopic"));
        values.put(SettingKey.KAFKA_GROUP_REDIS, configuration.text(KAFKA, "toRedisGroupID"));
        values.put(SettingKey.KAFKA_GROUP_PUSH, configuration.text(KAFKA, "toPushGroupID"));
        values.put(SettingKey.KAFKA_GROUP_MONGO, configuration.text(KAFKA, "toMongoGroupID"));
        values.put(SettingKey.KAFKA_GROUP_OFFLINE, ofOfflinePushes("toOfflinePushGroupID", "toPushGroupID"));
    }

    /** A release whose file names the others and not this one has no queue of these. */
    private Optional<Sourced> ofOfflinePushes(String name, String another) {
        return configuration
                .text(KAFKA, name)
                .or(() -> configuration
                        .text(KAFKA, another)
                        .map(there -> new Sourced(SettingKey.NONE, there.source() + ", which has no " + name)));
    }

    private void minio() {
        values.hold(configuration.text(MINIO, "secretAccessKey"));
        configuration.explain(MINIO, SettingKey.MINIO_ENDPOINT, SettingKey.EXTERNAL_ADDRESS);
        Optional<Sourced> elsewhere = configuration
                .text("openim-rpc-third.yml", "object.enable")
                .filter(store -> !store.value().equalsIgnoreCase("minio"));
        if (elsewhere.isPresent()) {
            String why = "object.enable in " + elsewhere.get().source() + " is "
                    + elsewhere.get().value()
                    + ": files lie there and not in MinIO, and are verified by the way that clients go";
            values.unknown(SettingKey.MINIO_ENDPOINT, why);
            values.unknown(SettingKey.MINIO_ACCESS_KEY, why);
            values.unknown(SettingKey.EXTERNAL_ADDRESS, why);
            return;
        }
        values.put(SettingKey.EXTERNAL_ADDRESS, externalAddress());
        Optional<Sourced> endpoint = configuration
                .text(MINIO, "internalAddress")
                .flatMap(address -> Addresses.reachableUrls(SettingKey.MINIO_ENDPOINT, address, reach, values));
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
