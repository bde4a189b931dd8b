package openim.verify.config;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

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

    public static final Set<String> HTTP = Set.of("http", "https");
    public static final Set<String> WEB_SOCKET = Set.of("ws", "wss");

    public Endpoints {
        require("api", api, HTTP);
        require("gateway", gateway, WEB_SOCKET);
        require("chat", chat, HTTP);
        require("admin", admin, HTTP);
        bot.ifPresent(uri -> require("bot", uri, HTTP));
        apis.urls().forEach(uri -> require("api", uri, HTTP));
        gateways.urls().forEach(uri -> require("gateway", uri, WEB_SOCKET));
    }

    /** Each server once, and no way from outside. */
    public Endpoints(URI api, URI gateway, URI chat, URI admin, Optional<URI> bot) {
        this(api, gateway, chat, admin, bot, Instances.only(api), Instances.only(gateway), PublicUrls.NONE);
    }

    private static void require(String name, URI uri, Set<String> schemes) {
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(name + " is no address of the schemes " + schemes + ": " + uri);
        }
    }
}
