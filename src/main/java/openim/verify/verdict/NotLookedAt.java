package openim.verify.verdict;

import java.util.List;

/**
 * There was a reason not to look: it cannot be reached from here, credentials for it were not given, or what it needs is
 * itself red.
 *
 * <p>Becomes {@link Verdict.NotProven} where the check is optional, and {@link Verdict.Undetermined} where it is required.
 */
public final class NotLookedAt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<CheckId> blockedBy;

    public NotLookedAt(String reason) {
        this(reason, List.of());
    }

    private NotLookedAt(String reason, List<CheckId> blockedBy) {
        super(reason);
        this.blockedBy = List.copyOf(blockedBy);
    }

    /** What it needs is red itself. */
    public static NotLookedAt because(CheckId needed) {
        return new NotLookedAt("needs " + needed + ", which is red", List.of(needed));
    }

    public List<CheckId> blockedBy() {
        return blockedBy;
    }
}
