package openim.verify.runbook;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.verdict.CheckId;

/**
 * What to do if a fix was not enough when its window ended.
 *
 * @param when the condition, in the document's words: "authentication is still abnormal"
 * @param stillRed the branch is taken if one of these is still Unhealthy
 * @param installations where the document has it
 * @param restart which server it restarts
 */
public record Branch(String when, Set<CheckId> stillRed, Set<Installation> installations, Server restart) {

    public Branch {
        stillRed = Collections.unmodifiableSet(new TreeSet<>(stillRed));
        installations = Collections.unmodifiableSet(EnumSet.copyOf(installations));
        if (when.isBlank() || stillRed.isEmpty()) {
            throw new IllegalArgumentException("a branch that nothing leads into: " + when);
        }
    }

    /** What it does. */
    public Fix fix() {
        return new Fix.RestartServer(restart);
    }

    /** Those of several that hold for that installation and these red checks, in the order in which servers are started. */
    public static List<Branch> taken(List<Branch> branches, Installation installation, Set<CheckId> red) {
        return branches.stream()
                .filter(branch -> branch.installations.contains(installation))
                .filter(branch -> branch.stillRed.stream().anyMatch(red::contains))
                .sorted(Comparator.comparing(Branch::restart))
                .toList();
    }
}
