package openim.verify.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import openim.verify.config.deployment.DeploymentFacts;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.SameMachine;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;

/**
 * Where clients reach the deployment. Where a server is there several times, {@code api} and {@code gateway} are the one that
 * stands for all: a proxy before them, or the first.
 *
 * @param api openim-api (10002), http or https
 * @param gateway openim-msggateway (10001), ws or wss
 * @param chat chat-api (10008), http or https
 * @param admin admin-api (10009), http or https
 * @param bot bot-api (10010), http or https; empty unless it was named, because openim-docker does not publish it and older
 *     ChatServers have none
 * @param apis each openim-api by itself
 * @param gateways each openim-msggateway by itself
 * @param outside where clients outside come in
 */
public record Endpoints(
        URI api,
        URI gateway,
        URI chat,
        URI admin,
        Optional<URI> bot,
        Instances apis,
        Instances gateways,
        PublicUrls outside) {

    public Endpoints {
        require("api", api, Reading.HTTP);
        require("gateway", gateway, Reading.WEB_SOCKET);
        require("chat", chat, Reading.HTTP);
        require("admin", admin, Reading.HTTP);
        bot.ifPresent(uri -> require("bot", uri, Reading.HTTP));
        apis.urls().forEach(uri -> require("api", uri, Reading.HTTP));
        gateways.urls().forEach(uri -> require("gateway", uri, Reading.WEB_SOCKET));
    }

    /** Each server once, and no way from outside. */
    public Endpoints(URI api, URI gateway, URI chat, URI admin, Optional<URI> bot) {
        this(api, gateway, chat, admin, bot, Instances.only(api), Instances.only(gateway), PublicUrls.NONE);
    }

    static Endpoints of(Values values, DeploymentFacts facts) {
        URI api = values.required(SettingKey.API_URL, Reading::httpUrl);
        URI gateway = values.required(SettingKey.GATEWAY_URL, Reading::webSocketUrl);
        return new Endpoints(
                api,
                gateway,
                ofChat(values, SettingKey.CHAT_URL, Port.CHAT),
                ofChat(values, SettingKey.ADMIN_URL, Port.ADMIN),
                values.get(SettingKey.BOT_URL, Reading::httpUrl),
                instances(values, facts, SettingKey.API_URLS, Reading::serverUrls, api),
                instances(values, facts, SettingKey.GATEWAY_URLS, Reading::webSocketUrls, gateway),
                new PublicUrls(
                        values.get(SettingKey.PUBLIC_API_URL, Reading::httpUrl),
                        values.get(SettingKey.PUBLIC_GATEWAY_URL, Reading::webSocketUrl),
                        values.get(SettingKey.PUBLIC_CHAT_URL, Reading::httpUrl)));
    }

    /** Where people named them, nobody else is asked whether that is all. */
    private static Instances instances(
            Values values, DeploymentFacts facts, SettingKey key, Function<String, List<URI>> reading, URI only) {
        boolean told = values.has(key) && !facts.decide(key, values);
        return new Instances(
                values.get(key, reading).orElse(List.of(only)),
                told ? Optional.empty() : Optional.ofNullable(facts.unknown().get(key)));
    }

    /** Where there is no ChatServer nobody may have said where: it would be at its usual port. */
    private static URI ofChat(Values values, SettingKey key, int usualPort) {
        return values.get(key, Reading::httpUrl)
                .orElseGet(() -> URI.create("http://"
                        + Addresses.inUrl(
                                values.get(SettingKey.HOST, Reading::host).orElse(SameMachine.LOOPBACK))
                        + ":" + usualPort));
    }

    private static void require(String name, URI uri, Set<String> schemes) {
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(name + " is no address of the schemes " + schemes + ": " + uri);
        }
    }
}
