package openim.verify.rehearsal.service.api;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.file.ThirdRpc;
import openim.verify.rehearsal.service.http.Call;
import openim.verify.rehearsal.service.http.RestServer;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.user.AuthRpc;
import openim.verify.rehearsal.service.user.Claims;
import openim.verify.rehearsal.service.user.Paging;

/** The routes of openim-api. */
public final class ApiServer {

    private final ApiBackends backends;
    private final Remote<AuthRpc> auth;
    private final RestServer server;

    private ApiServer(ServiceProcess process, ApiBackends backends) {
        this.backends = backends;
        this.auth = backends.auth();
        this.server = new RestServer(process);
    }

    /**
     * A server that answers in the name of this process.
     *
     * @param metrics the addresses at which counters are offered, once they are known
     */
    public static RestServer of(
            ServiceProcess process, ApiBackends backends, Supplier<List<String>> metrics, Lies lies, Edition edition) {
        ApiServer api = new ApiServer(process, backends);
        api.routeAuth();
        api.routeUsers();
        api.routeFriendsAndGroups();
        api.routeObjects();
        if (edition.tellsPrometheus()) {
            api.routePrometheus(metrics);
        }
        new MessageRoutes(api.server, api::admit, backends, lies, edition).add();
        return api.server;
    }

    /** Lets in who has a token that lives. */
    private Caller admit(String token) {
        if (token.isEmpty()) {
            throw RpcFailure.arguments("header must have token");
        }
        Claims claims = auth.call(rpc -> rpc.parseToken(token));
        return new Caller(claims.userId(), claims.userId().equals(Caller.IM_ADMIN));
    }

    private void routeAuth() {
        server.post(
                "/auth/get_admin_token",
                call -> auth.call(rpc -> rpc.adminToken(call.text("secret"), call.text("userID"))));
        server.post("/auth/parse_token", call -> {
            Claims claims = auth.call(rpc -> rpc.parseToken(call.text("token")));
            return Map.of(
                    "userID", claims.userId(),
                    "platformID", claims.platform(),
                    "expireTimeSeconds", claims.expires().getEpochSecond());
        });
        server.post(
                "/auth/get_user_token",
                this::admit,
                call -> auth.call(rpc -> rpc.userToken(call.caller(), call.text("userID"), call.number("platformID"))));
        server.post("/auth/force_logout", this::admit, call -> {
            auth.call(rpc -> {
                rpc.forceLogout(call.caller(), call.text("userID"), call.number("platformID"));
                return true;
            });
            return Map.of();
        });
    }

    private void routeUsers() {
        var users = backends.users();
        server.post(
                "/user/user_register",
                this::admit,
                call -> users.call(
                        rpc -> rpc.register(call.caller(), call.body().path("users"))));
        server.post(
                "/user/account_check",
                this::admit,
                call -> users.call(rpc -> rpc.check(call.caller(), call.texts("checkUserIDs"))));
        server.post(
                "/statistics/user/register",
                this::admit,
                call -> users.call(rpc -> rpc.countRegistered(
                        call.body().path("start").asLong(),
                        call.body().path("end").asLong())));
        server.post("/user/get_users_online_status", this::admit, call -> {
            call.caller().mustBeAdmin();
            return call.texts("userIDs").stream().map(this::onlineStatus).toList();
        });
        server.post(
                "/user/get_users_status", this::admit, call -> users.call(rpc -> rpc.statuses(call.texts("userIDs"))));
    }

    /** What the gateway says; nobody is online at a gateway that does not answer. */
    private Map<String, Object> onlineStatus(String userId) {
        List<Map<String, Object>> details = connectionDetails(userId);
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("userID", userId);
        status.put("status", details.isEmpty() ? 0 : 1);
        status.put("detailPlatformStatus", details.isEmpty() ? null : details);
        return status;
    }

    private List<Map<String, Object>> connectionDetails(String userId) {
        try {
            return backends.gateway().of(userId).stream()
                    .<Map<String, Object>>map(connection -> Map.of(
                            "platformID", connection.platform(),
                            "connID", connection.id(),
                            "isBackground", false,
                            "token", connection.token()))
                    .toList();
        } catch (RpcFailure e) {
            return List.of();
        }
    }

