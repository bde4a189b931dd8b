package openim.verify.recovery;

import openim.verify.suite.Run;
import openim.verify.suite.Suite;

/** Runs suites against the deployment that is repaired. */
@FunctionalInterface
public interface Verifier {

    /**
     * Runs one, and returns when it is judged.
     *
     * @throws openim.verify.verdict.CannotLook if the run was stopped
     */
    Run verify(Suite suite);
}
