package openim.verify.rehearsal.service.api;

import openim.verify.rehearsal.service.file.ThirdRpc;
import openim.verify.rehearsal.service.message.MsgRpc;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.user.AuthRpc;
import openim.verify.rehearsal.service.user.Connections;
import openim.verify.rehearsal.service.user.ConversationRpc;
import openim.verify.rehearsal.service.user.FriendRpc;
import openim.verify.rehearsal.service.user.GroupRpc;
import openim.verify.rehearsal.service.user.UserRpc;

/** The processes behind openim-api. */
public record ApiBackends(
        Remote<AuthRpc> auth,
        Remote<UserRpc> users,
        Remote<FriendRpc> friends,
        Remote<GroupRpc> groups,
        Remote<ConversationRpc> conversations,
        Remote<MsgRpc> messages,
        Remote<ThirdRpc> third,
        Connections gateway) {}
