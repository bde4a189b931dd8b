package openim.verify.target;

import java.util.Optional;
import openim.verify.client.api.AdminApi;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.AuthApi;
import openim.verify.client.api.BotApi;
import openim.verify.client.api.ChatApi;
import openim.verify.client.api.ConversationApi;
import openim.verify.client.api.FriendApi;
import openim.verify.client.api.GroupApi;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.ObjectApi;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.config.Settings;
import openim.verify.verdict.NotLookedAt;

/**
 * A deployment of OpenIM with a driver for each of its doors.
 *
 * @param settings where and how it is reached
 * @param administrator the administrator's session at openim-api, shared by all
 * @param bot the bots' API, where its address is known
 */
public record Deployment(
        Settings settings,
        AdminSession administrator,
        AuthApi auth,
        UserApi users,
        FriendApi friends,
        GroupApi groups,
        ConversationApi conversations,
        MessageApi messages,
        ObjectApi objects,
        GatewayClient gateway,
        ChatApi chat,
        AdminApi admin,
        Optional<BotApi> bot) {

    /**
     * The bots' API.
     *
     * @throws NotLookedAt if its address is not known
     */
    public BotApi bots() {
        return bot.orElseThrow(() -> new NotLookedAt("openim.bot.url is not known"));
    }
}
