package openim.verify.rehearsal.service.message;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import openim.verify.client.wire.MsgData;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.Conversation;
import openim.verify.rehearsal.service.user.ConversationRpc;
import openim.verify.rehearsal.service.user.FriendRpc;
import openim.verify.rehearsal.service.user.GroupRpc;
import openim.verify.rehearsal.service.user.UserRpc;

/**
 * Whether a message may be sent. What other processes once answered openim-rpc-msg keeps in memory, and so goes on when
 * they, or their stores, are dead.
 */
public final class SendVerification {

    private static final int UNAVAILABLE = 500;

    private final Remote<UserRpc> users;
    private final Remote<FriendRpc> friends;
    private final Remote<GroupRpc> groups;
    private final Remote<ConversationRpc> conversations;
    private final boolean friendVerify;

    private final Set<String> knownUsers = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> refusals = new ConcurrentHashMap<>();
    private final Set<String> friendships = ConcurrentHashMap.newKeySet();
    private final Map<String, String> peers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> members = new ConcurrentHashMap<>();
    private final Map<String, List<String>> lastConversations = new ConcurrentHashMap<>();

    /** @param friendVerify whether strangers may not write to each other, as openim-rpc-msg.yml says */
    public SendVerification(
            Remote<UserRpc> users,
            Remote<FriendRpc> friends,
            Remote<GroupRpc> groups,
            Remote<ConversationRpc> conversations,
            boolean friendVerify) {
        this.users = users;
        this.friends = friends;
        this.groups = groups;
        this.conversations = conversations;
        this.friendVerify = friendVerify;
    }

    /** @throws RpcFailure 1004 for an unknown user, 1302, 1303 or 1203 if the receiver does not want it */
    void mustBeAllowed(MsgData message) {
        if (message.getSessionType() == Conversation.GROUP) {
            mustBeMember(message);
        } else {
            mustBeWelcome(message);
        }
    }

    /** The conversations of this user; what was last known if nobody answers. */
    List<String> conversationsOf(String userId) {
        try {
            List<String> now = conversations.call(rpc -> rpc.ids(userId));
            lastConversations.put(userId, now);
            return now;
        } catch (RpcFailure e) {
            List<String> last = lastConversations.get(userId);
            if (last == null) {
                throw e;
            }
            return last;
        }
    }

    /**
     * With whom this user has a conversation of two.
     *
     * @throws RpcFailure 1004 if he takes part in none of that id
     */
    String peerOf(String userId, String conversation) {
        return peers.computeIfAbsent(
                userId + " " + conversation, key -> conversations.call(rpc -> rpc.peer(userId, conversation)));
    }

    void forget() {
        peers.clear();
        knownUsers.clear();
        refusals.clear();
        friendships.clear();
        members.clear();
        lastConversations.clear();
    }

    private void mustBeWelcome(MsgData message) {
        String sender = message.getSendID();
        String receiver = message.getRecvID();
        if (!sender.equals(Caller.IM_ADMIN)) {
            mustExist(sender);
            if (refusals.computeIfAbsent(
                    receiver + " " + sender, pair -> friends.call(rpc -> rpc.refuses(receiver, sender)))) {
                throw new RpcFailure(1302, "BlockedByPeer", "");
            }
            if (friendVerify) {
                mustBeFriends(sender, receiver);
            }
        }
        mustExist(receiver);
    }

    private void mustBeMember(MsgData message) {
        String group = message.getGroupID();
        List<String> in = membersOf(group);
        if (!in.contains(message.getSendID()) && !message.getSendID().equals(Caller.IM_ADMIN)) {
            throw new RpcFailure(1203, "NotInGroupYetError", "");
        }
    }

    /** Openim-rpc-group says when a group changes, so what is kept is only used when it cannot say anything. */
    private List<String> membersOf(String group) {
        try {
            List<String> now = groups.call(rpc -> rpc.members(group));
            members.put(group, now);
            return now;
        } catch (RpcFailure failed) {
            List<String> last = members.get(group);
            if (failed.code() != UNAVAILABLE || last == null) {
                throw failed;
            }
            return last;
        }
    }

    private void mustExist(String userId) {
        once(knownUsers, userId, id -> users.call(rpc -> rpc.mustExist(id)));
    }

    private void mustBeFriends(String sender, String receiver) {
        boolean known = once(
                friendships, sender + " " + receiver, pair -> friends.call(rpc -> rpc.hasFriend(receiver, sender)));
        if (!known) {
            throw new RpcFailure(1303, "NotPeersFriend", "");
        }
    }

    /** Asks only if it was never answered by yes. */
    private static boolean once(Set<String> known, String key, Function<String, Boolean> question) {
        if (!known.contains(key) && question.apply(key)) {
            known.add(key);
        }
        return known.contains(key);
    }
}
