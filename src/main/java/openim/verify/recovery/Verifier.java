package openim.verify.recovery;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.runbook.Installation;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Verdict;

/** Runs suites against the deployment that is repaired. */
@FunctionalInterface
public interface Verifier {

    /**
     * Runs one, and returns when it is judged.
     *
     * @throws openim.verify.verdict.CannotLook if the run was stopped
     */
    Run verify(Suite suite);

    /**
     * Looks once more where a run could not say. A tool that a busy machine did not let answer in time accuses nobody, and what was
     * just restarted makes a machine busy: a recovery that ended for it would call a person for nothing.
     *
     * <p>Red stays red, green stays green, and what cannot be seen the second time either stays unseen.
     */
    final class SecondLook implements Verifier {

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

    /**
     * Suites as the gate and the recovery ask for them: with the processes or containers among what is required, because the document
     * asks for {@code mage check} or a healthy {@code docker ps} before it calls anything recovered.
     */
    final class Strict {

        private static final List<CheckId> SOURCE = List.of(new CheckId("process.server"), new CheckId("process.chat"));

        private static final List<CheckId> DOCKER = List.of(new CheckId("process.containers"));

        private Strict() {}

        /** The suite, with more required. */
        public static Suite of(Suite suite, Installation installation) {
            Set<CheckId> required = new LinkedHashSet<>(suite.required());
            Stream<CheckId> processes = (installation == Installation.DOCKER ? DOCKER : SOURCE).stream();
            processes.filter(suite.checks()::contains).forEach(required::add);
            Set<CheckId> optional = new LinkedHashSet<>(suite.optional());
            optional.removeAll(required);
            return new Suite(suite.name(), required, optional);
        }
    }
}
