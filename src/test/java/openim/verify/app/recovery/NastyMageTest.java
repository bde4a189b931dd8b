package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.host.RunningProcess;
import openim.verify.host.RunningStarts;
import openim.verify.recovery.act.Executor;
import openim.verify.recovery.act.Outcome;
import openim.verify.recovery.act.SystemView;
import openim.verify.recovery.act.ToolCall;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restart by a real {@code mage}, in all the ways in which that goes wrong. */
@Timeout(240)
class NastyMageTest {

    private static final Fix RESTART = new Fix.RestartServer(Server.OPENIM);

    private static final Fix KILL = new Fix.KillSurvivor(Server.OPENIM, Set.of(Part.OPENIM_PUSH));

    @TempDir
    Path directory;

    @Test
    void aRestartStopsThenStartsAndEverythingRunsAnew() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();
            List<Long> before = pids(checkout);

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(checkout.called().subList(0, 3)).contains("check", "stop");
            assertThat(checkout.called()).containsSubsequence("check", "stop", "start", "check");
            assertThat(pids(checkout)).hasSize(2).doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void exitStatusZeroWithNothingStartedIsFailed() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory, "kill $pid", "echo done; exit 0")) {
            checkout.begin();

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.sentence()).contains("exit status 0").contains("openim-push 0 of 1");
        }
    }

    @Test
    void aStartThatWaitsForEverIsEndedAndStartsNothingLater() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory, "kill $pid", "sleep 300; begin")) {
            checkout.begin();

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.sentence()).contains("ended at its deadline");
            assertThat(RunningStarts.in(checkout.directory())).isEmpty();
            assertThat(checkout.processes()).isEmpty();
        }
    }

    @Test
    void aStartThatNeverReturnsIsEndedAloneAndWhatItStartedLives() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory, "kill $pid", "begin; sleep 300")) {
            checkout.begin();

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(checkout.processes()).hasSize(2);
            assertThat(RunningStarts.in(checkout.directory())).isEmpty();
        }
    }

    @Test
    void aCheckThatCannotBeReadLeavesNoStoppedServerStopped() throws Exception {
        String untilTheServerIsBack = "grep -q stop called && [ $(grep -c check called) -lt 4 ] && exit 0";
        try (MageCheckout checkout = MageCheckout.in(directory, "kill $pid", "begin", untilTheServerIsBack)) {
            checkout.begin();

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Done.class);
            assertThat(checkout.processes()).hasSize(2);
        }
    }

    @Test
    void whatRunsAndIsNeverCountedIsLeftToTheSuitesAndNotToAPerson() throws Exception {
        try (MageCheckout checkout =
                MageCheckout.in(directory, "kill $pid", "begin", "grep -q stop called && exit 0")) {
            checkout.begin();

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(outcome.sentence()).contains("nobody counted them");
            assertThat(checkout.processes()).hasSize(2);
        }
    }

    @Test
    void theServicesGetTheEnvironmentBackThatTheyHadAndNobodyElseSeesIt() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin(Map.of(
                    "IMENV_MINIO_EXTERNALADDRESS", "https://files.example.com",
                    "IMENV_SHARE_SECRET", "only-theirs",
                    "HTTPS_PROXY", "http://proxy:3128",
                    "SHLVL", "7"));

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Done.class);
            for (RunningProcess process : checkout.processes()) {
                assertThat(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ"))
                                .split("\0"))
                        .contains(
                                "IMENV_MINIO_EXTERNALADDRESS=https://files.example.com",
                                "IMENV_SHARE_SECRET=only-theirs",
                                "HTTPS_PROXY=http://proxy:3128")
                        .doesNotContain("SHLVL=7");
            }
            assertThat(outcome.sentence()).doesNotContain("only-theirs");
            try (Stream<Path> written = Files.walk(directory)) {
                assertThat(written.filter(Files::isRegularFile).filter(Files::isReadable))
                        .noneMatch(NastyMageTest::holdsTheSecret);
            }
        }
    }

    private static boolean holdsTheSecret(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("only-theirs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void servicesThatDifferInWhatDecidesAreNotStopped() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.start("openim-api", Map.of("IMENV_MONGODB_ADDRESS", "10.0.0.7:27017"));
            checkout.start("openim-push", Map.of());

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
            assertThat(outcome.sentence())
                    .contains("IMENV_MONGODB_ADDRESS")
                    .contains("nothing was stopped")
                    .doesNotContain("10.0.0.7");
            assertThat(checkout.called()).isEmpty();
        }
    }

    @Test
    void aSlowStartIsWaitedFor() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory, "kill $pid", "sleep 3; begin")) {
            checkout.begin();

            assertThat(run(checkout, RESTART)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void withAHungServiceNothingIsStopped() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();
            hang(checkout, "openim-push");

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
            assertThat(outcome.sentence()).contains("openim-push").contains("nothing was stopped");
            assertThat(checkout.called()).isEmpty();
            assertThat(checkout.processes()).hasSize(2);
        }
    }

    @Test
    void beyondTheRunbookTheHungServiceIsEndedBetweenStopAndStart() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();
            hang(checkout, "openim-push");

            Outcome outcome = run(checkout, KILL);

            assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Done.class);
            assertThat(checkout.processes()).hasSize(2).allMatch(p -> p.state() == RunningProcess.State.ALIVE);
        }
    }

    @Test
    void aComponentThatAnswersByNowIsNotRestarted() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();
            Fix again = new Fix.RestartComponent(Part.KAFKA);

            Outcome well = executor(checkout, CheckoutSight.WELL).run(again, true);
            Outcome hung = executor(checkout, part -> new SystemView.Health.Unwell("no answer within 4000 ms"))
                    .run(again, true);

            assertThat(well).isInstanceOf(Outcome.Done.class);
            assertThat(well.sentence()).contains("Kafka answers by now, so nothing was restarted");
            assertThat(hung).isInstanceOf(Outcome.NeedsPerson.class);
        }
    }

    @Test
    void beyondTheRunbookNeedsTheFlag() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();

            Outcome outcome = executor(checkout, CheckoutSight.WELL).run(KILL, false);

            assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
            assertThat(outcome.sentence()).contains("--beyond-runbook");
            assertThat(checkout.called()).isEmpty();
        }
    }

    @Test
    void whatOutlivesTheStopKeepsMageFromBeingStarted() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory, "true", "begin")) {
            checkout.begin();

            Outcome outcome = run(checkout, RESTART);

            assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
            assertThat(outcome.sentence()).contains("left").contains("openim-api");
            assertThat(checkout.called()).doesNotContain("start");
        }
    }

    @Test
    void withAComponentDownNothingIsStopped() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();

            Outcome outcome = executor(
                            checkout,
                            part -> part == Part.KAFKA
                                    ? new SystemView.Health.Unwell("connection refused")
                                    : new SystemView.Health.Well())
                    .run(RESTART, false);

            assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
            assertThat(outcome.sentence()).contains("Kafka").contains("connection refused");
            assertThat(checkout.called()).isEmpty();
        }
    }

    @Test
    void aComponentThatCannotBeLookedAtIsAReasonNotTo() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();

            Outcome outcome = executor(
                            checkout,
                            part -> part == Part.ETCD
                                    ? new SystemView.Health.Unknown("openim.etcd.url is not known")
                                    : new SystemView.Health.Well())
                    .run(RESTART, false);

            assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
            assertThat(checkout.called()).isEmpty();
        }
    }

    @Test
    void aStartThatIsGoingOnKeepsAnotherOneFromBeginning() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory, "kill $pid", "sleep 300")) {
            var tooling = new LocalTooling(CheckoutSight.tools(checkout), System.getenv());
            var going = tooling.start(
                    new ToolCall(checkout.directory(), List.of("mage", "start")), directory.resolve("going.out"));
            try {
                Eventually.within(Deadline.in(Duration.ofSeconds(30)), "the start")
                        .sees(
                                () -> RunningStarts.in(checkout.directory()),
                                Expectation.of(
                                        "goes on",
                                        seen -> seen.isEmpty() ? Judgement.notYet("none") : Judgement.met("seen")));

                Outcome outcome = run(checkout, RESTART);

                assertThat(outcome).isInstanceOf(Outcome.NeedsPerson.class);
                assertThat(outcome.sentence()).contains("still going on");
            } finally {
                going.endAlone();
            }
        }
    }

    @Test
    void whatCannotBeNotedIsNotBegun() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();
            Journal full = journal();
            full.close();

            assertThatThrownBy(
                            () -> executor(checkout, CheckoutSight.WELL, full).run(RESTART, false))
                    .isInstanceOf(UncheckedIOException.class);

            assertThat(checkout.called()).isEmpty();
            assertThat(checkout.processes()).hasSize(2);
        }
    }

    @Test
    void everyCommandIsInTheJournalBeforeItIsRunAndAfter() throws Exception {
        try (MageCheckout checkout = MageCheckout.in(directory)) {
            checkout.begin();
            try (Journal journal = journal()) {
                executor(checkout, CheckoutSight.WELL, journal).run(RESTART, false);

                assertThat(journal.entries())
                        .filteredOn(entry -> entry.kind() == JournalEntry.Kind.STARTED)
                        .extracting(JournalEntry::what)
                        .containsExactly(
                                "mage check in " + checkout.directory(),
                                "mage stop in " + checkout.directory(),
                                "mage start in " + checkout.directory());
                assertThat(journal.entries())
                        .filteredOn(entry -> entry.kind() == JournalEntry.Kind.RAN)
                        .hasSize(3)
                        .anySatisfy(entry -> assertThat(entry.fact("output")).contains("have been stopped"));
            }
        }
    }

    private static void hang(MageCheckout checkout, String binary) throws Exception {
        for (RunningProcess process : checkout.processes()) {
            if (process.name().equals(binary)) {
                new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                        .start()
                        .waitFor();
            }
        }
        Eventually.within(Deadline.in(Duration.ofSeconds(30)), binary)
                .sees(
                        checkout::processes,
                        Expectation.of(
                                "hangs",
                                seen -> seen.stream().anyMatch(p -> p.state() == RunningProcess.State.STOPPED)
                                        ? Judgement.met("hangs")
                                        : Judgement.notYet("runs")));
    }

    private static List<Long> pids(MageCheckout checkout) {
        return checkout.processes().stream().map(RunningProcess::pid).toList();
    }

    private Outcome run(MageCheckout checkout, Fix fix) throws IOException {
        return executor(checkout, CheckoutSight.WELL).run(fix, true);
    }

    private Journal journal() {
        return new Journals(directory.resolve("journals"), Clock.systemUTC()).begin(text -> text);
    }

    private Executor executor(MageCheckout checkout, CheckoutSight.Components components) {
        return executor(checkout, components, journal());
    }

    private Executor executor(MageCheckout checkout, CheckoutSight.Components components, Journal journal) {
        return CheckoutSight.executor(checkout, components, journal, directory.resolve("outputs"));
    }
}
