package openim.verify.rehearsal.service.rpc;

/**
 * An answer of a service that says no: what becomes {@code errCode}, {@code errMsg} and {@code errDlt} of an envelope.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String words;
    private final String detail;

    public Failure(int code, String words, String detail) {
        super(code + " " + words + " | " + detail, null, false, false);
        this.code = code;
        this.words = words;
        this.detail = detail;
    }

    /** Something behind the service failed; {@code detail} is its cause in Go's words. */
    public static Failure internal(String detail) {
        return new Failure(500, "ServerInternalError", detail);
    }

    public static Failure arguments(String detail) {
        return new Failure(1001, "ArgsError", detail);
    }

    public static Failure noPermission(String detail) {
        return new Failure(1002, "NoPermissionError", detail);
    }

    public static Failure notFound(String detail) {
        return new Failure(1004, "RecordNotFoundError", detail);
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
