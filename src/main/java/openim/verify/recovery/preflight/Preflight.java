package openim.verify.recovery.preflight;

import java.util.List;
import java.util.stream.Stream;

/**
 * What all findings come to.
 *
 * @param findings in the order in which they were made; never empty, because nothing looked at allows nothing
 */
public record Preflight(List<Finding> findings) {

    public Preflight {
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a preflight that looked at nothing");
        }
    }

    /** Whether a repair may begin. */
    public boolean allowsRepair() {
        return findings.stream().allMatch(Finding::allowsRepair);
    }

    /** Whether something speaks against it, rather than nothing for it. */
    public boolean refuses() {
        return findings.stream().anyMatch(Finding.Refused.class::isInstance);
    }

    /** Why it may not, refusals first. */
    public List<String> obstacles() {
        Stream<Finding> refused = findings.stream().filter(Finding.Refused.class::isInstance);
        Stream<Finding> unknown = findings.stream().filter(Finding.Unknown.class::isInstance);
        return Stream.concat(refused, unknown).map(Finding::sentence).toList();
    }
}