    private void routeFriendsAndGroups() {
        var friends = backends.friends();
        var groups = backends.groups();
        var conversations = backends.conversations();
        server.post(
                "/friend/import_friend",
                this::admit,
                call -> friends.call(rpc ->
                        rpc.importFriends(call.caller(), call.text("ownerUserID"), call.texts("friendUserIDs"))));
        server.post(
                "/friend/is_friend",
                this::admit,
                call -> friends.call(rpc -> rpc.isFriend(call.caller(), call.text("userID1"), call.text("userID2"))));
        server.post(
                "/friend/get_friend_list",
                this::admit,
                call -> friends.call(rpc -> rpc.friends(
                        call.caller(),
                        call.text("userID"),
                        Paging.of(call.body().path("pagination")))));
        server.post(
                "/group/create_group", this::admit, call -> groups.call(rpc -> rpc.create(call.caller(), call.body())));
        server.post(
                "/group/dismiss_group",
                this::admit,
                call -> groups.call(rpc -> rpc.dismiss(
                        call.caller(),
                        call.text("groupID"),
                        call.body().path("deleteMember").asBoolean())));
        server.post(
                "/group/get_joined_group_list",
                this::admit,
                call -> groups.call(rpc -> rpc.joined(
                        call.caller(),
                        call.text("fromUserID"),
                        Paging.of(call.body().path("pagination")))));
        server.post(
                "/conversation/get_sorted_conversation_list",
                this::admit,
                call -> conversations.call(rpc -> rpc.sorted(
                        call.caller(),
                        call.text("userID"),
                        call.texts("conversationIDs"),
                        Paging.of(call.body().path("pagination")))));
    }

    private void routeObjects() {
        Remote<ThirdRpc> third = backends.third();
        server.post("/object/part_limit", this::admit, call -> third.call(ThirdRpc::partLimit));
        server.post(
                "/object/initiate_multipart_upload",
                this::admit,
                call -> third.call(rpc -> rpc.initiate(call.caller(), call.body(), links(call))));
        server.post("/object/auth_sign", this::admit, call -> {
            List<Integer> numbers =
                    call.texts("partNumbers").stream().map(Integer::valueOf).toList();
            return third.call(rpc -> rpc.authSign(call.text("uploadID"), numbers));
        });
        server.post(
                "/object/complete_multipart_upload",
                this::admit,
                call -> third.call(rpc -> rpc.complete(call.caller(), call.body(), links(call))));
        server.post(
                "/object/access_url", this::admit, call -> third.call(rpc -> rpc.accessUrlOnAsking(call.text("name"))));
        server.post(
                "/object/initiate_form_data",
                this::admit,
                call -> third.call(rpc -> rpc.initiateForm(call.caller(), call.body())));
        server.post(
                "/object/complete_form_data",
                this::admit,
                call -> third.call(rpc -> rpc.completeForm(call.caller(), call.text("id"), links(call))));
        server.get("/object/<name>", this::redirectToObject);
    }

    private void redirectToObject(Context context) {
        try {
            Object url = backends.third()
                    .call(rpc -> rpc.accessUrl(context.pathParam("name")))
                    .getOrDefault("url", "");
            context.redirect(url.toString());
        } catch (RpcFailure e) {
            context.status(e.code() == 1004 ? 404 : 500)
                    .contentType("text/plain")
                    .result("Error: " + e.code() + " " + e.words() + " | -> " + e.detail());
        }
    }

    /** Each openim-msgtransfer has an address; the others have none to tell. */
    private void routePrometheus(Supplier<List<String>> metrics) {
        server.get(
                "/prometheus_discovery/msg_transfer",
                context -> context.json(
                        List.of(Map.of("targets", metrics.get(), "labels", Map.of("namespace", "default")))));
        for (String what : List.of(
                "push", "api", "user", "group", "msg", "friend", "conversation", "third", "auth", "msg_gateway")) {
            server.get("/prometheus_discovery/" + what, context -> context.json(List.of()));
        }
    }

    /** How the links to files begin. */
    private static String links(Call call) {
        return call.api() + "/object/";
    }
}
