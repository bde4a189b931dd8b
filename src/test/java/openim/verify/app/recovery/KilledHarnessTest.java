package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.AnotherJvm;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.host.RunningStarts;
import openim.verify.recovery.Recovery.Resumption;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry.Kind;
import openim.verify.recovery.record.PastRecovery;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A harness that is killed while its {@code mage start} runs: what it started lives, and the next one sees it to its end. */
@Timeout(180)
class KilledHarnessTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void whatItStartedLivesAndTheNextRunKnowsOfIt() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory, "kill $pid", "sleep 5; begin")) {
            Process harness = AnotherJvm.running(Restarting.class, directory.toString())
                    .inheritIO()
                    .start();
            awaitStart(checkout);
            harness.destroyForcibly().waitFor();

            PastRecovery past = journals(directory).last().orElseThrow();
            assertThat(past.openStep().orElseThrow().what()).isEqualTo("restart OpenIMServer as a whole");
            assertThat(past.openTool().orElseThrow().what()).startsWith("mage start");
            List<String> said = new ArrayList<>();
            try (Journal journal = journals(directory).begin(text -> text)) {
                new Resumption(new LocalTooling(CheckoutSight.tools(checkout), System.getenv()), journal, said::add)
                        .after(past, LONG);
            }

            assertThat(said).anyMatch(line -> line.contains("in the middle of: restart OpenIMServer as a whole"));
            assertThat(RunningStarts.in(checkout.directory())).isEmpty();
            assertThat(checkout.processes()).hasSize(2);
        }
    }

    private static void awaitStart(MageCheckout checkout) {
        Eventually.within(Deadline.in(LONG), "the mage start")
                .sees(
                        () -> RunningStarts.in(checkout.directory()),
                        Expectation.of(
                                "goes on", seen -> seen.isEmpty() ? Judgement.notYet("none") : Judgement.met("seen")));
    }

    private static Journals journals(Path directory) {
        return new Journals(directory.resolve("journals"), Clock.systemUTC());
    }

    /** A harness that restarts the checkout in its directory, until it is killed. */
    static final class Restarting {

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[0]);
            MageCheckout checkout = MageCheckout.at(directory);
            Fix fix = new Fix.RestartServer(Server.OPENIM);
            Journal journal = journals(directory).begin(text -> text);
            journal.note(Kind.STEP_BEGAN, fix.sentence());
            CheckoutSight.executor(checkout, CheckoutSight.WELL, journal, directory.resolve("outputs"))
                    .run(fix, false);
        }
    }
}
