package openim.verify.runbook;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openim.verify.verdict.CheckId;

/**
 * What follows a fix.
 *
 * @param window how long one looks before one judges
 * @param suites the suites that are run again
 * @param verify the checks that must be green then
 * @param otherwise what to do for whoever is still red
 */
public record Afterwards(Window window, Set<String> suites, Set<CheckId> verify, List<Branch> otherwise) {

    public Afterwards {
        suites = Collections.unmodifiableSet(new TreeSet<>(suites));
        verify = Collections.unmodifiableSet(new TreeSet<>(verify));
        otherwise = List.copyOf(otherwise);
        if (suites.isEmpty() || verify.isEmpty()) {
            throw new IllegalArgumentException("nothing would say whether the fix helped");
        }
    }
}
