package openim.verify.rehearsal.service.rpc;

/**
 * An answer of a service that says no: what becomes {@code errCode}, {@code errMsg} and {@code errDlt} of an envelope.
 */
public final class RpcFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String words;
    private final String detail;

    public RpcFailure(int code, String words, String detail) {
        super(code + " " + words + " | " + detail, null, false, false);
        this.code = code;
        this.words = words;
        this.detail = detail;
    }

    /** Something behind the service failed; {@code detail} is its cause in Go's words. */
    public static RpcFailure internal(String detail) {
        return new RpcFailure(500, "ServerInternalError", detail);
    }

    public static RpcFailure arguments(String detail) {
        return new RpcFailure(1001, "ArgsError", detail);
    }

    public static RpcFailure noPermission(String detail) {
        return new RpcFailure(1002, "NoPermissionError", detail);
    }

    public static RpcFailure notFound(String detail) {
        return new RpcFailure(1004, "RecordNotFoundError", detail);
    }

    /** {@code errCode}. */
    public int code() {
        return code;
    }

    /** {@code errMsg}. */
    public String words() {
        return words;
    }

    /** {@code errDlt}; may be empty. */
    public String detail() {
        return detail;
    }
}
