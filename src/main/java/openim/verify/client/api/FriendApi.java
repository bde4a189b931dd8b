package openim.verify.client.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Token;
import openim.verify.client.UserId;

/** Friends: what rpc-friend answers. */
public final class FriendApi {

    private final ApiClient api;
    private final AdminSession admin;

    public FriendApi(ApiClient api, AdminSession admin) {
        this.api = api;
        this.admin = admin;
    }

    /** The first of a user's friends, read as himself. */
    public ApiResult<List<UserId>> list(UserId user, Token token) {
        Answer answer = api.call(
                "/friend/get_friend_list", Map.of("userID", user.value(), "pagination", Page.FIRST.json()), token);
        return ApiResult.by(
                answer,
                data -> Json.list(data, "friendsInfo", f -> new UserId(Json.text(f.path("friendUser"), "userID"))));
    }

    /**
     * Makes people friends of a user, without asking them; those who are already stay so. Each time the server sends both
     * sides a notification, which counts as unread: ask {@link #areFriends} first.
     */
    public Answer importFriends(UserId owner, Collection<UserId> friends) {
        List<String> ids = friends.stream().map(UserId::value).toList();
        return admin.write("/friend/import_friend", Map.of("ownerUserID", owner.value(), "friendUserIDs", ids));
    }

    /** Whether each has the other among his friends. */
    public ApiResult<Boolean> areFriends(UserId one, UserId other) {
        Answer answer = admin.call("/friend/is_friend", Map.of("userID1", one.value(), "userID2", other.value()));
        return ApiResult.by(
                answer,
                data -> data.path("inUser1Friends").asBoolean(false)
                        && data.path("inUser2Friends").asBoolean(false));
    }
}
