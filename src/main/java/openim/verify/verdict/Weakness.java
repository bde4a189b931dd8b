package openim.verify.verdict;

import java.util.List;

/**
 * The build that runs was never able to keep this promise: a finding for whoever chose the build, and no outage.
 *
 * <p>Becomes {@link Verdict.Weak}.
 */
public final class Weakness extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Evidence> evidence;

    /** @param sentence what the build does, what that means for an operator, and where it is mended */
    public Weakness(String sentence, List<Evidence> evidence) {
        super(sentence);
        this.evidence = List.copyOf(evidence);
    }

    public List<Evidence> evidence() {
        return evidence;
    }
}
