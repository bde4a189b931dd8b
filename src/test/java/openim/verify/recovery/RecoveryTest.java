package openim.verify.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.diagnosis.Seen;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.Verifier.Strict;
import openim.verify.recovery.act.Outcome;
import openim.verify.recovery.act.Preflight;
import openim.verify.recovery.act.PreflightFinding;
import openim.verify.recovery.record.Budget;
import openim.verify.recovery.record.Incident;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.recovery.record.JournalEntry;
import openim.verify.recovery.record.Source;
import openim.verify.runbook.Branch;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.runbook.TheRunbook;
import openim.verify.runbook.Window;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {

    private static final Fix START_REDIS = Fix.StartComponents.of(Part.REDIS);
    private static final Fix RESTART = new Fix.RestartServer(Server.OPENIM);

    private static final Allowances ALL = new Allowances(true, true, false);

    private final Scripted deployment = new Scripted();
    private final List<Fix> run = new ArrayList<>();
    private final Map<Fix, Runnable> effects = new HashMap<>();
    private final Map<Fix, Outcome> outcomes = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private Supplier<Preflight> preflight = () -> new Preflight(List.of(new PreflightFinding.Proven("it is the same")));
    private Map<Part, Start> starts = Map.of(Part.REDIS, new Start.ByCompose());

    @TempDir
    Path directory;

    @Test
    void whatIsHealthyIsLeftAloneAndGoesToTheGate() {
        RecoveryResult ending = recover(ALL, List.of());

        assertThat(ending.exitStatus()).isZero();
        assertThat(ending.word()).isEqualTo("open");
        assertThat(run).isEmpty();
    }

    @Test
    void withoutApplyThePlanIsPrintedAndNothingIsDone() {
        deployment.redFrom(0, "component.redis", "probe.auth");

        RecoveryResult ending = recover(new Allowances(false, false, false), List.of(startRedis()));

        assertThat(run).isEmpty();
        assertThat(ending.exitStatus()).isEqualTo(1);
        assertThat(ending.next()).contains("openim-verify recover --apply");
        assertThat(said).anyMatch(line -> line.contains("docker compose up -d --no-recreate --no-deps redis"));
    }

    @Test
    void aFixThatHelpsEndsInTheWindowAndNothingIsRestarted() {
        deployment.redFrom(0, "component.redis", "probe.auth");
        effects.put(START_REDIS, () -> deployment.redNow());

        RecoveryResult ending = recover(ALL, List.of(startRedis()));

        assertThat(run).containsExactly(START_REDIS);
        assertThat(ending.word()).isEqualTo("recovered");
        assertThat(ending.exitStatus()).isZero();
    }

    @Test
    void theWaitEndsAsSoonAsThereIsProof() {
        deployment.redFrom(0, "probe.auth").redFrom(9);

        recover(ALL, List.of(startRedis()));

        assertThat(run).containsExactly(START_REDIS);
        assertThat(deployment.looks()).contains("smoke@9").doesNotContain("smoke@30");
    }

    @Test
    void whoIsStillRedWhenTheWindowEndsTakesItsBranch() {
        deployment.redFrom(0, "probe.auth");
        effects.put(RESTART, () -> deployment.redNow());

        RecoveryResult ending = recover(ALL, List.of(startRedis()));

        assertThat(run).containsExactly(START_REDIS, RESTART);
        assertThat(ending.word()).isEqualTo("recovered");
        assertThat(deployment.looks().indexOf("smoke@61")).isNotNegative();
    }

    @Test
    void greenThatProvesNothingYetIsNotBelieved() {
        deployment.redFrom(0, "component.etcd");
        Fix startEtcd = Fix.StartComponents.of(Part.ETCD);
        starts = Map.of(Part.ETCD, new Start.ByCompose());
        effects.put(startEtcd, () -> deployment.redNow());
        Step step =
                step(startEtcd, Part.ETCD, new Window(seconds(90), seconds(120), false), "component.etcd", List.of());

        recover(ALL, List.of(step));

        assertThat(deployment.looks().stream()
                        .filter(look -> look.startsWith("smoke@"))
                        .map(look -> Long.valueOf(look.substring(6))))
                .anyMatch(second -> second >= 90);
        assertThat(run).containsExactly(startEtcd);
    }

    @Test
    void aRestartThatIsNotAllowedIsForAPerson() {
        deployment.redFrom(0, "process.server");

        RecoveryResult ending = recover(new Allowances(true, false, false), List.of(restart()));

        assertThat(run).isEmpty();
        assertThat(ending.exitStatus()).isEqualTo(4);
        assertThat(ending.sentence()).contains("--allow-restart").contains("17");
        assertThat(ending.bundle().orElseThrow().resolve("why.txt")).exists();
    }

    @Test
    void whatIsRefusedBeforeIsNotTouched() {
        deployment.redFrom(0, "process.server");
        preflight = () -> new Preflight(List.of(new PreflightFinding.Refused("another directory's process answers")));

        RecoveryResult ending = recover(ALL, List.of(restart()));

        assertThat(run).isEmpty();
        assertThat(ending.exitStatus()).isEqualTo(4);
        assertThat(ending.sentence()).startsWith("refused: ").contains("another directory's");
    }

    @Test
    void aFixThatNeverHelpsEndsWithAPerson() {
        deployment.redFrom(0, "process.server");

        RecoveryResult ending = recover(ALL, List.of(restart()));

        assertThat(run).containsExactly(RESTART, RESTART);
        assertThat(ending.exitStatus()).isEqualTo(4);
        assertThat(ending.sentence()).contains("attempts");
    }

    @Test
    void moreRoundsThanThreeThereAreNot() {
        deployment.redFrom(0, "process.server");

        RecoveryResult ending = recover(ALL, List.of(restart()), 100);

        assertThat(run).hasSize(3);
        assertThat(ending.exitStatus()).isEqualTo(4);
        assertThat(ending.sentence()).contains("after 3 rounds");
    }

    @Test
    void whatWasWellAndIsRestartedTooHasTimeToSettle() {
        deployment.redFrom(0, "process.server");
        effects.put(RESTART, () -> {
            deployment.redNow("message.pushed");
            deployment.redFrom(deployment.now().getEpochSecond() - Scripted.BEGINNING.getEpochSecond() + 6);
        });

        RecoveryResult ending = recover(ALL, List.of(restart()));

        assertThat(run).containsExactly(RESTART);
        assertThat(ending.word()).isEqualTo("recovered");
    }

    @Test
    void whatComesBackAndDiesAgainIsNeverRecovered() {
        deployment.redFrom(0, "process.server");
        effects.put(RESTART, () -> {
            deployment.redNow();
            deployment.redFrom(
                    deployment.now().getEpochSecond() - Scripted.BEGINNING.getEpochSecond() + 15, "process.server");
        });

        RecoveryResult ending = recover(ALL, List.of(restart()), 100);

        assertThat(ending.exitStatus()).isEqualTo(1);
        assertThat(ending.word()).isEqualTo("flapping");
    }

    @Test
    void anOutcomeThatNeedsAPersonEndsIt() {
        deployment.redFrom(0, "process.server");
        outcomes.put(RESTART, new Outcome.NeedsPerson("these hang: openim-push"));

        RecoveryResult ending = recover(ALL, List.of(restart()));

        assertThat(run).containsExactly(RESTART);
        assertThat(ending.exitStatus()).isEqualTo(4);
        assertThat(ending.sentence()).contains("openim-push");
    }

    @Test
    void nothingWaitsForWhatACommandThatEndedBadlyWasToDo() {
        deployment.redFrom(0, "component.redis", "probe.auth");
        outcomes.put(START_REDIS, new Outcome.EndedBadly("start-redis ended with exit status 3"));

        RecoveryResult ending = recover(ALL, List.of(startRedis()));

        assertThat(run).containsExactly(START_REDIS, START_REDIS);
        assertThat(said).anyMatch(line -> line.contains("exit status 3"));
        assertThat(deployment.looks()).containsExactly("smoke@0", "smoke@1", "smoke@2");
        assertThat(ending.exitStatus()).isEqualTo(4);
    }

    @Test
    void whatOnlyAPersonCanDoIsSaid() {
        deployment.redFrom(0, "component.redis");
        ForPerson task = new ForPerson("Redis is dead", "it has no container here", List.of("systemctl start redis"));
        Planning planning = seen -> new Plan(site(), List.of(), List.of(), List.of(task));

        RecoveryResult ending = recover(ALL, planning, 2);

        assertThat(ending.exitStatus()).isEqualTo(4);
        assertThat(ending.sentence()).contains("Redis is dead").contains("no container");
    }

    @Test
    void afterAComponentWasStartedByCommandTheIdentityComesBeforeAnyRestart() {
        deployment.redFrom(0, "component.redis", "process.server", "deployment.identity");
        starts = Map.of(Part.REDIS, Start.ByCommand.starting(List.of("/bin/start-redis")));
        effects.put(START_REDIS, () -> deployment.redNow("process.server", "deployment.identity"));

        RecoveryResult ending =
                recover(ALL, List.of(step(START_REDIS, Part.REDIS, window(), "component.redis", List.of()), restart()));

        assertThat(run).containsExactly(START_REDIS);
        assertThat(ending.exitStatus()).isEqualTo(4);
        assertThat(ending.sentence()).contains("deployment.identity");
    }

    @Test
    void theNextStepBeginsWhenItsOwnIsGreenAndNotWhenTheWindowEnds() {
        deployment.redFrom(0, "component.redis", "probe.auth", "process.server", "message.pushed");
        effects.put(START_REDIS, () -> deployment.redNow("process.server", "message.pushed"));
        List<Instant> restarted = new ArrayList<>();
        effects.put(RESTART, () -> {
            restarted.add(deployment.now());
            deployment.redNow();
        });
        Planner planner = new Planner(TheRunbook.read(), site(), false);
        Planning planning =
                seen -> planner.plan(Diagnosis.of(TheRunbook.read(), Installation.SOURCE, worded(seen.observations())));

        RecoveryResult ending = recover(ALL, planning, 2);

        assertThat(run).containsExactly(START_REDIS, RESTART);
        assertThat(restarted)
                .as("message.pushed is the other cause's, and was not waited for")
                .allMatch(at -> at.isBefore(Scripted.BEGINNING.plusSeconds(5)));
        assertThat(ending.word()).isEqualTo("recovered");
    }

    /** As the checks would say it. */
    private static List<Observation> worded(List<Observation> seen) {
        return seen.stream()
                .map(each -> each.verdict().isUnhealthy() ? worded(each) : each)
                .toList();
    }

    private static Observation worded(Observation red) {
        return switch (red.check().value()) {
            case "component.redis" -> Seen.unreachable("component.redis", "refused");
            case "process.server" -> Seen.said("process.server", "mage check: openim-push 0 of 8");
            default -> red;
        };
    }

    @Test
    void aStepThatIsNotNeededAnyMoreIsNotTaken() {
        deployment.redFrom(0, "component.redis", "process.server");
        effects.put(START_REDIS, () -> deployment.redNow());

        recover(ALL, List.of(startRedis(), restart()));

        assertThat(run).containsExactly(START_REDIS);
    }

    @Test
    void firstRedStepsAndFirstGreenAreInTheJournal() {
        deployment.redFrom(0, "component.redis");
        effects.put(START_REDIS, () -> deployment.redNow());

        recover(ALL, List.of(startRedis()));

        List<JournalEntry> entries =
                new Journals(directory, Clock.systemUTC()).last().orElseThrow().entries();
        assertThat(entries)
                .extracting(JournalEntry::kind)
                .containsSubsequence(
                        JournalEntry.Kind.RED,
                        JournalEntry.Kind.PLANNED,
                        JournalEntry.Kind.STEP_BEGAN,
                        JournalEntry.Kind.STEP_ENDED,
                        JournalEntry.Kind.GREEN,
                        JournalEntry.Kind.STABLE,
                        JournalEntry.Kind.OPEN);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Window window() {
        return new Window(seconds(30), seconds(60), true);
    }

    private static Step startRedis() {
        Branch branch = new Branch(
                "authentication is still abnormal",
                Set.of(new CheckId("probe.auth")),
                Set.of(Installation.SOURCE),
                Server.OPENIM);
        return step(START_REDIS, Part.REDIS, window(), "probe.auth", List.of(branch));
    }

    private static Step restart() {
        return step(RESTART, Part.OPENIM_PUSH, new Window(seconds(0), seconds(10), true), "process.server", List.of());
    }

    private static Step step(Fix fix, Part part, Window window, String verify, List<Branch> otherwise) {
        return new Step(
                fix,
                Set.of(part),
                "a section",
                part.title() + " is dead",
                Set.of(),
                window,
                Set.of("smoke"),
                Set.of(new CheckId(verify)),
                otherwise,
                List.of());
    }

    private Site site() {
        return new Site(
                Installation.SOURCE,
                Optional.of(Path.of("/opt/open-im-server")),
                Optional.of(Path.of("/opt/chat")),
                Optional.empty(),
                "127.0.0.1",
                starts);
    }

    private RecoveryResult recover(Allowances allowances, List<Step> steps) {
        return recover(allowances, steps, 2);
    }

    private RecoveryResult recover(Allowances allowances, List<Step> steps, int attempts) {
        return recover(allowances, seen -> new Plan(site(), List.of(), steps, List.of()), attempts);
    }

    private RecoveryResult recover(Allowances allowances, Planning planning, int attempts) {
        Suite smoke = Strict.of(Suites.SMOKE, Installation.SOURCE);
        Suite full = new Suite("full", smoke.required(), smoke.optional());
        Map<String, Suite> suites = new LinkedHashMap<>(Map.of("smoke", smoke, "full", full));
        try (Journal journal = new Journals(directory, Clock.systemUTC()).begin(text -> text)) {
            journal.note(JournalEntry.Kind.BEGAN, "recover");
            Looks looks = new Looks(deployment, suites, deployment, journal);
            Budget budget =
                    new Budget(directory.resolve("attempts"), attempts, Duration.ofMinutes(30), Clock.systemUTC());
            StepRunner taking = new StepRunner(this::fix, looks, budget, () -> "17", allowances, journal, said::add);
            Gate gate = new Gate(
                    deployment,
                    full,
                    smoke,
                    new ObservationSchedule(List.of(seconds(3), seconds(10), seconds(30)), seconds(90)),
                    ToldTokens.allDelivered(),
                    deployment,
                    journal,
                    Optional.empty());
            Incident incident = new Incident(
                    directory,
                    List.of(new Source("journal.jsonl", () -> Files.readString(journal.file()))),
                    text -> text,
                    text -> false,
                    Clock.systemUTC());
            return new Recovery(
                            new Recovery.Site(
                                    looks,
                                    planning,
                                    taking,
                                    preflight,
                                    gate,
                                    Optional::empty,
                                    incident,
                                    journal,
                                    said::add,
                                    "openim-verify"),
                            allowances)
                    .run();
        }
    }

    private Outcome fix(Fix fix, boolean beyondRunbook) {
        run.add(fix);
        effects.getOrDefault(fix, () -> {}).run();
        return outcomes.getOrDefault(fix, new Outcome.Done("done"));
    }
}
