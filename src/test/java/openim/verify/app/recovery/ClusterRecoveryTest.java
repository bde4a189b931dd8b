package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.app.Wiring;
import openim.verify.app.discovery.HostInputs.SeenCluster;
import openim.verify.app.site.RunbookPlanning;
import openim.verify.app.site.SiteLook;
import openim.verify.client.kubernetes.FakeCluster;
import openim.verify.client.kubernetes.Rollout;
import openim.verify.client.kubernetes.WorkloadParts;
import openim.verify.config.Inputs;
import openim.verify.config.ProgramCall;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.probe.Pods;
import openim.verify.recovery.Plan;
import openim.verify.recovery.PlanText;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.act.CommandTimeouts;
import openim.verify.recovery.act.Executor;
import openim.verify.recovery.act.Outcome;
import openim.verify.recovery.act.SystemView;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Part;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suites;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment in a cluster: what is planned for each fault, and what is done of it, and judged by. */
class ClusterRecoveryTest {

    private static final String PUSH = "push-rpc-server";
    private static final Part THE_PART = Part.OPENIM_PUSH;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private FakeCluster cluster;

    @BeforeEach
    void aClusterInWhichAllIsWell() {
        cluster = FakeCluster.healthy(directory);
        cluster.configMap(
                "openim-config",
                Map.of(
                        "share.yml", "secret: s3cret-of-the-map\n",
                        "openim-api.yml", "api: {ports: [ 10002 ]}\n",
                        "openim-msggateway.yml", "longConnSvr: {ports: [ 10001 ]}\n",
                        "discovery.yml", "enable: kubernetes\n"));
        cluster.service("openim-api-service", "openim-api", 10_002, 10_002);
        cluster.service("messagegateway-rpc-service", "messagegateway-rpc-server", 10_001, 10_001);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void aCrashingPartIsRestartedByTheRolloutOfItsDeploymentAlone() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.crashing(2, "Error")));

        Plan plan = plan(false);

        assertThat(plan.causes()).singleElement().hasToString("openim-push is dead");
        assertThat(plan.steps()).singleElement().satisfies(step -> {
            assertThat(step.fix()).isEqualTo(new Fix.RestartDeployments(Server.OPENIM, Set.of(THE_PART)));
            assertThat(step.needsAllowRestart()).isTrue();
            assertThat(step.window().toString()).startsWith("30 to 60 s");
        });
        assertThat(PlanText.lines(plan, 120))
                .contains("    kubectl rollout restart deployment/push-rpc-server -n openim")
                .noneMatch(line -> line.contains("mage") || line.contains("docker") || line.contains("ssh"));
    }

    /** An API that does not answer may be all of OpenIMServer; the pods of the others are seen to be well. */
    @Test
    void whatMayBeTheWholeServerRestartsNoDeploymentThatIsWell() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.crashing(2, "Error")));

        Plan plan = plan(
                false,
                refused("probe.api", "http://127.0.0.1:9 refuses connections"),
                refused("probe.auth", "http://127.0.0.1:9 refuses connections"));

        assertThat(plan.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.fix())
                        .isEqualTo(new Fix.RestartDeployments(Server.OPENIM, Set.of(Part.OPENIM_API, THE_PART))));
    }

    @Test
    void aPartThatIsNotReadyHasItsPodDeletedBeyondTheRunbookAlone() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.unready()));

        assertThat(plan(false).steps()).isEmpty();
        assertThat(plan(false).forPerson())
                .singleElement()
                .satisfies(task -> assertThat(task.sentence()).contains("kubectl delete pod"));
        assertThat(plan(true).steps())
                .singleElement()
                .satisfies(
                        step -> assertThat(step.fix()).isEqualTo(new Fix.DeletePods(Server.OPENIM, Set.of(THE_PART))));
        assertThat(PlanText.lines(plan(true), 120)).contains("    kubectl delete pod push-x -n openim");
    }

    @Test
    void whatNoRestartHelpsIsLeftForAPersonWithWhatHelps() {
        assertThat(person(FakeCluster.crashing(137, "OOMKilled"))).contains("resources.limits.memory");
        assertThat(person(FakeCluster.waiting("ImagePullBackOff", "not found"))).contains("its image cannot be had");
        assertThat(person(FakeCluster.waiting("CreateContainerConfigError", "secret not found")))
                .contains("the config map or the secret that it names");
    }

    @Test
    void aPodWithoutANodeIsLeftForAPerson() {
        cluster.ill(
                PUSH,
                new PodBuilder(FakeCluster.pod("push-x", PUSH, "Pending", false))
                        .editStatus()
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withMessage("0/3 nodes are available")
                        .endCondition()
                        .endStatus()
                        .build());

        assertThat(plan(true).steps()).isEmpty();
        assertThat(plan(true).forPerson().get(0).sentence()).contains("no node takes its pod");
    }

    @Test
    void aDeploymentThatIsMissingIsNotMadeAnew() {
        cluster.arrange(client ->
                client.apps().deployments().inNamespace("openim").withName(PUSH).delete());

        Plan plan = plan(true);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.forPerson().get(0).sentence()).contains("apply its manifest again");
        assertThat(plan.forPerson().get(0).commands()).containsExactly("kubectl get pods -o wide -n openim");
    }

    @Test
    void aRolloutIsJudgedByTheNewPodsThatAreReady() {
        cluster.afterwards("patch deployments.apps " + PUSH, this::replaced);

        Outcome outcome = run(new Fix.RestartDeployments(Server.OPENIM, Set.of(THE_PART)), well());

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(outcome.sentence())
                .isEqualTo(
                        "the Deployments push-rpc-server were restarted, and as many new pods as are wanted are ready");
        assertThat(cluster.asked()).contains("patch deployments.apps").doesNotContain("delete pods");
    }

    @Test
    void aRolloutThatIsAcceptedAndLeavesTheOldPodsHasFailed() {
        Outcome outcome = run(new Fix.RestartDeployments(Server.OPENIM, Set.of(THE_PART)), well());

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.sentence())
                .contains("not enough new pods are ready after 3 s: push-rpc-server (2 of 2 ready)");
    }

    @Test
    void theDocumentsRestartOfAServerIsTheRolloutOfAllThatBelongs() {
        assertThat(new Fix.RestartServer(Server.OPENIM).commands(site()))
                .hasSize(12)
                .allSatisfy(command -> assertThat(command.typed()).startsWith("kubectl rollout restart deployment/"));
        assertThat(new Fix.RestartServer(Server.CHAT).commands(site())).isEmpty();
    }

    @Test
    void aPodThatHangsIsDeletedAndTheNewOneJudged() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.unready()));
        cluster.afterwards("delete pods push-x", () -> cluster.ready("push-rpc-server-9", PUSH));

        Outcome outcome = run(new Fix.DeletePods(Server.OPENIM, Set.of(THE_PART)), well());

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(cluster.asked()).contains("delete pods").doesNotContain("patch deployments.apps");
    }

    @Test
    void nothingIsRestartedWhileAComponentHasNotBeenSeenToAnswer() {
        Outcome unwell = run(
                new Fix.RestartDeployments(Server.OPENIM, Set.of(THE_PART)),
                part -> part == Part.REDIS
                        ? new SystemView.Health.Unknown("redis-service is found inside only")
                        : new SystemView.Health.Well());

        assertThat(unwell).isInstanceOf(Outcome.NeedsPerson.class);
        assertThat(unwell.sentence())
                .contains("nobody can tell from here whether Redis is well", "so nothing was stopped");
        onlyReads();
    }

    /** Where services find each other by the cluster there is no etcd to wait for. */
    @Test
    void etcdIsNotAskedWhereTheClusterTakesItsPlace() {
        cluster.afterwards("patch deployments.apps " + PUSH, this::replaced);

        Outcome outcome = run(
                new Fix.RestartDeployments(Server.OPENIM, Set.of(THE_PART)),
                part -> part == Part.ETCD
                        ? new SystemView.Health.Unknown("there is none")
                        : new SystemView.Health.Well());

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void nothingElseIsEverRestarted() {
        Rollout rollout = new Rollout(cluster.where(), Duration.ofSeconds(20), Set.of(PUSH));

        assertThatIllegalArgumentException().isThrownBy(() -> rollout.restart("somebody-elses"));
        assertThat(cluster.asked()).isEmpty();
    }

    @Test
    void withoutApplyNothingButReadsIsAskedOfTheCluster() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.crashing(2, "Error")));

        RecoveryResult ending = harness().recover(new Allowances(false, true, true));

        assertThat(ending.exitStatus()).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("kubectl rollout restart deployment/push-rpc-server -n openim");
        onlyReads();
    }

    @Test
    void anAddressThatBelongsToNoServiceOfTheNamespaceIsNotRepairedBehind() {
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Running", false, FakeCluster.crashing(2, "Error")));

        RecoveryResult ending = harness().recover(new Allowances(true, true, true));

        assertThat(ending.exitStatus()).isEqualTo(RecoveryResult.PERSON_NEEDED);
        assertThat(ending.sentence())
                .startsWith("refused: http://127.0.0.1:9 belongs to no service of the namespace openim");
        onlyReads();
    }

    private void onlyReads() {
        assertThat(cluster.asked())
                .isNotEmpty()
                .allMatch(asked -> asked.startsWith("get ") || asked.startsWith("list "));
    }

    private void replaced() {
        for (String name : cluster.names(PUSH, 2)) {
            cluster.ready(name, PUSH);
        }
        cluster.remove(PUSH + "-1");
        cluster.remove(PUSH + "-2");
    }

    private String person(ContainerStatus status) {
        cluster.remove("push-x");
        cluster.ill(PUSH, FakeCluster.pod("push-x", PUSH, "Pending", false, status));
        Plan plan = plan(true);
        assertThat(plan.steps()).isEmpty();
        return plan.forPerson().get(0).sentence();
    }

    private Plan plan(boolean beyondRunbook, Observation... more) {
        return RunbookPlanning.at(site(), beyondRunbook, ProgramCall.PLAIN).plan(seen(more));
    }

    private static Observation refused(String check, String words) {
        return new Observation(
                new CheckId(check),
                new Verdict.Unhealthy(words),
                List.of(),
                Instant.EPOCH,
                Duration.ZERO,
                List.of(Evidence.of(Evidence.FAILURE, "refused")));
    }

    /** What the pods show, beside components that are well. */
    private Run seen(Observation... more) {
        List<Observation> seen = new ArrayList<>(List.of(more));
        Stream.of("mongo", "redis", "kafka", "minio")
                .forEach(name -> seen.add(observation("component." + name, new Verdict.Healthy("well"))));
        try {
            seen.add(observation(
                    "process.server",
                    new Verdict.Healthy(new Pods(cluster.namespace(), new WorkloadParts(Map.of())).ofServer())));
        } catch (BrokenPromise broken) {
            seen.add(new Observation(
                    new CheckId("process.server"),
                    new Verdict.Unhealthy(String.valueOf(broken.getMessage())),
                    List.of(),
                    Instant.EPOCH,
                    Duration.ZERO,
                    broken.evidence()));
        }
        return Run.judged(
                "run", Suites.SMOKE, new Subject("http://x", "kubernetes", false), Instant.EPOCH, Duration.ZERO, seen);
    }

    private static Observation observation(String check, Verdict verdict) {
        return new Observation(new CheckId(check), verdict, List.of(), Instant.EPOCH, Duration.ZERO, List.of());
    }

    private Outcome run(Fix fix, Function<Part, SystemView.Health> components) {
        Duration patient = Duration.ofSeconds(20);
        Deployment openim = Wiring.forSettings(settings());
        Site site = SiteLook.at(openim);
        try (var journal = new Journals(directory.resolve("journals"), Clock.systemUTC()).begin(text -> text)) {
            return new Executor(
                            site,
                            new LocalTooling(settings().tools(), Map.of()),
                            new ComponentSight(components, project -> List.of()),
                            new DeploymentView(openim).controllers(site),
                            journal,
                            directory.resolve("outputs"),
                            new CommandTimeouts(patient, patient, patient, patient, Duration.ofSeconds(3)))
                    .run(fix, true);
        }
    }

    private static Function<Part, SystemView.Health> well() {
        return part -> new SystemView.Health.Well();
    }

    private Site site() {
        return SiteLook.at(Wiring.forSettings(settings()));
    }

    private RecoverySession harness() {
        return new RecoverySession(
                settings(),
                false,
                new Terminal(new PrintStream(output, true, StandardCharsets.UTF_8), 200, false, Redactor.of(List.of())),
                true);
    }

    private Settings settings() {
        Map<String, String> given = new HashMap<>();
        given.put("openim.kubernetes.namespace", FakeCluster.NAMESPACE);
        given.put("openim.kubernetes.kubeconfig", cluster.kubeconfig().toString());
        given.put("openim.api.url", "http://127.0.0.1:9");
        given.put("openim.gateway.url", "ws://127.0.0.1:9");
        return SettingsLoader.load(Inputs.in(directory).withCommandLine(given).withCluster(new SeenCluster()));
    }
}
