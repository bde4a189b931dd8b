package openim.verify.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.Judged;
import openim.verify.message.ledger.LedgerFile;
import openim.verify.message.ledger.Settlement;
import openim.verify.message.ledger.State;
import openim.verify.recovery.gate.Losses;
import openim.verify.recovery.gate.Tokens;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the ledger, where one was kept across the outage. Its final reads are made when the gate first asks, at the top of
 * the ladder: what is still on its way then was given all the time that the watch took.
 */
final class LedgerTokens implements Tokens {

    private final Deployment openim;
    private final Path file;
    private @Nullable List<Judged> judged;

    LedgerTokens(Deployment openim) {
        this.openim = openim;
        this.file = LedgerFile.of(
                openim.settings().reports(),
                History.nameOf(openim.settings().endpoints().api()));
    }

    @Override
    public Losses sentFrom(Instant moment) {
        return of(at -> !at.isBefore(moment));
    }

    @Override
    public Losses sentBefore(Instant moment) {
        return of(at -> at.isBefore(moment));
    }

    private Losses of(Predicate<Instant> when) {
        List<Judged> acknowledged = settled().stream()
                .filter(one -> acknowledgedAt(one).filter(when).isPresent())
                .toList();
        return new Losses(
                acknowledged.size(),
                count(acknowledged, State.LOST),
                count(acknowledged, State.NOT_STORED),
                count(acknowledged, State.NOT_PUSHED));
    }

    /** When the sending began that was acknowledged: only that starts the clock of a loss. */
    private static Optional<Instant> acknowledgedAt(Judged one) {
        return one.story().attempts().stream()
                .filter(attempt -> attempt.outcome() == Attempt.Outcome.ACKNOWLEDGED)
                .map(Attempt::at)
                .findFirst();
    }

    private static int count(List<Judged> judged, State state) {
        return (int) judged.stream().filter(one -> one.state() == state).count();
    }

    private synchronized List<Judged> settled() {
        if (judged == null) {
            boolean kept = Files.exists(file) && !Settlement.unsettled(file).isEmpty();
            judged = kept
                    ? Settlement.made(
                                    openim,
                                    SuiteRun.pool(openim.settings()),
                                    file,
                                    openim.settings().deadlines().run())
                            .judged()
                    : List.of();
        }
        return judged;
    }
}
