package openim.verify.rehearsal.service.chat;

import java.util.HashMap;
import java.util.Map;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.service.http.Call;
import openim.verify.rehearsal.service.http.RestServer;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.user.Claims;
import openim.verify.rehearsal.service.user.Paging;

/** The routes of chat-api, admin-api and bot-api. */
public final class ChatRoutes {

    private final Remote<ChatRpc> chat;
    private final Remote<AdminRpc> admin;
    private final Edition edition;

    public ChatRoutes(Remote<ChatRpc> chat, Remote<AdminRpc> admin, Edition edition) {
        this.chat = chat;
        this.admin = admin;
        this.edition = edition;
    }

    /** chat-api: what users of the app call. */
    public RestServer chatApi(ServiceProcess process, ImApi im) {
        return withLatestVersion(new RestServer(process))
                .post("/account/register", call -> register(call, im))
                .post("/account/login", call -> login(call, im))
                .post("/client_config/get", call -> admin.call(AdminRpc::clientConfig))
                .post("/user/find/full", this::anybody, call -> chat.call(rpc -> rpc.findFull(call.texts("userIDs"))));
    }

    /** admin-api: what the administrator's pages call. */
    public RestServer adminApi(ServiceProcess process, ImApi im) {
        return withLatestVersion(new RestServer(process))
                .post("/account/login", call -> adminLogin(call, im))
                .post(
                        "/account/info",
                        this::administrator,
                        call -> admin.call(rpc -> rpc.info(call.caller().userId())))
                .post("/client_config/get", this::administrator, call -> admin.call(AdminRpc::clientConfig))
                .post("/statistic/new_user_count", this::administrator, call -> newUsers(call, im));
    }

    /** bot-api. */
    public RestServer botApi(ServiceProcess process, Remote<BotRpc> bot) {
        return new RestServer(process)
                .post(
                        "/agent/page",
                        this::anybody,
                        call -> bot.call(rpc -> rpc.page(Paging.of(call.body().path("pagination")))));
    }

    private RestServer withLatestVersion(RestServer server) {
        return edition.tellsLatestVersion()
                ? server.post(
                        "/application/latest_version",
                        call -> admin.call(rpc -> rpc.latestVersion(call.text("platform"))))
                : server;
    }

    private Object register(Call call, ImApi im) {
        im.adminToken();
        chat.call(rpc -> rpc.ownerOf(call.body().path("user"))).ifPresent(owner -> {
            if (im.registered(owner)) {
                throw new RpcFailure(20004, "AccountAlreadyRegister", "");
            }
            chat.call(rpc -> rpc.forget(owner));
        });
        String id = chat.call(rpc -> rpc.register(call.body()));
        im.register(
                id,
                call.body().path("user").path("nickname").asText(),
                call.body().path("user").path("faceURL").asText());
        boolean login = call.body().path("autoLogin").asBoolean();
        return Map.of(
                "userID", id,
                "imToken", login ? im.userToken(id, call.number("platform")) : "",
                "chatToken", login ? admin.call(rpc -> rpc.createToken(id, AdminRpc.USER)) : "");
    }

    private Object login(Call call, ImApi im) {
        Map<String, Object> answer = new HashMap<>(chat.call(rpc -> rpc.login(call.body())));
        answer.put("imToken", im.userToken(String.valueOf(answer.get("userID")), call.number("platform")));
        return answer;
    }

    private Object adminLogin(Call call, ImApi im) {
        if (edition.wantsVersionOfPages() && call.text("version").isEmpty()) {
            throw RpcFailure.internal("openim-admin-front version too old, please use new version");
        }
        Map<String, Object> answer =
                new HashMap<>(admin.call(rpc -> rpc.login(call.text("account"), call.text("password"))));
        answer.put("imToken", im.adminToken());
        answer.put("imUserID", Caller.IM_ADMIN);
        return answer;
    }

    private Object newUsers(Call call, ImApi im) {
        var counted = im.countRegistered(
                call.body().path("start").asLong(), call.body().path("end").asLong());
        return Map.of("total", counted.path("total"), "date_count", counted.path("count"));
    }

    private Caller anybody(String token) {
        Claims claims = admin.call(rpc -> rpc.check(token));
        return new Caller(claims.userId(), claims.platform() == AdminRpc.ADMINISTRATOR);
    }

    private Caller administrator(String token) {
        Caller caller = anybody(token);
        if (!caller.admin()) {
            throw RpcFailure.arguments("token type error");
        }
        return caller;
    }
}
