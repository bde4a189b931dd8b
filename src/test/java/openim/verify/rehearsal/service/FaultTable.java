package openim.verify.rehearsal.service;

import static openim.verify.rehearsal.service.FaultRow.hung;
import static openim.verify.rehearsal.service.FaultRow.killed;

import java.util.List;

/** The measured tables of what clients saw of a real deployment when one part was dead or hung. */
final class FaultTable {

    private static final String WITH_TOKEN =
            " friends groups conversations part-limit file message.rest message.stored";
    private static final String OVER_MONGO =
            "probe.chat probe.admin friends groups conversations file message.stored chat.login chat.stranger"
                    + " admin.login bot";
    private static final String BROKEN = "connection ";

    static final FaultRow AUTH_KILLED = killed(
            "openim-rpc-auth",
            "probe.api auth.admin-token chat.login gateway friends groups conversations part-limit file message.rest"
                    + "=500 grpc service auth-rpc-service down",
            "message.stored=could not look");
    static final FaultRow ADMIN_RPC_KILLED =
            killed("admin-rpc", "probe.chat probe.admin chat.login admin.login bot=14 connection error");
    static final FaultRow MSGTRANSFER_KILLED =
            killed("openim-msgtransfer", "message.pushed=not pushed", "message.stored=not stored");
    static final FaultRow PUSH_KILLED = killed("openim-push", "message.pushed=not pushed");
    static final FaultRow MSGGATEWAY_KILLED = killed("openim-msggateway", "gateway=", "message.acknowledged=dropped");
    static final FaultRow MSGGATEWAY_HUNG = hung("openim-msggateway", "gateway message.acknowledged=no answer");
    static final FaultRow REDIS_KILLED = killed(
            "redis",
            "auth.admin-token chat.login admin.login bot friends groups conversations part-limit file"
                    + " message.rest=connection refused",
            "gateway=500 ServerInternalError",
            "message.pushed=not pushed",
            "message.stored=could not look");
    static final FaultRow KAFKA_KILLED =
            killed("kafka", "message.acknowledged=500 ServerInternalError", "message.rest=500 ServerInternalError");
    static final FaultRow MONGO_HUNG = hung("mongo", OVER_MONGO + "=");
    static final FaultRow ETCD_KILLED = killed("etcd");

    /** One row for each shape of failure. */
    static final List<FaultRow> SHAPES = List.of(
            AUTH_KILLED,
            ADMIN_RPC_KILLED,
            MSGTRANSFER_KILLED,
            MSGGATEWAY_HUNG,
            REDIS_KILLED,
            KAFKA_KILLED,
            MONGO_HUNG,
            ETCD_KILLED,
            MSGGATEWAY_KILLED);

    /** All other rows. */
    static final List<FaultRow> OTHERS = List.of(
            killed("openim-api", "probe.api auth.admin-token" + WITH_TOKEN + "=", "chat.login=connection refused"),
            killed("openim-rpc-user", "auth.admin-token chat.login=500 grpc service user-rpc-service down"),
            killed(
                    "openim-rpc-msg",
                    "message.acknowledged message.rest conversations=500 grpc service msg-rpc-service down"),
            killed("openim-rpc-third", "file part-limit=500 grpc service third-rpc-service down"),
            killed("openim-rpc-conversation", "conversations=500 grpc service conversation-rpc-service down"),
            killed("openim-rpc-friend", "friends=500 grpc service friend-rpc-service down"),
            killed("openim-rpc-group", "groups=500 grpc service group-rpc-service down"),
            killed("openim-crontask"),
            PUSH_KILLED,
            killed("chat-rpc", "chat.login chat.stranger=14 connection error"),
            killed("chat-api", "probe.chat chat.login chat.stranger=" + BROKEN),
            killed("admin-api", "probe.admin admin.login=" + BROKEN),
            killed("bot-api", "bot=" + BROKEN),
            killed("bot-rpc", "bot=14 connection error"),
            killed("mongo", OVER_MONGO + "="),
            killed("minio", "file="),
            hung("openim-api", "probe.api auth.admin-token chat.login" + WITH_TOKEN + "="),
            hung("openim-rpc-auth", "probe.api auth.admin-token chat.login gateway" + WITH_TOKEN + "="),
            hung("openim-rpc-msg", "message.acknowledged message.rest conversations=no answer"),
            hung("openim-msgtransfer", "message.pushed=not pushed", "message.stored=not stored"),
            hung("openim-push", "message.pushed=not pushed"),
            hung("chat-rpc", "chat.login chat.stranger=no answer"),
            hung("chat-api", "probe.chat chat.login chat.stranger=no answer"),
            hung(
                    "redis",
                    "auth.admin-token gateway chat.login admin.login bot" + WITH_TOKEN + "=",
                    "message.pushed=not pushed"),
            hung("kafka", "message.acknowledged message.rest=no answer"),
            hung("minio", "file=no answer"),
            hung("etcd"));

    private FaultTable() {}
}
