package openim.verify.client.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import openim.verify.client.Answer;
import openim.verify.client.GroupId;
import openim.verify.client.Token;
import openim.verify.client.Told;
import openim.verify.client.UserId;

/** Groups: what rpc-group answers. */
public final class GroupApi {

    private static final int WORKING_GROUP = 2;

    private final ApiClient api;
    private final AdminSession admin;

    public GroupApi(ApiClient api, AdminSession admin) {
        this.api = api;
        this.admin = admin;
    }

    /** The first of the groups that a user is in, read as himself. */
    public Told<List<GroupId>> joined(UserId user, Token token) {
        Answer answer = api.call(
                "/group/get_joined_group_list",
                Map.of("fromUserID", user.value(), "pagination", Page.FIRST.json()),
                token);
        return Told.by(answer, data -> Json.list(data, "groups", g -> new GroupId(Json.text(g, "groupID"))));
    }

    /** Makes a group. */
    public Told<GroupId> create(String name, UserId owner, Collection<UserId> members) {
        List<String> ids = members.stream().map(UserId::value).toList();
        Answer answer = admin.write(
                "/group/create_group",
                Map.of(
                        "memberUserIDs",
                        ids,
                        "ownerUserID",
                        owner.value(),
                        "groupInfo",
                        Map.of("groupName", name, "groupType", WORKING_GROUP)));
        return Told.by(answer, data -> new GroupId(Json.text(data.path("groupInfo"), "groupID")));
    }

    /** Ends a group and the membership of everybody in it. */
    public Answer dismiss(GroupId group) {
        return admin.write("/group/dismiss_group", Map.of("groupID", group.value(), "deleteMember", true));
    }
}
