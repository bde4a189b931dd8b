package openim.verify.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.suite.Checks;
import openim.verify.suite.Explanation.Next;
import openim.verify.suite.Run;

/**
 * What is done first about a run that is not healthy: what the runbook has for its first cause, else what the catalogue has for
 * its first check.
 */
final class NextStep {

    private NextStep() {}

    /** Empty if there is nothing that anybody could mend. */
    static Optional<Next> of(Run run, NextCommand next) {
        return run.explanation()
                .next()
                .or(() -> run.toMend()
                        .filter(cause -> Checks.knows(cause.check()))
                        .map(cause -> new Next("", next.after(Checks.get(cause.check())))));
    }

    /** For a reader. */
    static List<Fact> facts(Next step) {
        return Stream.of(new Fact("do", step.sentence()), new Fact(Fact.NEXT, step.command()))
                .filter(fact -> !fact.value().isBlank())
                .toList();
    }
}
