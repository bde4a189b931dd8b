package openim.verify.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.suite.Checks;
import openim.verify.suite.Explanation.Next;
import openim.verify.suite.Run;

/**
 * What is done about a run that is not healthy: what the runbook has for its causes, else what the catalogue has for
 * its first check.
 */
public final class NextStep {

    /** More than these nobody takes in one go: after each of them the deployment is looked at again. */
    private static final int SHOWN = 5;

    /** One thing to do, and the look after it, need no numbers. */
    private static final int FEW = 2;

    private NextStep() {}

    /** Empty if there is nothing that anybody could mend. */
    public static Optional<Next> of(Run run, NextCommand next) {
        return run.explanation()
                .next()
                .or(() -> run.toMend()
                        .filter(cause -> Checks.knows(cause.check()))
                        .map(cause -> new Next("", next.after(Checks.get(cause.check())))));
    }

    /** All that is to be done, for a reader: the first step, and what comes after it. */
    public static List<Fact> facts(Run run, NextCommand next) {
        List<Fact> facts = new ArrayList<>();
        boolean numbered = run.explanation().steps().size() > FEW;
        of(run, next).ifPresent(step -> add(facts, numbered ? "step 1" : "do", Fact.NEXT, step));
        List<Next> later =
                run.explanation().steps().stream().skip(1).limit(SHOWN - 1).toList();
        for (Next step : later) {
            add(facts, numbered ? "step " + (later.indexOf(step) + 2) : "then", Fact.TYPE, step);
        }
        int more = run.explanation().steps().size() - SHOWN;
        if (more > 0) {
            facts.add(new Fact("then", more + " more, which a recovery prints"));
        }
        return List.copyOf(facts);
    }

    private static void add(List<Fact> facts, String doing, String typing, Next step) {
        Stream.of(new Fact(doing, step.sentence()), new Fact(typing, step.command()))
                .filter(fact -> !fact.value().isBlank())
                .forEach(facts::add);
    }
}
