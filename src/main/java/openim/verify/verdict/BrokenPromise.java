package openim.verify.verdict;

import java.util.List;

/**
 * The deployment broke a promise: who expected what, from whom, what was seen last, after how long.
 *
 * <p>Becomes {@link Verdict.Unhealthy}.
 */
public final class BrokenPromise extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final transient List<Evidence> evidence;

    public BrokenPromise(String sentence, List<Evidence> evidence) {
        super(sentence);
        this.evidence = List.copyOf(evidence);
    }

    public BrokenPromise(String sentence, Evidence... evidence) {
        this(sentence, List.of(evidence));
    }

    public List<Evidence> evidence() {
        return evidence;
    }
}
