package openim.verify.diagnosis;

import static openim.verify.diagnosis.Seen.green;
import static openim.verify.diagnosis.Seen.red;
import static openim.verify.diagnosis.Seen.said;
import static openim.verify.diagnosis.Seen.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.recovery.Plan;
import openim.verify.recovery.Planner;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.RunbookEntry;
import openim.verify.runbook.Site;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is a refusal or a complaint is a cause of its own kind, told first, and nothing is restarted for it. */
class ComplaintsTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    private static final Observation NOTHING_RUNS = said(
            "process.server",
            "mage check: openim-api 0 of 1, openim-msggateway 0 of 1, openim-rpc-auth 0 of 1, openim-rpc-user 0 of 1");

    private static Observation complaint(String check, String ailment, String words) {
        return red(check, Evidence.of(Evidence.AILMENT, ailment), Evidence.of(Evidence.WORDS, words));
    }

    private static Diagnosis source(Observation... seen) {
        return Diagnosis.of(RUNBOOK, Installation.SOURCE, List.of(seen));
    }

    private static Diagnosis docker(Observation... seen) {
        return Diagnosis.of(RUNBOOK, Installation.DOCKER, List.of(seen));
    }

    private static Plan plan(Observation... seen) {
        Site site = new Site(
                Installation.SOURCE,
                Optional.of(Path.of("/opt/open-im-server")),
                Optional.of(Path.of("/opt/chat")),
                Optional.empty(),
                "127.0.0.1",
                Map.of());
        return new Planner(RUNBOOK, site, true).plan(source(seen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mongo", "redis", "kafka", "etcd", "minio"})
    @DisplayName(
            "field case B2: a component that refuses the login of the deployment's files, and a server that cannot start")
    void refusalComesBeforeTheServerThatDiedOfIt(String part) {
        Observation[] seen = {
            complaint("component." + part, "refused", "refuses the login of config/x.yml"), NOTHING_RUNS
        };

        assertThat(source(seen).causes().get(0).suspect().ailment()).isEqualTo(FaultKind.REFUSED);
        assertThat(source(seen).causes().get(0).part().word()).isEqualTo(part);
        assertThat(plan(seen).steps()).isEmpty();
        assertThat(plan(seen).forPerson().get(1).sentence()).contains("only when this is mended");
    }

    @Test
    @DisplayName("field case B3: a missing topic is no Kafka that hangs")
    void missingTopicIsNoHang() {
        Plan plan = plan(complaint("component.kafka", "unwell", "there is no topic toMongo_v2"));

        assertThat(plan.causes().get(0)).hasToString("Kafka lacks a topic");
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.forPerson().get(0).sentence()).startsWith("make the topic");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            probe.auth | OOM command not allowed when used memory > 'maxmemory' | Redis has used up its maxmemory, and takes no writes
            probe.auth | MISCONF Redis is configured to save RDB snapshots | Redis cannot save its data to disk, and takes no writes
            probe.auth | READONLY You can't write against a read only replica | Redis is a replica, and takes no writes
            probe.auth | WRONGPASS invalid username-password pair or user is disabled | Redis refuses the deployment's login
            chat.login | (AuthenticationFailed) Authentication failed | MongoDB refuses the deployment's login
            message.stored | (NotWritablePrimary) not primary | MongoDB has no primary that takes writes
            message.acknowledged | kafka server: Request was for a topic or partition that does not exist on this broker | Kafka lacks a topic
            message.acknowledged | kafka server: SASL Authentication failed | Kafka refuses the deployment's login
            probe.third | etcdserver: mvcc: database space exceeded | etcd has used up its quota, and takes no writes
            file.round-trip | XMinioStorageFull | MinIO has run out of disk
            file.round-trip | InvalidAccessKeyId | MinIO refuses the deployment's login
            """)
    void serversOwnWordsNameItFromOutside(String check, String words, String cause) {
        Diagnosis diagnosis =
                source(red(check, Evidence.of(Evidence.ERR_CODE, 500), Evidence.of(Evidence.WORDS, words)));

        assertThat(diagnosis.causes()).singleElement().hasToString(cause);
    }

    @Test
    @DisplayName("field case B5: a webhook that does not answer, by the errCode alone and by its own look")
    void webhookIsNamed() {
        Observation refused = red(
                "message.acknowledged",
                Evidence.of(Evidence.ERR_CODE, 90_004),
                Evidence.of(Evidence.WORDS, "NetworkError"));

        assertThat(source(refused).causes())
                .singleElement()
                .hasToString("OpenIMServer waits for something outside that does not answer");
        assertThat(plan(refused, complaint("config.webhooks", "elsewhere", "nobody answers"))
                        .steps())
                .isEmpty();
    }

    @Test
    @DisplayName("field case B4: what a process said last before it ended points to its cause")
    void lastWordsPointToTheCause() {
        Observation gone = said(
                "process.server",
                "mage check: openim-api 0 of 1, openim-msggateway 0 of 1, openim-rpc-auth 0 of 1, openim-rpc-user 0 of 1;"
                        + " it said last: Mongo check failed: auth error: (AuthenticationFailed) Authentication failed.");

        assertThat(source(gone).causes().get(0)).hasToString("MongoDB refuses the deployment's login");
        assertThat(plan(gone).steps()).isEmpty();
    }

    @Test
    @DisplayName("field case B8: a registration where nobody listens is a cause only where nothing else explains it")
    void staleRegistrationIsACauseOfLastResort() {
        Observation stale = red(
                "component.etcd-registrations",
                Evidence.of(Evidence.AILMENT, "stale"),
                Evidence.of(Evidence.SEEN, "user-rpc-service at 10.0.0.5:4000"));

        assertThat(source(stale).causes())
                .singleElement()
                .hasToString("etcd names services at addresses where nobody listens");
        assertThat(source(stale, said("process.server", "mage check: openim-rpc-user 0 of 1"))
                        .causes())
                .singleElement()
                .hasToString("openim-rpc-user is dead");
    }

    @Test
    @DisplayName("field case B10: exit status 132, and 137 for want of memory, are no mere deaths")
    void exhaustionIsNamedByTheStatusOfItsContainer() {
        assertThat(docker(
                                said("process.containers", "docker compose ps: mongo: exited with 132"),
                                unreachable("component.mongo", "refused"))
                        .causes()
                        .get(0))
                .hasToString("MongoDB cannot run on this processor");
        assertThat(docker(
                                said(
                                        "process.containers",
                                        "docker compose ps: kafka: exited with 137 (ended by the kernel for want of memory: kafka)"))
                        .causes()
                        .get(0))
                .hasToString("Kafka has run out of memory");
        assertThat(docker(said("process.containers", "docker compose ps: kafka: exited with 137"))
                        .causes()
                        .get(0))
                .hasToString("Kafka is dead");
    }

    @Test
    @DisplayName("field case B10: a full disk comes before the processes that died of it")
    void fullDiskComesFirst() {
        Observation[] seen = {
            complaint("host.room", "exhausted", "the disk of /data is full"),
            said("process.server", "mage check: openim-push 0 of 8")
        };

        assertThat(source(seen).causes().get(0)).hasToString("OpenIMServer has run out of disk");
        assertThat(plan(seen).steps()).isEmpty();
    }

    @Test
    void healthySurroundingsNameNoCause() {
        assertThat(source(
                                green("config.consistent"),
                                green("config.webhooks"),
                                green("host.room"),
                                green("component.redis"))
                        .causes())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"REFUSED", "UNWELL", "EXHAUSTED", "MISCONFIGURED", "STALE", "ELSEWHERE"})
    void noRowOfThisKindIsEverRestartedFor(FaultKind ailment) {
        assertThat(RUNBOOK.entries().stream().filter(entry -> entry.ailment() == ailment))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.fix()).isEmpty())
                .noneMatch(RunbookEntry::documented);
    }
}
