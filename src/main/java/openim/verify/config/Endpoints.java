package openim.verify.config;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where clients reach the deployment.
 *
 * @param api openim-api (10002), http or https
 * @param gateway openim-msggateway (10001), ws or wss
 * @param chat chat-api (10008), http or https
 * @param admin admin-api (10009), http or https
 * @param bot bot-api (10010), http or https; empty unless it was named, because openim-docker does not publish it and older
 *     ChatServers have none
 */
public record Endpoints(URI api, URI gateway, URI chat, URI admin, Optional<URI> bot) {

    static final Set<String> HTTP = Set.of("http", "https");
    static final Set<String> WEB_SOCKET = Set.of("ws", "wss");

    public Endpoints {
        require("api", api, HTTP);
        require("gateway", gateway, WEB_SOCKET);
        require("chat", chat, HTTP);
        require("admin", admin, HTTP);
        bot.ifPresent(uri -> require("bot", uri, HTTP));
    }

    private static void require(String name, URI uri, Set<String> schemes) {
        if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(name + " is no address of the schemes " + schemes + ": " + uri);
        }
    }
}
