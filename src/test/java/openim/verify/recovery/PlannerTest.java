package openim.verify.recovery;

import static openim.verify.diagnosis.Seen.green;
import static openim.verify.diagnosis.Seen.red;
import static openim.verify.diagnosis.Seen.said;
import static openim.verify.diagnosis.Seen.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.runbook.Branch;
import openim.verify.runbook.CommandLine;
import openim.verify.runbook.Fix;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.Server;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planned for what was seen, by the runbook that comes with the product. */
class PlannerTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    private static final Fix RESTART_OPENIM = new Fix.RestartServer(Server.OPENIM);
    private static final Fix RESTART_CHAT = new Fix.RestartServer(Server.CHAT);

    @Test
    void nothingIsPlannedWhereAllIsWell() {
        Plan plan = plan(green("component.redis"), green("process.server"), green("probe.auth"));

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.causes()).isEmpty();
        assertThat(plan.needsPerson()).isFalse();
    }

    @Test
    void componentsComeFirstThenOpenImServerThenChatServer() {
        Plan plan = plan(
                said("process.chat", "mage check: chat-rpc 0 of 1"),
                said("process.server", "mage check: openim-push 7 of 8, openim-crontask 3 of 4"),
                unreachable("component.redis", "refused"),
                unreachable("component.mongo", "refused"));

        assertThat(fixes(plan))
                .containsExactly(Fix.StartComponents.of(Part.MONGO, Part.REDIS), RESTART_OPENIM, RESTART_CHAT);
        assertThat(plan.forPerson()).isEmpty();
        assertThat(plan.steps().get(1).mends()).containsExactly(Part.OPENIM_PUSH, Part.OPENIM_CRONTASK);
    }

    @Test
    void windowOfSeveralIsLongEnoughForEach() {
        Step step = plan(unreachable("component.mongo", "refused"), unreachable("component.redis", "refused"))
                .steps()
                .get(0);

        assertThat(step.window()).hasToString("30 to 60 s");
        assertThat(step.otherwise())
                .extracting(Branch::restart)
                .containsExactly(Server.OPENIM, Server.OPENIM, Server.CHAT);
        assertThat(step.verify()).contains(new CheckId("deployment.identity"), new CheckId("probe.auth"));
    }

    @Test
    void startNeedsNoLeaveAndARestartDoes() {
        Plan start = plan(unreachable("component.redis", "refused"));
        Plan restart = plan(said("process.server", "mage check: openim-push 0 of 8"));

        assertThat(start.needsAllowRestart()).isFalse();
        assertThat(restart.needsAllowRestart()).isTrue();
        assertThat(restart.steps().get(0).before())
                .extracting(CheckId::value)
                .containsExactly(
                        "component.etcd", "component.kafka", "component.minio", "component.mongo", "component.redis");
    }

    @Test
    void branchIsTakenByWhatIsStillRed() {
        Step mongo = plan(unreachable("component.mongo", "refused")).steps().get(0);

        assertThat(taken(mongo, "probe.chat")).containsExactly(Server.CHAT);
        assertThat(taken(mongo, "probe.chat", "probe.api")).containsExactly(Server.OPENIM, Server.CHAT);
        assertThat(taken(mongo, "probe.gateway")).isEmpty();
    }

    @Test
    void minioTakesTheServersWithItOnlyInDocker() {
        Step minio = plan(unreachable("component.minio", "refused")).steps().get(0);

        assertThat(minio.taken(Installation.SOURCE, ids("probe.api", "probe.chat")))
                .isEmpty();
        assertThat(minio.taken(Installation.DOCKER, ids("probe.api", "probe.chat")))
                .extracting(Branch::restart)
                .containsExactly(Server.OPENIM, Server.CHAT);
    }

    @Test
    void whileEtcdIsDeadItIsStartedAndNothingIsRestarted() {
        Plan plan = plan(unreachable("component.etcd", "refused"), green("process.server"), green("probe.auth"));

        assertThat(fixes(plan)).containsExactly(Fix.StartComponents.of(Part.ETCD));
        assertThat(plan.steps().get(0).window().greenCountsEarly()).isFalse();
        assertThat(plan.steps().get(0).window().notBefore()).hasSeconds(90);
    }

    @Test
    void whileNobodyHereCanStartEtcdNoServerIsRestarted() {
        Site site = Sites.source(Map.of(Part.ETCD, new Start.ByPerson("it runs in another project")));

        Plan plan = plan(
                site,
                false,
                unreachable("component.etcd", "refused"),
                said("process.server", "mage check: openim-push 0 of 8"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.needsPerson()).isTrue();
        assertThat(plan.forPerson().get(0).sentence())
                .contains("restart nothing meanwhile")
                .contains("another project");
        assertThat(plan.forPerson().get(1).sentence()).contains("only when this is mended: etcd is dead");
    }

    @Test
    void registrationsThatFellAwayAreWatchedAndNothingIsTouched() {
        Plan plan = plan(
                green("component.etcd"),
                green("process.server"),
                said("component.etcd-registrations", "not registered in etcd: user-rpc-service, auth-rpc-service"),
                named("probe.auth", "grpc service auth-rpc-service down, grpc message no children to pick from"));

        assertThat(fixes(plan)).containsExactly(new Fix.Observe(Part.ETCD));
        assertThat(plan.steps().get(0).commands(Sites.source())).isEmpty();
        assertThat(plan.steps().get(0).otherwise())
                .extracting(Branch::restart)
                .containsExactly(Server.OPENIM, Server.CHAT);
    }

    @Test
    void redisThatCameBackEmptyHasChatServerRestarted() {
        Plan plan = plan(green("component.redis"), green("probe.auth"), code("chat.login", 1507, "TokenNotExistError"));

        assertThat(fixes(plan)).containsExactly(RESTART_CHAT);
        assertThat(plan.steps().get(0).section()).contains("our row");
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"MONGO", "REDIS", "KAFKA", "ETCD", "MINIO"})
    void hungComponentIsLeftToAPersonUnlessAllowed(Part part) {
        Observation hung = unreachable("component." + part.word(), "no-answer");

        assertThat(plan(hung).steps()).isEmpty();
        assertThat(plan(hung).needsPerson()).isTrue();
        assertThat(fixes(plan(Sites.source(), true, hung))).containsExactly(new Fix.RestartComponent(part));
    }

    @Test
    void hungComponentWithoutContainerIsRestartedByTheCommandOfTheSettingsAndElseByAPerson() {
        Observation hung = unreachable("component.redis", "no-answer");
        Start known = new Start.ByCommand(List.of("start-redis"), List.of("restart-redis"));
        Start unknown = Start.ByCommand.starting(List.of("start-redis"));

        assertThat(fixes(plan(Sites.source(Map.of(Part.REDIS, known)), true, hung)))
                .containsExactly(new Fix.RestartComponent(Part.REDIS));
        assertThat(plan(Sites.source(Map.of(Part.REDIS, unknown)), true, hung)
                        .forPerson()
                        .get(0)
                        .sentence())
                .contains("openim.restart.redis");
    }

    @Test
    void hungProcessIsLeftToAPersonAndNothingIsStopped() {
        Observation hung = said("process.server", "stand still: openim-rpc-group (pid 4711, stopped)");
        Observation dead = said("process.chat", "mage check: chat-rpc 0 of 1");

        Plan plan = plan(hung, dead);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.forPerson()).hasSize(2);
        assertThat(plan.forPerson().get(0).sentence()).contains("--beyond-runbook");
        assertThat(plan.forPerson().get(0).commands())
                .containsExactly("cd /opt/open-im-server && pkill -CONT -f '/openim-rpc-group'");
    }

    @Test
    void processThatHangsUnstoppedIsEndedBetweenStopAndStartByWhoMay() {
        Plan plan = plan(said("process.server", "stand still: openim-rpc-group (pid 4711, in disk sleep)"));

        assertThat(plan.causes().get(0)).hasToString("openim-rpc-group hangs");
        assertThat(plan.forPerson().get(0).commands())
                .containsExactly("cd /opt/open-im-server && mage stop;"
                        + " pkill -KILL -f '^/opt/open-im-server/[^ ]*/openim-rpc-group( |$)';"
                        + " setsid mage start < /dev/null > mage-start.log 2>&1");
    }

    @Test
    void hungProcessIsEndedBetweenStopAndStartWhereThatIsAllowed() {
        Plan plan =
                plan(Sites.source(), true, said("process.server", "stand still: openim-rpc-group (pid 4711, stopped)"));

        assertThat(fixes(plan)).containsExactly(new Fix.KillSurvivor(Server.OPENIM, Set.of(Part.OPENIM_RPC_GROUP)));
        assertThat(plan.steps().get(0).fix().beyondRunbook()).isTrue();
    }

    @Test
    void ofTwoThatCannotBeToldApartWhicheverOutlivesTheStopMayBeEnded() {
        Observation[] seen = {
            unreachable("probe.api", "no-answer"), unreachable("probe.auth", "no-answer"), green("component.redis")
        };

        assertThat(plan(Sites.source(), true, seen).steps().get(0).fix())
                .isEqualTo(new Fix.KillSurvivor(Server.OPENIM, Set.of(Part.OPENIM_API, Part.OPENIM_RPC_AUTH)));
        assertThat(plan(seen).steps()).isEmpty();
    }

    @Test
    void nothingIsRestartedForACauseThatCannotBeToldFromOneThatHangs() {
        Plan plan = plan(red("message.pushed"), green("message.pulled"), green("message.stored"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.forPerson()).singleElement().satisfies(task -> {
            assertThat(task.sentence()).contains("look first").contains("openim-push hangs");
            assertThat(task.commands()).containsExactly("cd /opt/open-im-server && mage check");
        });
    }

    @Test
    void containerMayBeStartedOnSuspicionAndAStartCommandMayNot() {
        Observation[] seen = {unreachable("file.round-trip", "no-answer"), green("probe.third"), green("message.stored")
        };
        Site byCommand = Sites.source(Map.of(Part.MINIO, Start.ByCommand.starting(List.of("start-minio"))));

        assertThat(fixes(plan(seen))).containsExactly(Fix.StartComponents.of(Part.MINIO));
        assertThat(plan(byCommand, false, seen).steps()).isEmpty();
        assertThat(fixes(plan(byCommand, false, unreachable("component.minio", "refused"))))
                .containsExactly(Fix.StartComponents.of(Part.MINIO));
    }

    @Test
    void overALostDatabaseNothingIsRestarted() {
        Plan plan = plan(
                said("deployment.identity", "16 of our 16 accounts are gone"),
                said("process.server", "mage check: openim-push 0 of 8"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.forPerson()).extracting(ForPerson::about).contains("MongoDB lost its data");
    }

    @Test
    void aServerThatItsOwnFilesKeepFromWorkingIsNotRestartedAndTheOtherOneIs() {
        Plan plan = plan(
                said("config.consistent", "share.yml: openIM.secret is another secret than the one from share.yml"),
                said("process.chat", "mage check: chat-api 0 of 1, chat-rpc 0 of 1"),
                said("process.server", "mage check: openim-push 0 of 8"));

        assertThat(fixes(plan)).containsExactly(RESTART_OPENIM);
        assertThat(plan.forPerson())
                .singleElement()
                .satisfies(task -> assertThat(task.sentence()).contains("write OpenIMServer's secret"));
    }

    @Test
    void wrongAddressIsForAPersonAndKeepsNobodyFromARestart() {
        Plan plan = plan(
                said("file.external-address", "clients are sent to http://external_ip:10005, which is the placeholder"),
                said("process.server", "mage check: openim-push 0 of 8"));

        assertThat(fixes(plan)).containsExactly(RESTART_OPENIM);
        assertThat(plan.forPerson())
                .singleElement()
                .satisfies(task -> assertThat(task.sentence()).contains("externalAddress"));
    }

    @Test
    void deadServiceOfAnotherMachineIsPlannedToBeTypedThere() {
        Plan plan = plan(Sites.elsewhere(), false, named("probe.auth", "grpc service auth-rpc-service down, refused"));

        assertThat(fixes(plan)).containsExactly(RESTART_OPENIM);
        assertThat(plan.steps().get(0).commands(plan.site()))
                .allSatisfy(command -> assertThat(command.directory()).isEmpty());
    }

    @Test
    void inDockerTheSameCommandIsForWhatIsDeadAndWhatHangs() {
        Observation unhealthy = said("process.containers", "docker compose ps: openim-server: running, unhealthy");
        Observation unpushed = red("message.pushed", Evidence.of(Evidence.EXPECTED, "receives 4 messages"));

        Plan plan = plan(Sites.docker(), false, unhealthy, unpushed);

        assertThat(plan.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.cannotBeToldFrom())
                        .as("from outside of the container nobody can tell")
                        .isNotEmpty());
        assertThat(fixes(plan)).containsExactly(RESTART_OPENIM);
        assertThat(plan.forPerson()).isEmpty();
    }

    @Test
    void whatStandsStillInItsContainerIsLeftToAPersonInWordsOfDocker() {
        Observation still = said("process.containers", "stand still: openim-server: openim-push (pid 7, stopped)");
        Observation unpushed = red("message.pushed", Evidence.of(Evidence.EXPECTED, "receives 4 messages"));

        Plan plan = plan(Sites.docker(), false, still, unpushed);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.forPerson())
                .singleElement()
                .satisfies(task -> assertThat(task.sentence())
                        .contains("restart its container")
                        .doesNotContain("mage"));
        assertThat(fixes(plan(Sites.docker(), true, still, unpushed)))
                .containsExactly(new Fix.KillSurvivor(Server.OPENIM, Set.of(Part.OPENIM_PUSH)));
    }

    @Test
    void aComponentThatIsGoneInsideItsContainerHasThatOneRestartedWithoutFurtherLeave() {
        Plan plan = plan(
                Sites.docker(),
                false,
                said("process.containers", "nothing but a shell is left inside: mongo (bash, tail)"),
                unreachable("probe.chat", "no-answer"));

        assertThat(fixes(plan)).containsExactly(new Fix.RestartContainer(Part.MONGO));
        assertThat(plan.steps().get(0).commands(plan.site()))
                .extracting(CommandLine::typed)
                .containsExactly("docker compose restart mongo");
        assertThat(plan.needsAllowRestart()).isFalse();
        assertThat(plan.forPerson()).isEmpty();
    }

    @Test
    void whatIsPausedGoesOnAndIsNotRestarted() {
        Plan plan = plan(
                Sites.docker(),
                false,
                said("process.containers", "docker compose ps: redis: paused, openim-chat: paused"));

        assertThat(fixes(plan)).containsExactly(new Fix.Unpause(Part.REDIS), new Fix.Unpause(Part.OPENIM_CHAT));
        assertThat(plan.steps().stream().flatMap(step -> step.commands(plan.site()).stream()))
                .extracting(CommandLine::typed)
                .containsExactly("docker compose unpause redis", "docker compose unpause openim-chat");
        assertThat(plan.needsAllowRestart()).isFalse();
    }

    @Test
    void inDockerAStepIsJudgedByTheHealthOfContainersToo() {
        CheckId containers = new CheckId("process.containers");
        Observation refused = unreachable("component.minio", "refused");

        assertThat(plan(Sites.docker(), false, refused).steps().get(0).verify()).contains(containers);
        assertThat(plan(refused).steps().get(0).verify()).doesNotContain(containers);
    }

    private static Plan plan(Observation... seen) {
        return plan(Sites.source(), false, seen);
    }

    private static Plan plan(Site site, boolean beyondRunbook, Observation... seen) {
        Diagnosis diagnosis = Diagnosis.of(RUNBOOK, site.installation(), List.of(seen));
        return new Planner(RUNBOOK, site, beyondRunbook).plan(diagnosis);
    }

    private static List<Fix> fixes(Plan plan) {
        return plan.steps().stream().map(Step::fix).toList();
    }

    private static List<Server> taken(Step step, String... red) {
        return step.taken(Installation.SOURCE, ids(red)).stream()
                .map(Branch::restart)
                .toList();
    }

    private static Set<CheckId> ids(String... names) {
        return Set.copyOf(List.of(names).stream().map(CheckId::new).toList());
    }

    private static Observation named(String check, String words) {
        return code(check, 500, words);
    }

    private static Observation code(String check, int code, String words) {
        return red(check, Evidence.of(Evidence.ERR_CODE, code), Evidence.of(Evidence.WORDS, words));
    }
}
