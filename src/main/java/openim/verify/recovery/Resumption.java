package openim.verify.recovery;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import openim.verify.await.Deadline;
import openim.verify.recovery.act.Tooling;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;

/**
 * What is done about a recovery that was stopped: it is told where it was, and the tool that it had started is seen to its end.
 * All else goes on from what is observed now.
 */
public record Resumption(Tooling tooling, Journal journal, Consumer<String> say) {

    /**
     * Tells, and sees to it.
     *
     * @param past a recovery before this one
     * @param within how long its tool may still run
     */
    public void after(PastRecovery past, Duration within) {
        if (!past.wasStopped()) {
            return;
        }
        String where = past.whereItWas();
        say.accept(where);
        journal.note(Kind.WAITING, where, Map.of(PastRecovery.STOPPED, past.name()));
        past.openTool().flatMap(this::left).ifPresent(running -> toItsEnd(running, within));
    }

    private Optional<Tooling.Running> left(JournalEntry started) {
        try {
            return tooling.left(
                    Long.parseLong(started.fact("pid")),
                    Instant.parse(started.fact("startedAt")),
                    Path.of(started.fact("directory")));
        } catch (NumberFormatException | DateTimeException untold) {
            return Optional.empty();
        }
    }

    private void toItsEnd(Tooling.Running running, Duration within) {
        say.accept("what it started still runs (pid " + running.pid() + "); it is awaited");
        boolean ended = running.await(Deadline.in(within)).isPresent();
        if (!ended) {
            running.endAlone();
        }
        journal.note(Kind.RAN, "pid " + running.pid() + (ended ? " came to its end" : " was ended at its deadline"));
    }
}
