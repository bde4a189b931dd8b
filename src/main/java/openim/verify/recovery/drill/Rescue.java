package openim.verify.recovery.drill;

import java.util.List;
import java.util.Optional;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.record.JournalEntry;

/** What is drilled: a recovery, as an operator starts one. */
public interface Rescue {

    /**
     * How it went.
     *
     * @param ending what the recovery came to
     * @param journal what it wrote down
     */
    record Rescued(RecoveryResult ending, List<JournalEntry> journal) {

        public Rescued {
            journal = List.copyOf(journal);
        }
    }

    /** Runs one. Attempts that were made in earlier exercises do not count. */
    Rescued attempt(Exercise exercise);

    /** Waits until the deployment is well; what is still wrong when patience ends, if so. */
    Optional<String> unwell();
}
