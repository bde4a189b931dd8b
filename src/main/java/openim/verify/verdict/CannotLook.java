package openim.verify.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * We could not look, and so cannot say whether the promise was kept: no accusation of the deployment.
 *
 * <p>Becomes {@link Verdict.Undetermined} where the check is required, and {@link Verdict.NotProven} where it is not.
 */
public final class CannotLook extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Evidence> evidence;

    public CannotLook(String reason, Evidence... evidence) {
        this(reason, null, evidence);
    }

    public CannotLook(String reason, @Nullable Throwable cause, Evidence... evidence) {
        super(reason, cause);
        this.evidence = List.of(evidence);
    }

    public List<Evidence> evidence() {
        return evidence;
    }
}
