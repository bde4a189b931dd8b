package openim.verify.client.user;

import java.time.Duration;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.ApiClient;
import openim.verify.client.api.AuthApi;
import openim.verify.client.api.ConversationApi;
import openim.verify.client.api.FriendApi;
import openim.verify.client.api.GroupApi;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.ObjectApi;
import openim.verify.client.api.UserApi;
import openim.verify.client.file.FileClient;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.net.Tls;

/** All that a person needs to reach OpenIMServer. */
public record Drivers(
        AuthApi auth,
        UserApi users,
        FriendApi friends,
        GroupApi groups,
        ConversationApi conversations,
        MessageApi messages,
        ObjectApi objects,
        GatewayClient gateway,
        FileClient files) {

    /**
     * The drivers of one deployment.
     *
     * @param api the client of openim-api
     * @param transferDeadline how long an upload or a download may take as a whole
     */
    public static Drivers of(
            ApiClient api, AdminSession admin, GatewayClient gateway, Tls tls, Duration transferDeadline) {
        ObjectApi objects = new ObjectApi(api);
        return new Drivers(
                new AuthApi(api, admin),
                new UserApi(admin),
                new FriendApi(api, admin),
                new GroupApi(api, admin),
                new ConversationApi(api),
                new MessageApi(api, admin),
                objects,
                gateway,
                new FileClient(objects, tls, transferDeadline));
    }
}
