package openim.verify.recovery;

import java.util.List;
import openim.verify.diagnosis.Cause;
import openim.verify.runbook.Site;

/**
 * What is to be done about the causes that were found.
 *
 * <p>The steps are safe in their order even where something is left for a person: components are started first, and no server is
 * stopped while a component is not known to be well or a process hangs. After each step what was seen is diagnosed afresh, and
 * another plan made.
 *
 * @param site where
 * @param causes what it is for, likeliest first
 * @param steps in this order
 * @param forPerson what is left for a person
 */
public record Plan(Site site, List<Cause> causes, List<Step> steps, List<ForPerson> forPerson) {

    public Plan {
        causes = List.copyOf(causes);
        steps = List.copyOf(steps);
        forPerson = List.copyOf(forPerson);
    }

    /** Whether there is nothing to do, and nobody to call. */
    public boolean isEmpty() {
        return steps.isEmpty() && forPerson.isEmpty();
    }

    /** Whether nothing is left but what a person has to do: exit status 4. */
    public boolean needsPerson() {
        return steps.isEmpty() && !forPerson.isEmpty();
    }

    /** Whether a step ends everybody's sessions. */
    public boolean needsAllowRestart() {
        return steps.stream().anyMatch(Step::needsAllowRestart);
    }
}
