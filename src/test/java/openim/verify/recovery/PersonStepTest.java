package openim.verify.recovery;

import static openim.verify.diagnosis.Seen.green;
import static openim.verify.diagnosis.Seen.red;
import static openim.verify.diagnosis.Seen.said;
import static openim.verify.diagnosis.Seen.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.recovery.PlanText.PersonStep;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;

/** What a person reads of a plan: in which order, how long to wait, and what to type where. */
class PersonStepTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    private static final Observation GATEWAY_FELL_AWAY = red(
            "component.etcd-registrations",
            Evidence.of(Evidence.AILMENT, "unregistered"),
            Evidence.of(Evidence.SEEN, "not registered in etcd: messageGateway; others cannot find it"));

    private static final Observation CHAT_DOOR = unreachable("probe.chat", "refused");
    private static final Observation ADMIN_DOOR = unreachable("probe.admin", "refused");

    private static List<PersonStep> steps(Site site, Observation... seen) {
        Planner planner = new Planner(RUNBOOK, site, false);
        Plan plan = planner.plan(Diagnosis.of(RUNBOOK, site.installation(), List.of(seen)));
        return PersonStep.of(planner, plan, "smoke", List.of(seen));
    }

    private static List<String> causes(Observation... seen) {
        return Diagnosis.of(RUNBOOK, Installation.SOURCE, List.of(seen)).causes().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void serviceThatFellAwayIsNamedAndEtcdIsNot() {
        assertThat(causes(GATEWAY_FELL_AWAY, green("component.etcd"), green("process.server")))
                .containsExactly("openim-msggateway is not registered in etcd");
    }

    @Test
    void oneOfSeveralThatIsNotRegisteredIsNamedWithItsCure() {
        Observation one = red(
                "component.etcd-registrations",
                Evidence.of(Evidence.AILMENT, "unregistered"),
                Evidence.of(Evidence.INSTANCE, "ws://10.0.0.6:10001"),
                Evidence.of(
                        Evidence.SEEN,
                        "not all are registered in etcd: messagegateway-rpc-service (1 of 2); the one at"
                                + " ws://10.0.0.6:10001 is missing; others cannot find it"));
        Observation[] seen = all(
                one,
                said("message.every-gateway", "nothing is pushed to sessions on ws://10.0.0.6:10001"),
                green("process.server"),
                green("probe.each-gateway"));

        assertThat(causes(seen))
                .containsExactly("openim-msggateway runs at ws://10.0.0.6:10001, and is not registered in etcd");
        assertThat(steps(Sites.source(), seen))
                .extracting(PersonStep::sentence)
                .first()
                .asString()
                .startsWith("wait 90 s and run smoke again");
    }

    @Test
    void oneThatHangsIsNotToldAsUnregisteredToo() {
        assertThat(causes(
                        red(
                                "component.etcd-registrations",
                                Evidence.of(Evidence.AILMENT, "unregistered"),
                                Evidence.of(
                                        Evidence.SEEN,
                                        "not all are registered in etcd: messagegateway-rpc-service (1 of 2); others")),
                        said("process.server", "stand still: openim-msggateway (pid 7, stopped)")))
                .containsExactly("openim-msggateway hangs, for it was stopped (SIGSTOP)");
    }

    @Test
    void oneThatIsDeadIsNotToldAsUnregisteredToo() {
        assertThat(causes(GATEWAY_FELL_AWAY, said("process.server", "mage check: openim-msggateway 0 of 1")))
                .containsExactly("openim-msggateway is dead");
    }

    @Test
    void processesOfAServerThatIsDownAsAWholeAreNoneOfTheirOwn() {
        assertThat(causes(
                        red(
                                "component.etcd-registrations",
                                Evidence.of(Evidence.AILMENT, "unregistered"),
                                Evidence.of(Evidence.SEEN, "not registered in etcd: chat, admin; others")),
                        said(
                                "process.chat",
                                "mage check: chat-api 0 of 1, chat-rpc 0 of 1, admin-api 0 of 1, admin-rpc 0 of 1")))
                .containsExactly("ChatServer is dead");
    }

    @Test
    void oneWaitIsForAllThatFellAway() {
        Observation three = red(
                "component.etcd-registrations",
                Evidence.of(Evidence.AILMENT, "unregistered"),
                Evidence.of(Evidence.SEEN, "not registered in etcd: push, auth, chat-rpc-service; others"));

        assertThat(causes(three)).hasSize(3);
        assertThat(steps(Sites.source(), all(three)))
                .extracting(PersonStep::sentence)
                .satisfiesExactly(
                        wait -> assertThat(wait).startsWith("wait 90 s"),
                        openim -> assertThat(openim).contains("restart OpenIMServer"),
                        chat -> assertThat(chat).contains("restart ChatServer"));
    }

    @Test
    void whoAnswersForAnotherServiceIsAnOldRegistration() {
        assertThat(causes(red(
                        "probe.conversation",
                        Evidence.of(Evidence.ERR_CODE, 12),
                        Evidence.of(Evidence.WORDS, "unknown service openim.conversation.conversation"))))
                .containsExactly("etcd sends callers to another service than they ask for");
    }

    @Test
    void etcdLostItsDataWhereMostServicesAreGone() {
        assertThat(causes(red(
                        "component.etcd-registrations",
                        Evidence.of(Evidence.AILMENT, "lost-data"),
                        Evidence.of(Evidence.SEEN, "not registered in etcd: user, friend, msg, push, auth"))))
                .containsExactly("etcd has lost the registrations of services");
    }

    @Test
    void whoWaitsIsToldHowLongAndWhatThen() {
        List<PersonStep> steps = steps(Sites.source(), all(GATEWAY_FELL_AWAY));

        assertThat(steps).hasSize(2);
        assertThat(steps.get(0).sentence()).startsWith("wait 90 s and run smoke again");
        assertThat(steps.get(1).sentence())
                .startsWith("only if it is still missing in etcd then: restart OpenIMServer");
        assertThat(steps.get(1).command()).contains("mage stop").contains("mage start");
    }

    @Test
    void chatServerThatIsDownAsAWholeIsOneCause() {
        assertThat(causes(CHAT_DOOR, ADMIN_DOOR, unreachable("probe.chat-rpc", "refused")))
                .containsExactly("ChatServer is dead");
        assertThat(causes(CHAT_DOOR, green("probe.admin"), unreachable("probe.chat-rpc", "refused")))
                .containsExactly("chat-api is dead");
    }

    @Test
    void processesThatDoNotStartForWrongSettingsAreNoCausesOfTheirOwn() {
        assertThat(causes(
                        said("config.consistent", "openIM.secret is another secret than that of share.yml"),
                        said("process.chat", "mage check: chat-api 0 of 1, chat-rpc 0 of 1, admin-api 0 of 1")))
                .containsExactly("ChatServer has another secret than OpenIMServer, and does not start");
    }

    @Test
    void oneOfSeveralGatewaysThatHandsNothingOnIsNoDeadPush() {
        assertThat(causes(
                        said("message.every-gateway", "nothing is pushed to sessions on ws://10.0.0.6:10001"),
                        green("message.pushed"),
                        green("process.server")))
                .containsExactly("openim-msggateway answers, but cannot do its work");
    }

    @Test
    void whatOnlyClientsOutsideMeetIsTheProxyAndRestartsNothing() {
        Observation cut = said(
                "public.gateway",
                "wss://im.example.org opens no session (upgrade); inside all is well: it is the"
                        + " proxy at wss://im.example.org");

        List<PersonStep> steps = steps(Sites.elsewhere(), all(cut, green("probe.gateway")));

        assertThat(causes(cut)).containsExactly("the proxy lets no session through");
        assertThat(steps).hasSize(2).first().satisfies(step -> {
            assertThat(step.sentence()).contains("proxy_set_header Upgrade");
            assertThat(step.command()).endsWith(" doctor gateway").doesNotStartWith("ssh ");
        });
    }

    @Test
    void eachOfSeveralCausesHasAStepAndTheFirstCauseComesFirst() {
        List<PersonStep> steps = steps(
                Sites.source(),
                all(
                        red("component.redis", Evidence.of(Evidence.AILMENT, "refused")),
                        unreachable("component.minio", "refused")));

        assertThat(steps)
                .extracting(PersonStep::sentence)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Redis refuses the deployment's login: its password"),
                        then -> assertThat(then).startsWith("start MinIO; OpenIM connects again"),
                        last -> assertThat(last).startsWith("run smoke again, 30 s after that"));
    }

    @Test
    void aServerThatIsDownIsStartedWithoutWaitingForAnotherOnesRegistration() {
        List<PersonStep> steps = steps(
                Sites.source(),
                all(GATEWAY_FELL_AWAY, CHAT_DOOR, ADMIN_DOOR, unreachable("probe.chat-rpc", "refused")));

        assertThat(steps)
                .extracting(PersonStep::sentence)
                .satisfiesExactly(
                        chat -> assertThat(chat).isEqualTo("ChatServer is dead: restart ChatServer as a whole"),
                        wait -> assertThat(wait)
                                .startsWith("openim-msggateway is not registered in etcd: wait 90 s")
                                .endsWith("do not restart OpenIMServer meanwhile"),
                        then -> assertThat(then).startsWith("only if it is still missing in etcd then"),
                        again -> assertThat(again).startsWith("run smoke again"));
    }

    @Test
    void nothingIsTypedInADirectoryThatNobodyKnows() {
        Site here = new Site(
                Installation.SOURCE,
                Optional.of(Path.of("/opt/open-im-server")),
                Optional.empty(),
                Optional.empty(),
                "",
                Map.of());

        assertThat(steps(here, all(CHAT_DOOR, ADMIN_DOOR)).get(0)).satisfies(step -> {
            assertThat(step.sentence()).contains("in the directory of its checkout, which is not known here");
            assertThat(step.command()).isEmpty();
        });
    }

    @Test
    void whatRunsInNoContainerIsNotLookedForInDocker() {
        Site here = site(Map.of(Part.REDIS, new Site.Address("", 16379)));
        Site there = site(Map.of(Part.REDIS, new Site.Address("10.0.0.7", 6379)));
        Observation hung = unreachable("component.redis", "no-answer");

        assertThat(steps(here, hung).get(0).command()).isEqualTo("ss -ltnp 'sport = :16379'");
        assertThat(steps(there, hung).get(0).command()).isEqualTo("ssh 10.0.0.7 'ss -ltnp '\\''sport = :6379'\\'''");
        assertThat(steps(Sites.source(), hung).get(0).command())
                .isEqualTo("cd /opt/open-im-server && docker compose restart redis");
    }

    @Test
    void whatIsTypedHasTheAddressOfThisDeployment() {
        Site site = site(Map.of(Part.REDIS, new Site.Address("10.0.0.7", 6380)));

        assertThat(steps(site, red("component.redis", Evidence.of(Evidence.AILMENT, "refused")))
                        .get(0)
                        .sentence())
                .contains("redis-cli -h 10.0.0.7 -p 6380 --askpass");
    }

    @Test
    void aLoginThatIsRefusedLeadsToTheFileThatHasIt() {
        assertThat(steps(Sites.source(), red("component.minio", Evidence.of(Evidence.AILMENT, "refused")))
                        .get(0)
                        .command())
                .isEqualTo("cd /opt/open-im-server && grep -nEi 'accessKey' config/minio.yml");
    }

    private static Site site(Map<Part, Site.Address> addresses) {
        return new Site(
                Installation.SOURCE,
                Optional.of(Path.of("/opt/open-im-server")),
                Optional.of(Path.of("/opt/chat")),
                Optional.empty(),
                "",
                Map.of(Part.REDIS, new Start.ByPerson("it has no container here")),
                Optional.empty(),
                addresses);
    }

    /** With the components green that are not among them. */
    private static Observation[] all(Observation... seen) {
        return Stream.concat(
                        Stream.of(seen),
                        Stream.of("mongo", "redis", "kafka", "etcd", "minio")
                                .map(name -> "component." + name)
                                .filter(check -> Stream.of(seen)
                                        .noneMatch(each -> each.check().value().equals(check)))
                                .map(check -> green(check)))
                .toArray(Observation[]::new);
    }
}
