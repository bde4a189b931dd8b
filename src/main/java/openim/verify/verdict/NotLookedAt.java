package openim.verify.verdict;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * There was a reason not to look: it cannot be reached from here, credentials for it were not given, or what it needs is
 * itself red.
 *
 * <p>Becomes {@link Verdict.NotProven} where the check is optional, and {@link Verdict.Undetermined} where it is required.
 */
public class NotLookedAt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<CheckId> blockedBy;

    public NotLookedAt(String reason) {
        this(reason, List.of(), null);
    }

    private NotLookedAt(String reason, List<CheckId> blockedBy, @Nullable BrokenPromise broken) {
        super(reason, broken);
        this.blockedBy = List.copyOf(blockedBy);
    }

    /**
     * What it needs is red itself.
     *
     * @param needed the check that is red
     * @param broken the promise whose breaking made it red
     */
    public static NotLookedAt because(CheckId needed, BrokenPromise broken) {
        return new NotLookedAt("needs " + needed + ", which is red", List.of(needed), broken);
    }

    /** The broken promise in the way, if it is that check's own. */
    public Optional<BrokenPromise> brokenBy(CheckId check) {
        return blockedBy.contains(check) && getCause() instanceof BrokenPromise broken
                ? Optional.of(broken)
                : Optional.empty();
    }

    public List<CheckId> blockedBy() {
        return blockedBy;
    }
}
