package openim.verify.client.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import openim.verify.client.AccountGuard;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.GroupId;
import openim.verify.client.Token;
import openim.verify.client.UserId;

/** Groups: what rpc-group answers. */
public final class GroupApi {

    private static final int WORKING_GROUP = 2;

    private static final int ERR_NOT_FOUND = 1004;
    private static final int ERR_DISMISSED_ALREADY = 1204;

    private final ApiClient api;
    private final AdminSession admin;
    private final AccountGuard circle;
    private final GroupNotes notes;

    /**
     * @param circle of whom groups may be made; each group that is made is let in
     * @param notes told of each group before it is made, and when it is gone
     */
    public GroupApi(ApiClient api, AdminSession admin, AccountGuard circle, GroupNotes notes) {
        this.api = api;
        this.admin = admin;
        this.circle = circle;
        this.notes = notes;
    }

    /** The first of the groups that a user is in, read as himself. */
    public ApiResult<List<GroupId>> joined(UserId user, Token token) {
        Answer answer = api.call(
                "/group/get_joined_group_list",
                Map.of("fromUserID", user.value(), "pagination", Page.FIRST.json()),
                token);
        return ApiResult.by(answer, data -> Json.list(data, "groups", g -> new GroupId(Json.text(g, "groupID"))));
    }

    /**
     * Makes a group of accounts of ours, with an id that is noted before.
     *
     * @throws IllegalArgumentException if one of them is outside our circle
     */
    public ApiResult<GroupId> create(String name, UserId owner, Collection<UserId> members) {
        circle.requireHolds(owner);
        members.forEach(circle::requireHolds);
        List<String> ids = members.stream().map(UserId::value).toList();
        GroupId chosen = GroupId.fresh();
        notes.about(chosen);
        Answer answer = admin.write(
                "/group/create_group",
                Map.of(
                        "memberUserIDs",
                        ids,
                        "ownerUserID",
                        owner.value(),
                        "groupInfo",
                        Map.of("groupID", chosen.value(), "groupName", name, "groupType", WORKING_GROUP)));
        return ApiResult.by(answer, data -> made(new GroupId(Json.text(data.path("groupInfo"), "groupID")), chosen));
    }

    private GroupId made(GroupId group, GroupId chosen) {
        if (!group.equals(chosen)) {
            // A server that gives ids of its own.
            notes.about(group);
        }
        circle.admit(group);
        return group;
    }

    /** Ends a group and the membership of everybody in it. */
    public Answer dismiss(GroupId group) {
        Answer answer = admin.write("/group/dismiss_group", Map.of("groupID", group.value(), "deleteMember", true));
        if (answer.isOk() || answer.hasErrCode(ERR_NOT_FOUND) || answer.hasErrCode(ERR_DISMISSED_ALREADY)) {
            notes.gone(group);
        }
        return answer;
    }
}
