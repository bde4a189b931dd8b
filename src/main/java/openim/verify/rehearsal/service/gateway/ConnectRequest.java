package openim.verify.rehearsal.service.gateway;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.user.PlatformIds;

/**
 * What a client says of itself when it connects.
 *
 * @param userId who it is
 * @param platform on which platform
 * @param token with which it wants to be let in
 * @param gzip whether binary frames are compressed, both ways
 * @param toBeTold whether the first frame tells how the connection went
 */
record ConnectRequest(String userId, int platform, String token, boolean gzip, boolean toBeTold) {

    private static final String JS = "js";
    private static final Set<String> TRUE = Set.of("1", "t", "true");
    private static final Set<String> FALSE = Set.of("0", "f", "false");

    /**
     * Reads it.
     *
     * @param knowsLanguages whether it matters which language it says that it speaks
     * @throws RpcFailure 1602 or 500 if something is missing or cannot be read
     */
    static ConnectRequest of(Context context, boolean knowsLanguages) {
        String platform = query(context, "platformID");
        if (!platform.matches("-?[0-9]{1,9}")) {
            throw argument("platformID is not int");
        }
        boolean toBeTold = !query(context, "isMsgResp").isEmpty() && bool(context, "isMsgResp");
        bool(context, "isBackground");
        ConnectRequest handshake = new ConnectRequest(
                query(context, "sendID"),
                Integer.parseInt(platform),
                query(context, "token"),
                query(context, "compression").equals("gzip"),
                toBeTold);
        handshake.mustBeComplete(query(context, "operationID"), knowsLanguages ? query(context, "sdkType") : JS);
        return handshake;
    }

    private void mustBeComplete(String operationId, String sdkType) {
        if (operationId.isEmpty()) {
            throw argument("operationID is empty");
        }
        if (token.isEmpty()) {
            throw argument("token is empty");
        }
        if (userId.isEmpty()) {
            throw argument("sendID is empty");
        }
        if (!PlatformIds.exists(platform)) {
            throw argument("platformID is invalid");
        }
        if (!sdkType.equals(JS)) {
            // The real one also speaks Go's gob, to "go" and by default; the rehearsal does not.
            throw argument("sdkType is invalid");
        }
    }

    private static boolean bool(Context context, String name) {
        String value = query(context, name).toLowerCase(Locale.ROOT);
        if (!TRUE.contains(value) && !FALSE.contains(value)) {
            throw RpcFailure.internal("invalid syntax");
        }
        return TRUE.contains(value);
    }

    private static String query(Context context, String name) {
        String value = context.queryParam(name);
        return value == null ? "" : value;
    }

    private static RpcFailure argument(String detail) {
        return new RpcFailure(1602, "args err, need token, sendID, platformID", detail);
    }
}
