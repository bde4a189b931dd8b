package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openim.verify.app.Rehearsed;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.config.Settings;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.target.History;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outage of etcd that shows when it is over. */
@Tag("matrix")
@Timeout(900)
class EtcdOutageTest {

    /** Longer than leases live. */
    private static final Duration OUTAGE = Duration.ofSeconds(80);

    private static final Duration WATCHED = Duration.ofSeconds(90);

    @Test
    void theGateDoesNotOpenBeforeTheLateCollapseAndNothingIsRestartedForIt(@TempDir Path reports) {
        try (RehearsalDeployment own = RehearsalDeployment.start()) {
            RehearsedRecoverySession session =
                    RehearsedRecoverySession.at(Rehearsed.on(own, reports)).afterAGoodRun();
            own.part("etcd").kill();
            Pause.until(Deadline.in(OUTAGE));

            RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

            String said = session.said();
            assertThat(ending.word()).as(said).isEqualTo("recovered");
            List<JournalEntry> journal = journal(session.rehearsed().settings());
            assertThat(journal)
                    .filteredOn(entry -> entry.kind() == Kind.STEP_BEGAN)
                    .extracting(entry -> entry.fact("fix"))
                    .as(said)
                    .allMatch(fix -> fix.equals("start etcd") || fix.equals("watch etcd"))
                    .contains("start etcd");
            Instant back = first(journal, Kind.GREEN, "component.etcd:");
            assertThat(journal)
                    .filteredOn(
                            entry -> entry.kind() == Kind.VERIFIED && entry.at().isAfter(back))
                    .extracting(JournalEntry::what)
                    .as("the collapse was seen: %s", said)
                    .anyMatch(what -> what.contains("unhealthy"));
            assertThat(Duration.between(back, first(journal, Kind.OPEN, "open")))
                    .as(said)
                    .isGreaterThan(WATCHED);
        }
    }

    private static Instant first(List<JournalEntry> journal, Kind kind, String begins) {
        return journal.stream()
                .filter(entry -> entry.kind() == kind && entry.what().startsWith(begins))
                .map(JournalEntry::at)
                .findFirst()
                .orElseThrow();
    }

    private static List<JournalEntry> journal(Settings settings) {
        return new Journals(
                        settings.reports()
                                .resolve("recoveries")
                                .resolve(History.nameOf(settings.endpoints().api())),
                        Clock.systemUTC())
                .last()
                .orElseThrow()
                .entries();
    }
}
