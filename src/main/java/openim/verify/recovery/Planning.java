package openim.verify.recovery;

import openim.verify.suite.Run;

/** From what was seen to what is to be done; touches nothing. */
@FunctionalInterface
public interface Planning {

    /** Diagnoses, and plans. */
    Plan plan(Run seen);
}
