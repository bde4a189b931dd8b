package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.app.site.RunbookPlanning;
import openim.verify.app.site.RunbookPlanning.Explaining;
import openim.verify.config.ProgramCall;
import openim.verify.recovery.Plan;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.suite.Explanation;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.Test;

class ExplainingTest {

    private static final Site SITE = new Site(
            Installation.SOURCE,
            Optional.of(Path.of("/srv/open-im-server")),
            Optional.of(Path.of("/srv/chat")),
            Optional.empty(),
            "im.example.org",
            Map.of(Part.REDIS, new Start.ByCompose()));

    private static final Site ELSEWHERE = new Site(
            Installation.SOURCE, Optional.empty(), Optional.empty(), Optional.empty(), "im.example.org", Map.of());

    private static final String PUSH_IS_GONE = "mage check: openim-push 0 of 8";

    private static Explanation explained(Site site, Observation... seen) {
        return explaining(site).explained(run(seen), Optional.empty()).explanation();
    }

    private static Explaining explaining(Site site) {
        return new Explaining(() -> site, true, ProgramCall.PLAIN);
    }

    private static Run run(Observation... seen) {
        Set<CheckId> checks =
                Set.copyOf(Arrays.stream(seen).map(Observation::check).toList());
        return Run.judged(
                "run",
                new Suite("smoke", checks, Set.of()),
                new Subject("http://im.example.org:10002", "source", false),
                Instant.EPOCH,
                Duration.ofSeconds(4),
                List.of(seen));
    }

    private static Observation red(String check, String summary, Evidence... evidence) {
        return seen(check, new Verdict.Unhealthy(summary), evidence);
    }

    private static Observation green(String check) {
        return seen(check, new Verdict.Healthy("well"));
    }

    private static Observation seen(String check, Verdict verdict, Evidence... evidence) {
        return new Observation(
                new CheckId(check), verdict, List.of(), Instant.EPOCH, Duration.ofMillis(3), List.of(evidence));
    }

    private static Observation[] withComponents(Observation... others) {
        return Stream.concat(
                        Stream.of("mongo", "redis", "kafka", "etcd", "minio").map(name -> green("component." + name)),
                        Stream.of(others))
                .toArray(Observation[]::new);
    }

    @Test
    void aDeadPushIsNotTakenForEtcdThoughItsRegistrationIsGone() {
        Run run = explaining(SITE)
                .explained(
                        run(withComponents(
                                red("component.etcd-registrations", "openim/push-rpc-service is not registered"),
                                red("process.server", PUSH_IS_GONE),
                                red("message.pushed", "no push came within 5 s"))),
                        Optional.empty());

        assertThat(run.explanation().words()).isEqualTo("openim-push is dead");
        assertThat(run.firstCause().orElseThrow().check().value()).isEqualTo("process.server");
        assertThat(run.verdict().summary()).isEqualTo("openim-push is dead (process.server: " + PUSH_IS_GONE + ")");
        assertThat(run.explanation().next().orElseThrow().command())
                .startsWith("cd /srv/open-im-server && mage stop && ")
                .contains("mage start");
    }

    @Test
    void whatASmokeWouldDoFirstIsWhatARecoveryWouldDoFirst() {
        Run run = run(red("component.redis", "Redis refuses", Evidence.of(Evidence.FAILURE, "refused")));
        Plan plan = RunbookPlanning.at(SITE, false, ProgramCall.PLAIN).plan(run);

        Explanation explanation =
                explaining(SITE).explained(run, Optional.empty()).explanation();

        assertThat(plan.causes().get(0)).hasToString(explanation.words());
        assertThat(explanation.next().orElseThrow().command())
                .isEqualTo("cd /srv/open-im-server && docker compose up -d --no-recreate --no-deps redis")
                .contains(plan.steps().get(0).commands(SITE).get(0).typed());
    }

    @Test
    void noServerIsToldToBeRestartedWhileAComponentIsNotSeenToBeWell() {
        Explanation explanation = explained(SITE, red("process.server", PUSH_IS_GONE));

        assertThat(explanation.words()).isEqualTo("openim-push is dead");
        assertThat(explanation.next().orElseThrow().sentence()).contains("once every component is seen to be well");
        assertThat(explanation.next().orElseThrow().command())
                .isEqualTo("cd /srv/open-im-server && docker compose ps -a");
    }

    @Test
    void fromAnotherHostNothingIsTypedInADirectoryOfThisOne() {
        Explanation explanation =
                explained(ELSEWHERE, red("probe.admin", "refused", Evidence.of(Evidence.FAILURE, "refused")));

        assertThat(explanation.words()).startsWith("probably admin-api is dead");
        assertThat(explanation.next().orElseThrow().command())
                .isEqualTo("ssh im.example.org 'cd open-im-server && docker compose ps -a'");
    }

    @Test
    void whatTheRunbookDoesNotKnowIsLeftToTheCatalogue() {
        Run run = explaining(SITE).explained(run(red("message.refused", "another's name was taken")), Optional.empty());

        assertThat(run.explanation().reasons()).isEmpty();
        assertThat(run.verdict().summary()).isEqualTo("message.refused: another's name was taken");
        assertThat(run.firstCause().orElseThrow().check().value()).isEqualTo("message.refused");
    }

    @Test
    void whereThisMachineWasTooBusyToTellWhatHangsNothingIsRestartedBeforeAnotherLook() {
        Run run = run(withComponents(red("process.server", "stand still: openim-push (pid 7, in disk sleep)")));

        Explanation busy = explaining(SITE)
                .explained(run, Optional.of("this machine has too much to do"))
                .explanation();

        assertThat(busy.next().orElseThrow().sentence())
                .contains("again when it is quieter, before anything is restarted");
        assertThat(busy.steps()).hasSizeGreaterThan(1);
        assertThat(explaining(SITE)
                        .explained(run, Optional.empty())
                        .explanation()
                        .next()
                        .orElseThrow()
                        .sentence())
                .doesNotContain("quieter");
    }

    @Test
    void aGreenRunIsNotExplained() {
        Run run = run(green("probe.api"));

        assertThat(new Explaining(
                                () -> {
                                    throw new AssertionError("nobody looks for containers");
                                },
                                true,
                                ProgramCall.PLAIN)
                        .explained(run, Optional.empty()))
                .isSameAs(run);
    }
}
