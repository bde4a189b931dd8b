package openim.verify.recovery;

import openim.verify.recovery.act.Outcome;
import openim.verify.runbook.Fix;

/** Carries fixes out. */
@FunctionalInterface
public interface Fixer {

    /**
     * Carries one out, or says why not.
     *
     * @param beyondRunbook whether what the document does not have is allowed
     */
    Outcome run(Fix fix, boolean beyondRunbook);
}
