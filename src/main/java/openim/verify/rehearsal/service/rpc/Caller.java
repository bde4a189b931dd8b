package openim.verify.rehearsal.service.rpc;

/**
 * Who makes a call, as its token says.
 *
 * @param userId his id
 * @param admin whether he is an administrator of OpenIM
 */
public record Caller(String userId, boolean admin) {

    /** OpenIM's own administrator, in whose name its processes act. */
    public static final String IM_ADMIN = "imAdmin";

    /**
     * Turns away whoever is no administrator.
     *
     * @throws RpcFailure 1002 then
     */
    public void mustBeAdmin() {
        if (!admin) {
            throw RpcFailure.noPermission("user no permission");
        }
    }

    /**
     * Turns away whoever is neither this user nor an administrator.
     *
     * @throws RpcFailure 1002 then
     */
    public void mustBe(String id) {
        if (!admin && !userId.equals(id)) {
            throw RpcFailure.noPermission("user no permission");
        }
    }
}
