package openim.verify.diagnosis;

import static openim.verify.diagnosis.Seen.green;
import static openim.verify.diagnosis.Seen.notLookedAt;
import static openim.verify.diagnosis.Seen.red;
import static openim.verify.diagnosis.Seen.said;
import static openim.verify.diagnosis.Seen.unreachable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import openim.verify.diagnosis.Diagnosis.RunbookMatch;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Look;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concluded from what was seen. */
class DiagnosisTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    @Test
    void pushesThatDoNotComeWhileEtcdIsDeadAccuseNobodyElse() {
        assertThat(suspects(source(
                        unreachable("component.etcd", "refused"),
                        green("process.server"),
                        green("message.stored"),
                        said("message.pushed", "4 of 4 messages are missing"))))
                .containsExactly("etcd is dead");
    }

    @Test
    void nothingRedMeansNoCause() {
        assertThat(source(green("probe.auth"), notLookedAt("component.redis", "not known here")))
                .isEqualTo(new Diagnosis(List.of(), List.of()));
    }

    @Test
    void severalCausesAtOnceAreAllFound() {
        Diagnosis diagnosis = source(
                unreachable("component.redis", "refused"),
                said("process.server", "mage check: openim-crontask 3 of 4"),
                said("process.chat", "stand still: bot-rpc (pid 7, stopped)"),
                words("probe.auth", 500, "ServerInternalError: connection refused"));

        assertThat(suspects(diagnosis))
                .containsExactly(
                        "Redis is dead", "openim-crontask is dead", "bot-rpc hangs, for it was stopped (SIGSTOP)");
        assertThat(diagnosis.unexplained()).isEmpty();
    }

    @Test
    void whatTheSeenCauseExplainsNeedsNoOther() {
        Diagnosis diagnosis = source(
                unreachable("component.redis", "refused"),
                unreachable("probe.auth", "no-answer"),
                unreachable("chat.login", "no-answer"));

        assertThat(suspects(diagnosis)).containsExactly("Redis is dead");
    }

    @Test
    void serversOwnWordsNameASecondCauseBesideOneThatWasSeen() {
        Diagnosis diagnosis = source(
                unreachable("component.redis", "refused"),
                words("probe.auth", 500, "grpc service user-rpc-service down, connection refused"));

        assertThat(suspects(diagnosis)).containsExactly("Redis is dead", "openim-rpc-user is dead");
    }

    @Test
    void greenSightSpeaksAgainstASuspicion() {
        Observation auth = words("probe.auth", 500, "ServerInternalError: connection refused");

        assertThat(suspects(source(auth))).containsExactly("Redis is dead");
        assertThat(source(auth, green("component.redis")).causes()).isEmpty();
        assertThat(source(auth, green("component.redis")).unexplained()).containsExactly(new CheckId("probe.auth"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "probe.each-api, dead, openim-api is dead",
        "probe.each-api, hung, openim-api hangs",
        "probe.each-gateway, dead, openim-msggateway is dead",
        "probe.each-gateway, hung, openim-msggateway hangs"
    })
    void oneOfSeveralIsACauseThoughTheOthersAreWell(String check, String ailment, String suspect) {
        Observation one = red(check, Evidence.of(Evidence.AILMENT, ailment));

        Diagnosis diagnosis = source(
                one, green("probe.api"), green("probe.auth"), green("probe.gateway"), red("message.every-gateway"));

        assertThat(suspects(diagnosis)).containsExactly(suspect);
        assertThat(diagnosis.unexplained()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "probe.each-api, dead, openim-api is dead at http://10.0.0.6:10002",
        "probe.each-api, hung, openim-api hangs at http://10.0.0.6:10002",
        "probe.each-gateway, dead, openim-msggateway is dead at ws://10.0.0.6:10001",
        "probe.each-gateway, hung, openim-msggateway hangs at ws://10.0.0.6:10001"
    })
    void whichOfSeveralItIsStandsInTheCauseItself(String check, String ailment, String words) {
        Observation one = red(
                check,
                Evidence.of(Evidence.AILMENT, ailment),
                Evidence.of(Evidence.INSTANCE, words.replaceFirst(".* at ", "")));

        assertThat(source(one).causes()).singleElement().hasToString(words);
    }

    @Test
    void theOneThatWasStoppedAndAllThatHangAreNamed() {
        Observation stopped = said("process.server", "stand still: openim-msggateway (pid 7, stopped)");
        Observation hung = red(
                "probe.each-gateway",
                Evidence.of(Evidence.AILMENT, "hung"),
                Evidence.of(Evidence.INSTANCE, "ws://10.0.0.6:10001"),
                Evidence.of(Evidence.INSTANCE, "ws://10.0.0.7:10001"));

        assertThat(source(hung).causes())
                .singleElement()
                .hasToString("openim-msggateway hangs at ws://10.0.0.6:10001 and at ws://10.0.0.7:10001");
        assertThat(source(stopped, hung).causes())
                .singleElement()
                .hasToString(
                        "openim-msggateway hangs at ws://10.0.0.6:10001 and at ws://10.0.0.7:10001, for it was stopped"
                                + " (SIGSTOP)");
    }

    @Test
    void whereNoneOfSeveralAnswersItIsNotOneOfThem() {
        Diagnosis diagnosis = source(
                words("probe.auth", 500, "grpc service auth-rpc-service down, connection refused"),
                words("probe.each-api", 500, "grpc service auth-rpc-service down, connection refused"));

        assertThat(suspects(diagnosis)).containsExactly("openim-rpc-auth is dead");
        assertThat(diagnosis.unexplained()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaidWithTheCause() {
        Cause cause = source(
                        words("probe.auth", 500, "grpc service auth-rpc-service down, connection refused"),
                        green("process.server"))
                .causes()
                .get(0);

        assertThat(cause).hasToString("openim-rpc-auth is dead");
        assertThat(cause.speaksFor()).singleElement().asString().startsWith("probe.auth is red: ");
        assertThat(cause.speaksAgainst()).containsExactly("process.server is green: as it should be");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "probe.api probe.auth, openim-rpc-auth is dead",
        "probe.auth, openim-rpc-user is dead",
        "message.acknowledged message.rest-acknowledged, openim-rpc-msg is dead",
        "probe.friend, openim-rpc-friend is dead",
        "probe.group, openim-rpc-group is dead",
        "probe.conversation, openim-rpc-conversation is dead",
        "probe.third file.round-trip, openim-rpc-third is dead"
    })
    void whomAReleasedServerCannotCallIsToldByWhoAsked(String checks, String suspect) {
        Diagnosis diagnosis = source(uncalled(
                checks,
                "connection error: desc = \"transport: Error while dialing: dial tcp"
                        + " 172.18.0.9:36539: connect: connection refused\""));

        assertThat(diagnosis.causes()).as("%s", diagnosis).hasSize(1);
        assertThat(diagnosis.causes().get(0).suspect()).hasToString(suspect);
        assertThat(diagnosis.unexplained()).isEmpty();
    }

    @Test
    void whomAServerNamesIsNotWhoAsked() {
        Diagnosis diagnosis = source(
                uncalled(
                        "probe.friend",
                        "grpc service user-rpc-service down, grpc message connection error:"
                                + " desc = \"transport: Error while dialing: dial tcp 127.0.0.1:10180: connect: connection refused\""));

        assertThat(diagnosis.causes().get(0).suspect()).hasToString("openim-rpc-user is dead");
    }

    @Test
    void anotherSecretOrAdministratorIsNoFaultOfAComponent() {
        assertThat(suspects(source(words("probe.auth", 1002, "secret invalid: 1002 NoPermissionError"))))
                .containsExactly("openim-api is set up wrongly");
        assertThat(suspects(source(words(
                        "probe.auth",
                        1001,
                        "userID is error., userID=imNobody, adminUserID=[imAdmin]: 1001 ArgsError"))))
                .containsExactly("openim-api does not know our administrator");
    }

    /** OpenIM's own: {@code pkg/common/servererrs} and {@code errs} of its tools. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ArgsError",
                "BlockedByPeer",
                "CallbackError",
                "CanNotAddYourselfError",
                "ConnOverMaxNumLimit",
                "DataError",
                "DatabaseError",
                "DismissedAlreadyError",
                "DuplicateKeyError",
                "ErrCallbackContinue",
                "FileUploadedExpiredError",
                "GroupIDNotFoundError",
                "MsgAlreadyRevoke",
                "MutedInGroup",
                "NetworkError",
                "NoPermissionError",
                "NotInGroupYetError",
                "NotPeersFriend",
                "OrgUserNoPermissionError",
                "RecordNotFoundError",
                "RegisteredAlreadyError",
                "ServerInternalError",
                "TokenExpiredError",
                "TokenInvalidError",
                "TokenKickedError",
                "TokenMalformedError",
                "TokenNotExistError",
                "TokenNotValidYetError",
                "TokenUnknownError",
                "UserIDNotFoundError"
            })
    void noErrorOfOpenIMsOwnNamesAComponent(String name) {
        List<Observation> seen = List.of(words("probe.auth", 1002, "refused: 1002 " + name));

        assertThat(RUNBOOK.entries())
                .filteredOn(entry -> entry.part().isComponent())
                .allSatisfy(entry -> assertThat(RunbookMatch.of(entry, entry.signs(Installation.SOURCE), seen)
                                .names())
                        .as("%s", entry)
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no children to pick from",
                "last resolver error: produced zero addresses",
                "name resolver error: produced zero addresses"
            })
    void lostRegistrationsHaveTheWordsOfEachGrpc(String words) {
        assertThat(suspects(source(words("probe.api", 14, words), words("probe.auth", 14, words))))
                .containsExactly("etcd has lost the registrations of services");
    }

    private static Observation[] uncalled(String checks, String words) {
        return Stream.of(
                        "probe.api",
                        "probe.auth",
                        "probe.friend",
                        "probe.group",
                        "probe.conversation",
                        "probe.third",
                        "message.acknowledged",
                        "message.rest-acknowledged",
                        "file.round-trip")
                .map(check -> List.of(checks.split(" ", -1)).contains(check) ? words(check, 14, words) : green(check))
                .toArray(Observation[]::new);
    }

    @Test
    void deadServiceIsNotTakenForLostRegistrationsWhenItsProcessIsSeenMissing() {
        Observation fallenAway =
                words("probe.auth", 500, "grpc service auth-rpc-service down, no children to pick from");

        assertThat(suspects(source(fallenAway, said("process.server", "mage check: openim-rpc-auth 0 of 1"))))
                .containsExactly("openim-rpc-auth is dead");
        assertThat(suspects(source(fallenAway, green("process.server"))))
                .containsExactly("etcd has lost the registrations of services");
        assertThat(source(fallenAway).causes().get(0).cannotBeToldFrom())
                .extracting(Suspect::toString)
                .contains("openim-rpc-auth is dead");
    }

    @Test
    void kafkaThatHangsIsToldFromRpcMsgOnlyBySight() {
        Observation[] silent = {
            unreachable("message.acknowledged", "no-answer"), unreachable("message.rest-acknowledged", "no-answer")
        };

        Cause cause = source(silent).causes().get(0);

        assertThat(cause).hasToString("Kafka hangs");
        assertThat(cause.cannotBeToldFrom()).extracting(Suspect::toString).containsExactly("openim-rpc-msg hangs");
        assertThat(cause.tells()).contains(new Look("docker compose ps -a kafka", false));
        assertThat(suspects(source(silent[0], silent[1], green("component.kafka"))))
                .containsExactly("openim-rpc-msg hangs");
    }

    @Test
    void serverWithoutAnyProcessIsOneCause() {
        Diagnosis diagnosis = source(
                said(
                        "process.server",
                        "mage check: openim-api 0 of 1, openim-msggateway 0 of 1, openim-push 0 of 8,"
                                + " openim-rpc-auth 0 of 1, openim-rpc-user 0 of 1"),
                unreachable("probe.api", "refused"));

        assertThat(suspects(diagnosis)).containsExactly("OpenIMServer is dead");
    }

    @Test
    void secondSetOfProcessesIsNotTakenForADeadOne() {
        assertThat(suspects(source(said("process.server", "run more often than they should: openim-push 16 of 8"))))
                .containsExactly("openim-push runs more often than it should");
        assertThat(suspects(source(said(
                        "process.chat",
                        "run more often than they should: chat-rpc 2 of 1; mage check: bot-rpc 0 of 1"))))
                .containsExactly("chat-rpc runs more often than it should", "bot-rpc is dead");
    }

    @Test
    void redThatNoRowExplainsIsSaidToBeUnexplained() {
        Diagnosis diagnosis = source(red("message.exactly-once"), green("message.pushed"));

        assertThat(diagnosis.causes()).isEmpty();
        assertThat(diagnosis.unexplained()).containsExactly(new CheckId("message.exactly-once"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "mongo: exited with 137, MongoDB is dead",
        "redis: paused, Redis is paused",
        "'kafka: running, unhealthy', Kafka hangs",
        "etcd: restarting with 1, etcd is dead",
        "minio: created, MinIO is dead",
        "openim-server: exited with 1, OpenIMServer is dead",
        "openim-chat: paused, ChatServer is paused",
        "'openim-chat: running, unhealthy', ChatServer is dead"
    })
    void containerTellsWhatItsPartIs(String state, String suspect) {
        assertThat(suspects(docker(said("process.containers", "docker compose ps: " + state))))
                .first()
                .isEqualTo(suspect);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "redis, Redis is dead",
        "mongo, MongoDB is dead",
        "kafka, Kafka is dead",
        "minio, MinIO is dead",
        "openim-server, OpenIMServer is dead"
    })
    void nameThatIsUnknownInsideNamesTheContainerThatIsGone(String host, String suspect) {
        Observation lookup = words("chat.login", 500, "dial tcp: lookup " + host + " on 127.0.0.11:53: no such host");

        assertThat(suspects(docker(lookup))).containsExactly(suspect);
    }

    @Test
    void inDockerADeadMinioTakesTheThreeProbesWithIt() {
        Diagnosis diagnosis = docker(
                unreachable("component.minio", "refused"),
                said(
                        "process.containers",
                        "docker compose ps: minio: exited with 137, openim-server: running, unhealthy"),
                unreachable("probe.api", "refused"),
                unreachable("probe.chat", "refused"),
                unreachable("probe.admin", "refused"));

        assertThat(suspects(diagnosis)).containsExactly("MinIO is dead");
    }

    @Test
    void unhealthyServerContainerAndNoPushIsADeadOrHungPush() {
        Diagnosis diagnosis = docker(
                said("process.containers", "docker compose ps: openim-server: running, unhealthy"),
                red("message.pushed"),
                green("message.pulled"),
                green("message.stored"),
                green("probe.api"));

        assertThat(suspects(diagnosis)).containsExactly("openim-push is dead");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'docker compose ps: openim-server: running, unhealthy; stand still: openim-server: openim-push (pid 7, stopped)'",
        "'stand still: openim-server: openim-push (pid 7, stopped), openim-server: openim-push (pid 9, stopped)'"
    })
    void processThatIsStoppedInsideItsContainerHangs(String seen) {
        Diagnosis diagnosis = docker(
                said("process.containers", seen),
                red("message.pushed"),
                green("message.pulled"),
                green("message.stored"),
                green("probe.api"));

        assertThat(suspects(diagnosis)).first().isEqualTo("openim-push hangs");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nothing but a shell is left inside: mongo (bash, tail) | MongoDB's process is gone inside its container, which lives on
            nothing but a shell is left inside: mongodb (bash) | MongoDB's process is gone inside its container, which lives on
            nothing but a shell is left inside: kafka (sh), etcd (sh) | Kafka's process is gone inside its container, which lives on
            inside openim-server: openim-push 7 of 8 | openim-push is dead
            docker compose ps: openim-server: running, unhealthy; inside openim-server: openim-push 7 of 8 | openim-push is dead
            inside openim-chat: admin-rpc 0 of 1 | admin-rpc is dead
            inside openim-server: openim-api 0 of 1, openim-msggateway 0 of 1, openim-rpc-auth 0 of 1, openim-rpc-user 0 of 1 \
            | OpenIMServer is dead
            """)
    void whatIsMissingInsideAContainerIsSeen(String seen, String suspect) {
        Diagnosis diagnosis = docker(said("process.containers", seen));

        assertThat(suspects(diagnosis)).first().isEqualTo(suspect);
        assertThat(diagnosis.causes()).allMatch(Cause::seenDirectly);
    }

    @Test
    void componentThatIsSeenGoneInsideIsNotTakenForOneWhoseContainerEnded() {
        assertThat(suspects(docker(
                        unreachable("component.etcd", "refused"),
                        said("process.containers", "nothing but a shell is left inside: etcd (bash, tail)"))))
                .containsExactly("etcd's process is gone inside its container, which lives on");
        assertThat(suspects(docker(
                        unreachable("component.etcd", "refused"),
                        said("process.containers", "docker compose ps: etcd: exited with 137"))))
                .containsExactly("etcd is dead");
        assertThat(suspects(docker(unreachable("component.etcd", "refused")))).containsExactly("etcd is dead");
    }

    @Test
    void pausedIsNotTakenForHungNorHungForPaused() {
        assertThat(suspects(docker(
                        unreachable("component.redis", "no-answer"),
                        unreachable("probe.auth", "no-answer"),
                        said("process.containers", "docker compose ps: redis: paused"))))
                .containsExactly("Redis is paused");
        assertThat(suspects(docker(unreachable("component.redis", "no-answer"))))
                .containsExactly("Redis hangs");
    }

    @Test
    void unhealthyContainerInWhichEveryProcessWasCountedNamesNoneOfThem() {
        assertThat(docker(
                                said(
                                        "process.containers",
                                        "docker compose ps: openim-server: running, unhealthy; inside openim-server every process runs"))
                        .causes())
                .isEmpty();
    }

    @Test
    void processOfAComponentThatIsStoppedInItsContainerHangs() {
        assertThat(suspects(docker(said("process.containers", "stand still: redis: redis-server (pid 7, stopped)"))))
                .containsExactly("Redis hangs");
    }

    private static Diagnosis source(Observation... seen) {
        return Diagnosis.of(RUNBOOK, Installation.SOURCE, List.of(seen));
    }

    private static Diagnosis docker(Observation... seen) {
        return Diagnosis.of(RUNBOOK, Installation.DOCKER, List.of(seen));
    }

    private static List<String> suspects(Diagnosis diagnosis) {
        return diagnosis.causes().stream().map(Cause::toString).toList();
    }

    private static Observation words(String check, int code, String words) {
        return red(check, Evidence.of(Evidence.ERR_CODE, code), Evidence.of(Evidence.WORDS, words));
    }
}
