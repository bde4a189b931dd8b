package openim.verify.config.deployment;

import java.util.List;
import java.util.Optional;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.Loopback;
import openim.verify.config.reach.Reach;
import openim.verify.config.release.ReleaseNumber;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;

/** What ChatServer's configuration says, by our keys. Read after OpenIMServer's, whose word counts more. */
final class ChatFiles {

    private static final String SHARE = "share.yml";
    private static final String CHAT = "chat-api-chat.yml";
    private static final String ADMIN = "chat-api-admin.yml";
    private static final String BOT = "chat-api-bot.yml";

    /** Without these no ChatServer starts. */
    static final List<String> NEEDED = List.of(SHARE, CHAT, ADMIN);

    private final ServerConfiguration configuration;
    private final Reach reach;
    private final DeploymentValues values;
    private final Optional<ReleaseNumber> release;
    private final Problems problems;

    /**
     * @param release which one reads them, if that is known
     */
    ChatFiles(
            ServerConfiguration configuration,
            Reach reach,
            DeploymentValues values,
            Optional<ReleaseNumber> release,
            Problems problems) {
        this.configuration = configuration;
        this.reach = reach;
        this.values = values;
        this.release = release;
        this.problems = problems;
    }

    /**
     * Reads it.
     *
     * @param serverKnown whether OpenIMServer's own files were read: then the components are the ones named there
     */
    void read(boolean serverKnown) {
        Optional<Sourced> secret = configuration.text(SHARE, "openIM.secret");
        warnIfOther(secret);
        values.put(SettingKey.SECRET_KEY, secret);
        configuration.text(SHARE, "openIM.apiURL").ifPresent(this::blameLoopback);
        values.put(SettingKey.IM_ADMIN_USER, configuration.text(SHARE, "openIM.adminUserID"));
        values.put(
                SettingKey.ADMIN_ACCOUNT,
                // In 1.7 each was a mapping.
                configuration.first(SHARE, "chatAdmin").or(() -> configuration.first(SHARE, "chatAdmin", "adminID")));
        ProcessUrl url = new ProcessUrl(configuration, reach);
        values.put(SettingKey.CHAT_URL, url.of("http", CHAT, "api.listenIP", "api.ports", Port.CHAT));
        values.put(SettingKey.ADMIN_URL, url.of("http", ADMIN, "api.listenIP", "api.ports", Port.ADMIN));
        if (configuration.has(BOT) || reach.publisher().isPresent()) {
            values.put(SettingKey.BOT_URL, url.of("http", BOT, "api.listenIP", "api.ports", Port.BOT));
        }
        if (!serverKnown) {
            values.put(
                    SettingKey.API_URL,
                    configuration
                            .text(SHARE, "openIM.apiURL")
                            .flatMap(api -> Addresses.reachableUrls(SettingKey.API_URL, api, reach, values)));
            new SharedStoreFiles(configuration, reach, values, Optional.empty()).read();
        }
        values.append(
                SettingKey.ETCD_SERVICES,
                // Up to 1.8.3 the names stood in share.yml.
                configuration
                        .values("discovery.yml", "rpcService")
                        .or(() -> configuration.values(SHARE, "rpcRegisterName"))
                        .or(() -> ShippedServices.ofChat(configuration, release)));
        values.hold(configuration.text("mongodb.yml", "password"));
        values.hold(configuration.text("redis.yml", "password"));
        values.hold(configuration.text("discovery.yml", "etcd.password"));
    }

    /** In a container of its own, where OpenIMServer is not. */
    private void blameLoopback(Sourced api) {
        boolean inside = reach.publisher().isPresent()
                && Loopback.isHost(Addresses.hostPort(api.value()).replaceFirst(":\\d+$", ""))
                && reach.component(Addresses.hostPort(api.value())).isEmpty();
        if (inside) {
            values.fault(
                    SettingKey.API_URL,
                    api.source(),
                    "openIM.apiURL is " + api.value()
                            + ", which inside ChatServer's container is that container itself:"
                            + " write the name of OpenIMServer's service there, as http://openim-server:10002");
        }
    }

    private void warnIfOther(Optional<Sourced> secret) {
        Optional<Sourced> servers = values.get(SettingKey.SECRET_KEY);
        if (secret.isPresent()
                && servers.isPresent()
                && !secret.get().value().equals(servers.get().value())) {
            String other =
                    " is another secret than the one from " + servers.get().source();
            problems.warn(
                    SettingKey.SECRET_KEY.key(),
                    "openIM.secret from " + secret.get().source() + other + ", which counts");
            values.fault(
                    SettingKey.SECRET_KEY,
                    secret.get().source(),
                    "openIM.secret" + other
                            + ", so that OpenIMServer gives ChatServer no token, and ChatServer does not"
                            + " start: write that one here");
        }
    }
}
