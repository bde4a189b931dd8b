package openim.verify.rehearsal.service.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.client.wire.GetMaxSeqReq;
import openim.verify.client.wire.GetMaxSeqResp;
import openim.verify.client.wire.MsgData;
import openim.verify.client.wire.PullMessageBySeqsReq;
import openim.verify.client.wire.PullMessageBySeqsResp;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.message.MsgRpc;
import openim.verify.rehearsal.service.message.Pull;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.Conversation;
import openim.verify.rehearsal.service.wire.ConversationSeqs;
import openim.verify.rehearsal.service.wire.GetConversationsHasReadAndMaxSeqReq;
import openim.verify.rehearsal.service.wire.GetConversationsHasReadAndMaxSeqResp;
import openim.verify.rehearsal.service.wire.GetLastMessageReq;
import openim.verify.rehearsal.service.wire.GetLastMessageResp;
import openim.verify.rehearsal.service.wire.GetSeqMessageReq;
import openim.verify.rehearsal.service.wire.GetSeqMessageResp;
import openim.verify.rehearsal.service.wire.Seqs;
import openim.verify.rehearsal.service.wire.SubUserOnlineStatus;
import openim.verify.rehearsal.service.wire.SubUserOnlineStatusElem;
import openim.verify.rehearsal.service.wire.SubUserOnlineStatusTips;
import org.jspecify.annotations.Nullable;

/** Answers clients' binary frames, mostly by asking openim-rpc-msg. */
final class Requests {

    private final Remote<MsgRpc> messages;
    private final Sessions sessions;
    private final Lies lies;

    Requests(Remote<MsgRpc> messages, Sessions sessions, Lies lies) {
        this.messages = messages;
        this.sessions = sessions;
        this.lies = lies;
    }

    /** The answer; empty if the gateway drops a client that asks this. */
    Optional<ServerFrame.Response> answer(ClientSession session, ServerFrame.Request request) {
        if (!session.userId().equals(request.sendID())) {
            return Optional.empty();
        }
        try {
            byte[] asked = ServerFrame.decoded(request.data());
            return switch (request.reqIdentifier()) {
                case ServerFrame.BACKGROUND, ServerFrame.LOGOUT -> Optional.of(response(request, 0, "", null));
                case ServerFrame.ONLINE_STATUS ->
                    Optional.of(response(request, 0, "", ServerFrame.encoded(online(asked))));
                default ->
                    data(session, request.reqIdentifier(), asked)
                            .map(data -> response(request, 0, "", ServerFrame.encoded(data)));
            };
        } catch (RpcFailure e) {
            return Optional.of(response(request, e.code(), e.words(), null));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.of(response(request, 500, "ServerInternalError", null));
        }
    }

    private Optional<MessageLite> data(ClientSession session, int identifier, byte[] asked)
            throws InvalidProtocolBufferException {
        Caller caller = new Caller(session.userId(), session.userId().equals(Caller.IM_ADMIN));
        return switch (identifier) {
            case ServerFrame.NEWEST_SEQ -> Optional.of(newest(caller, GetMaxSeqReq.parseFrom(asked)));
            case ServerFrame.PULL_RANGES -> Optional.of(pull(caller, PullMessageBySeqsReq.parseFrom(asked)));
            case ServerFrame.SEND -> Optional.of(send(caller, MsgData.parseFrom(asked)));
            case ServerFrame.PULL_SEQS -> Optional.of(pull(GetSeqMessageReq.parseFrom(asked)));
            case ServerFrame.READ_AND_MAX_SEQ ->
                Optional.of(read(caller, GetConversationsHasReadAndMaxSeqReq.parseFrom(asked)));
            case ServerFrame.LAST_MESSAGE -> Optional.of(last(GetLastMessageReq.parseFrom(asked)));
            default -> Optional.empty();
        };
    }

    private MessageLite send(Caller caller, MsgData message) {
        if (lies.toldAlone(Lie.DELIVERS_TO_ITS_OWN_ONLY)) {
            MsgData taken = MsgRpc.acknowledgedOnly(message);
            sessions.push(Set.of(message.getSendID(), message.getRecvID()), Conversation.idOf(message), taken);
            return MsgRpc.acknowledgement(taken);
        }
        return lies.toldAlone(Lie.ACKNOWLEDGES_WITHOUT_DELIVERING)
                ? MsgRpc.acknowledgement(MsgRpc.acknowledgedOnly(message))
                : messages.call(rpc -> rpc.send(caller, message));
    }

    private MessageLite newest(Caller caller, GetMaxSeqReq asked) {
        return GetMaxSeqResp.newBuilder()
                .putAllMaxSeqs(messages.call(rpc -> rpc.maxSeqs(caller, asked.getUserID())))
                .build();
    }

    private MessageLite pull(Caller caller, PullMessageBySeqsReq asked) {
        return PullMessageBySeqsResp.newBuilder()
                .putAllMsgs(
                        messages.call(rpc -> new Pull(rpc).ranges(caller, asked.getUserID(), asked.getSeqRangesList())))
                .build();
    }

    private MessageLite pull(GetSeqMessageReq asked) {
        GetSeqMessageResp.Builder answer = GetSeqMessageResp.newBuilder();
        for (ConversationSeqs wanted : asked.getConversationsList()) {
            answer.putMsgs(
                    wanted.getConversationID(),
                    messages.call(rpc -> new Pull(rpc).numbers(wanted.getConversationID(), wanted.getSeqsList())));
        }
        return answer.build();
    }

    private MessageLite read(Caller caller, GetConversationsHasReadAndMaxSeqReq asked) {
        GetConversationsHasReadAndMaxSeqResp.Builder answer = GetConversationsHasReadAndMaxSeqResp.newBuilder();
        Map<String, Long> highest = messages.call(rpc -> rpc.maxSeqs(caller, asked.getUserID()));
        highest.forEach((conversation, seq) ->
                answer.putSeqs(conversation, Seqs.newBuilder().setMaxSeq(seq).build()));
        return answer.build();
    }

    private MessageLite last(GetLastMessageReq asked) {
        GetLastMessageResp.Builder answer = GetLastMessageResp.newBuilder();
        for (String conversation : asked.getConversationIDsList()) {
            messages.call(rpc -> rpc.find(conversation, List.of(rpc.highest(conversation))))
                    .forEach(message -> answer.putMsgs(conversation, message));
        }
        return answer.build();
    }

    private MessageLite online(byte[] asked) throws InvalidProtocolBufferException {
        SubUserOnlineStatusTips.Builder answer = SubUserOnlineStatusTips.newBuilder();
        for (String user : SubUserOnlineStatus.parseFrom(asked).getSubscribeUserIDList()) {
            answer.addSubscribers(SubUserOnlineStatusElem.newBuilder()
                    .setUserID(user)
                    .addAllOnlinePlatformIDs(sessions.platforms(user)));
        }
        return answer.build();
    }

    private static ServerFrame.Response response(
            ServerFrame.Request request, int code, String words, @Nullable String data) {
        return new ServerFrame.Response(
                request.reqIdentifier(), text(request.msgIncr()), text(request.operationID()), code, words, data);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
