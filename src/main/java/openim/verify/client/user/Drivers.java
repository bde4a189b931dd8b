package openim.verify.client.user;

import java.time.Duration;
import openim.verify.client.AccountGuard;
import openim.verify.client.Latencies;
import openim.verify.client.SearchCap;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.ApiClient;
import openim.verify.client.api.AuthApi;
import openim.verify.client.api.FriendApi;
import openim.verify.client.api.GroupApi;
import openim.verify.client.api.GroupNotes;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.ObjectApi;
import openim.verify.client.api.UserApi;
import openim.verify.client.file.FileClient;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;

/** All that a person needs to reach OpenIMServer. */
public record Drivers(
        AuthApi auth,
        UserApi users,
        FriendApi friends,
        GroupApi groups,
        MessageApi messages,
        ObjectApi objects,
        GatewayClient gateway,
        FileClient files) {

    /** The same, but sessions are opened on another gateway. */
    public Drivers at(GatewayClient other) {
        return new Drivers(auth, users, friends, groups, messages, objects, other, files);
    }

    /** The same for whoever looks now and then. */
    public static Drivers of(
            ApiClient api,
            AdminSession admin,
            GatewayClient gateway,
            AccountGuard circle,
            GroupNotes notes,
            Tls tls,
            OwnHosts hosts,
            Duration transferDeadline,
            Latencies latencies) {
        return of(api, admin, gateway, circle, notes, tls, hosts, transferDeadline, latencies, SearchCap.none());
    }

    /**
     * The drivers of one deployment.
     *
     * @param api the client of openim-api
     * @param circle to whom may be written
     * @param notes where groups are noted before they are made
     * @param hosts whose addresses may be contacted of those that OpenIM sends clients to
     * @param transferDeadline how long an upload or a download may take as a whole
     * @param latencies told how long transfers took
     * @param searches how often messages may be searched
     */
    public static Drivers of(
            ApiClient api,
            AdminSession admin,
            GatewayClient gateway,
            AccountGuard circle,
            GroupNotes notes,
            Tls tls,
            OwnHosts hosts,
            Duration transferDeadline,
            Latencies latencies,
            SearchCap searches) {
        ObjectApi objects = new ObjectApi(api);
        return new Drivers(
                new AuthApi(api, admin),
                new UserApi(admin),
                new FriendApi(api, admin),
                new GroupApi(api, admin, circle, notes),
                new MessageApi(api, admin, circle, searches),
                objects,
                gateway,
                new FileClient(objects, tls, hosts, transferDeadline, latencies));
    }
}
