package openim.verify.recovery.act;

import java.util.List;
import java.util.stream.Stream;

/**
 * What all findings come to.
 *
 * @param findings in the order in which they were made; never empty, because nothing looked at allows nothing
 */
public record Preflight(List<PreflightFinding> findings) {

    public Preflight {
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a preflight that looked at nothing");
        }
    }

    /** Whether a repair may begin. */
    public boolean allowsRepair() {
        return findings.stream().allMatch(PreflightFinding::allowsRepair);
    }

    /** Whether something speaks against it, rather than nothing for it. */
    public boolean refuses() {
        return findings.stream().anyMatch(PreflightFinding.Refused.class::isInstance);
    }

    /** Why it may not, refusals first. */
    public List<String> obstacles() {
        Stream<PreflightFinding> refused = findings.stream().filter(PreflightFinding.Refused.class::isInstance);
        Stream<PreflightFinding> unknown = findings.stream().filter(PreflightFinding.Unknown.class::isInstance);
        return Stream.concat(refused, unknown).map(PreflightFinding::sentence).toList();
    }
}
