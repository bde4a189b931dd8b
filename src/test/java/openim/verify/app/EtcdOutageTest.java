package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.config.Settings;
import openim.verify.recovery.Allowances;
import openim.verify.recovery.Ending;
import openim.verify.recovery.journal.Entry;
import openim.verify.recovery.journal.Entry.Kind;
import openim.verify.recovery.journal.Journals;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.target.History;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outage of etcd that shows when it is over. */
@Tag("matrix")
@Timeout(900)
class EtcdOutageTest {

    private static final int WIDTH = 160;

    /** Longer than leases live. */
    private static final Duration OUTAGE = Duration.ofSeconds(80);

    private static final Duration WATCHED = Duration.ofSeconds(90);

    @Test
    void theGateDoesNotOpenBeforeTheLateCollapseAndNothingIsRestartedForIt(@TempDir Path reports) {
        try (RehearsalDeployment own = RehearsalDeployment.start()) {
            Rehearsed rehearsed = Rehearsed.on(own, reports)
                    .with("openim.deadline.tool", "40s")
                    .with("openim.gate.ladder", "1s,2s");
            assertThat(rehearsed.smoke().run().exitStatus()).isZero();
            own.part("etcd").kill();
            Pause.until(Deadline.in(OUTAGE));
            ByteArrayOutputStream output = new ByteArrayOutputStream();

            Ending ending = recover(rehearsed.settings(), output);

            String said = output.toString(StandardCharsets.UTF_8);
            assertThat(ending.word()).as(said).isEqualTo("recovered");
            List<Entry> journal = journal(rehearsed.settings());
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
                    .extracting(Entry::what)
                    .as("the collapse was seen: %s", said)
                    .anyMatch(what -> what.contains("unhealthy"));
            assertThat(Duration.between(back, first(journal, Kind.OPEN, "open")))
                    .as(said)
                    .isGreaterThan(WATCHED);
        }
    }

    private static Instant first(List<Entry> journal, Kind kind, String begins) {
        return journal.stream()
                .filter(entry -> entry.kind() == kind && entry.what().startsWith(begins))
                .map(Entry::at)
                .findFirst()
                .orElseThrow();
    }

    private static List<Entry> journal(Settings settings) {
        return new Journals(
                        settings.reports()
                                .resolve("recoveries")
                                .resolve(History.nameOf(settings.endpoints().api())),
                        Clock.systemUTC())
                .last()
                .orElseThrow()
                .entries();
    }

    private static Ending recover(Settings settings, ByteArrayOutputStream output) {
        Terminal terminal = new Terminal(
                new PrintStream(output, true, StandardCharsets.UTF_8),
                WIDTH,
                false,
                Redactor.of(settings.secrets().reveal()));
        return new Harness(settings, true, terminal, false).recover(new Allowances(true, true, false));
    }
}
