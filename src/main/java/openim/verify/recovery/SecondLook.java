package openim.verify.recovery;

import java.time.Duration;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.verdict.Verdict;

/**
 * Looks once more where a run could not say. A tool that a busy machine did not let answer in time accuses nobody, and what was
 * just restarted makes a machine busy: a recovery that ended for it would call a person for nothing.
 *
 * <p>Red stays red, green stays green, and what cannot be seen the second time either stays unseen.
 */
public final class SecondLook implements Verifier {

    private static final Duration LATER = Duration.ofSeconds(5);

    private final Verifier verifier;
    private final Sleeper pacer;
    private final Journal journal;

    /** Looks by that one. */
    public SecondLook(Verifier verifier, Sleeper pacer, Journal journal) {
        this.verifier = verifier;
        this.pacer = pacer;
        this.journal = journal;
    }

    @Override
    public Run verify(Suite suite) {
        Run run = verifier.verify(suite);
        if (!(run.verdict() instanceof Verdict.Undetermined)) {
            return run;
        }
        journal.note(
                Kind.WAITING,
                suite.name() + " could not say, and is run once more: "
                        + run.verdict().summary());
        pacer.until(pacer.now().plus(LATER));
        return verifier.verify(suite);
    }
}
