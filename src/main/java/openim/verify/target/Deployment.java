package openim.verify.target;

import java.util.Optional;
import openim.verify.client.Latencies;
import openim.verify.client.api.AdminApi;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.BotApi;
import openim.verify.client.api.ChatApi;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.Tls;
import openim.verify.client.user.Drivers;
import openim.verify.config.Settings;
import openim.verify.verdict.NotLookedAt;

/**
 * A deployment of OpenIM with a driver for each of its doors.
 *
 * @param settings where and how it is reached
 * @param tls whom we trust
 * @param administrator the administrator's session at openim-api, shared by all
 * @param im the drivers of OpenIMServer
 * @param doors each openim-api and each openim-msggateway by itself
 * @param outside the ways by which clients outside come in
 * @param chat the driver of chat-api
 * @param admin the driver of admin-api
 * @param bot the driver of bot-api, where its address is known
 * @param underneath the external components
 * @param tools the tools of this host
 * @param latencies how long things took so far
 * @param connections to its REST servers, as far as they are kept from one call to the next
 */
public record Deployment(
        Settings settings,
        Tls tls,
        AdminSession administrator,
        Drivers im,
        ServerInstances doors,
        PublicDoors outside,
        ChatApi chat,
        AdminApi admin,
        Optional<BotApi> bot,
        Backends underneath,
        HostTools tools,
        Latencies latencies,
        KeptConnections connections) {

    /**
     * The driver of bot-api.
     *
     * @throws NotLookedAt if its address is not known
     */
    public BotApi bots() {
        return bot.orElseThrow(() -> new NotLookedAt("openim.bot.url is not known"));
    }
}
