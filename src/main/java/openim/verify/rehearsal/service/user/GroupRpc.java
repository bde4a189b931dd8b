package openim.verify.rehearsal.service.user;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerMongo;
import org.bson.Document;

/** What openim-rpc-group answers. */
public final class GroupRpc {

    private static final String GROUPS = "group";
    private static final String MEMBERS = "group_member";
    private static final int WORKING_GROUP = 2;
    private static final int OWNER = 100;
    private static final int ORDINARY = 20;
    private static final int DISMISSED = 2;

    private final ServerMongo mongo;
    private final Remote<UserRpc> users;
    private final Lies lies;

    public GroupRpc(ServerMongo mongo, Remote<UserRpc> users, Lies lies) {
        this.mongo = mongo;
        this.users = users;
        this.lies = lies;
    }

    /** Makes a group. */
    public Map<String, Object> create(Caller caller, JsonNode request) {
        JsonNode info = request.path("groupInfo");
        String owner = request.path("ownerUserID").asText();
        if (info.path("groupType").asInt() != WORKING_GROUP) {
            throw RpcFailure.arguments("group type only supports 2");
        }
        if (owner.isEmpty()) {
            throw RpcFailure.arguments("no group owner");
        }
        caller.mustBe(owner);
        Set<String> members = new LinkedHashSet<>();
        members.add(owner);
        request.path("memberUserIDs").forEach(member -> members.add(member.asText()));
        members.forEach(member -> users.call(rpc -> rpc.mustExist(member)));
        String id = info.path("groupID").asText();
        Document group = document(id.isEmpty() ? newId() : id, info, owner);
        mongo.ask(GROUPS, groups -> groups.insertOne(group));
        mongo.ask(
                MEMBERS,
                all -> all.insertMany(members.stream()
                        .map(member -> membership(
                                group.getString("group_id"), member, member.equals(owner) ? OWNER : ORDINARY))
                        .toList()));
        return Map.of("groupInfo", answer(find(group.getString("group_id")), owner, members.size()));
    }

    /** Ends a group, and forgets its members if asked to. */
    public Map<String, Object> dismiss(Caller caller, String groupId, boolean deleteMembers) {
        Document group = find(groupId);
        caller.mustBe(group.getString("creator_user_id"));
        if (lies.told(Lie.GROUPS_OUTLIVE_DISMISSAL)) {
            return Map.of();
        }
        mongo.ask(GROUPS, groups -> groups.updateOne(eq("group_id", groupId), Updates.set("status", DISMISSED)));
        if (deleteMembers) {
            mongo.ask(MEMBERS, all -> all.deleteMany(eq("group_id", groupId)));
        }
        return Map.of();
    }

    /** The groups that this user is in. */
    public Map<String, Object> joined(Caller caller, String userId, Paging page) {
        caller.mustBe(userId);
        List<String> ids = mongo.ask(
                MEMBERS,
                all -> all.find(eq("user_id", userId))
                        .map(member -> member.getString("group_id"))
                        .into(new ArrayList<>()));
        Map<String, Object> answer = new HashMap<>();
        answer.put("total", ids.size());
        answer.put("groups", ids.isEmpty() ? null : groups(page.of(ids)));
        return answer;
    }

    /**
     * Who is in this group.
     *
     * @throws RpcFailure 1004 if there is none, 1204 if it was dismissed
     */
    public List<String> members(String groupId) {
        if (find(groupId).getInteger("status") == DISMISSED) {
            throw new RpcFailure(1204, "DismissedAlreadyError", "");
        }
        return mongo.ask(
                MEMBERS,
                all -> all.find(eq("group_id", groupId))
                        .map(member -> member.getString("user_id"))
                        .into(new ArrayList<>()));
    }

    private List<Map<String, Object>> groups(List<String> ids) {
        return mongo.ask(GROUPS, groups -> groups.find(in("group_id", ids)).into(new ArrayList<>())).stream()
                .map(group -> answer(group, group.getString("creator_user_id"), members(group)))
                .toList();
    }

    private int members(Document group) {
        return Math.toIntExact(
                mongo.ask(MEMBERS, all -> all.countDocuments(eq("group_id", group.getString("group_id")))));
    }

    private Document find(String groupId) {
        List<Document> found =
                mongo.ask(GROUPS, groups -> groups.find(eq("group_id", groupId)).into(new ArrayList<>()));
        if (found.isEmpty()) {
            throw RpcFailure.notFound(groupId);
        }
        return found.get(0);
    }

    private static String newId() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(1_000_000_000, Integer.MAX_VALUE));
    }

    private static Document document(String id, JsonNode info, String owner) {
        return new Document("group_id", id)
                .append("group_name", info.path("groupName").asText())
                .append("notification", "")
                .append("introduction", "")
                .append("face_url", "")
                .append("create_time", Instant.now())
                .append("ex", info.path("ex").asText())
                .append("status", 0)
                .append("creator_user_id", owner)
                .append("group_type", WORKING_GROUP)
                .append("need_verification", 0)
                .append("look_member_info", 0)
                .append("apply_member_friend", 0);
    }

    private static Document membership(String groupId, String userId, int role) {
        return new Document("group_id", groupId)
                .append("user_id", userId)
                .append("nickname", "")
                .append("face_url", "")
                .append("role_level", role)
                .append("join_time", Instant.now())
                .append("mute_end_time", Instant.EPOCH);
    }

    private static Map<String, Object> answer(Document group, String owner, int members) {
        return Map.ofEntries(
                Map.entry("groupID", group.getString("group_id")),
                Map.entry("groupName", group.getString("group_name")),
                Map.entry("notification", group.getString("notification")),
                Map.entry("introduction", group.getString("introduction")),
                Map.entry("faceURL", group.getString("face_url")),
                Map.entry("ownerUserID", owner),
                Map.entry("createTime", group.getDate("create_time").toInstant().toEpochMilli()),
                Map.entry("memberCount", members),
                Map.entry("ex", group.getString("ex")),
                Map.entry("status", group.getInteger("status")),
                Map.entry("creatorUserID", ""),
                Map.entry("groupType", group.getInteger("group_type")),
                Map.entry("needVerification", group.getInteger("need_verification")),
                Map.entry("lookMemberInfo", group.getInteger("look_member_info")),
                Map.entry("applyMemberFriend", group.getInteger("apply_member_friend")),
                Map.entry("notificationUpdateTime", 0),
                Map.entry("notificationUserID", ""));
    }
}
