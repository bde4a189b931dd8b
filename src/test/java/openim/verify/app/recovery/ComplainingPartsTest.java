package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import openim.verify.app.Rehearsed;
import openim.verify.recovery.RecoveryResult;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A part that answers, and refuses or complains: it is named with its words, the next step is the one that helps, and whatever is
 * allowed nothing is restarted for it.
 */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComplainingPartsTest {

    private static final int PERSON_NEEDED = 4;

    private static RehearsalDeployment deployment;

    @TempDir
    private static Path reports;

    private final RehearsedRecoverySession session = RehearsedRecoverySession.at(Rehearsed.on(deployment, reports))
            .with("openim.deadline.call", "6s")
            .with("openim.deadline.push", "8s")
            .with("openim.deadline.stored", "8s");

    @BeforeAll
    static void start() {
        deployment = RehearsalDeployment.start();
        Rehearsed.on(deployment, reports).whenHealthy();
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    /** Runs last: after all the lies the deployment is well, so that each of them was told by one that was. */
    @Test
    @Order(Integer.MAX_VALUE)
    void afterAllOfThemItIsAsWellAsBefore() {
        session.rehearsed().whenHealthy();
    }

    @AfterEach
    void mend() {
        deployment.lies().recantAll();
        deployment.mend();
    }

    static Stream<Arguments> complaints() {
        return Stream.of(
                Arguments.of(
                        Lie.REDIS_REFUSES_LOGIN,
                        "Redis refuses the deployment's login",
                        "WRONGPASS",
                        "give it back the one that this command shows"),
                Arguments.of(
                        Lie.REDIS_OUT_OF_MEMORY,
                        "Redis has used up its maxmemory, and takes no writes",
                        "uses all the memory that its maxmemory allows",
                        "raise its limit by this command"),
                Arguments.of(
                        Lie.REDIS_IS_A_REPLICA,
                        "Redis is a replica, and takes no writes",
                        "takes no writes (READONLY)",
                        "REPLICAOF NO ONE"),
                Arguments.of(
                        Lie.MONGO_REFUSES_LOGIN,
                        "MongoDB refuses the deployment's login",
                        "requires authentication",
                        "config/mongodb.yml of both servers"),
                Arguments.of(
                        Lie.KAFKA_REFUSES_LOGIN,
                        "Kafka refuses the deployment's login",
                        "hangs up on who comes without a login",
                        "write a login that the broker knows into config/kafka.yml"),
                Arguments.of(
                        Lie.KAFKA_LACKS_A_TOPIC, "Kafka lacks a topic", "there is no topic toMongo", "make the topic"),
                Arguments.of(
                        Lie.ETCD_REFUSES_LOGIN,
                        "etcd refuses the deployment's login",
                        "etcdserver: user name is empty",
                        "config/discovery.yml of both servers"),
                Arguments.of(
                        Lie.ETCD_OUT_OF_SPACE,
                        "etcd has used up its quota, and takes no writes",
                        "ALARM NOSPACE",
                        " alarm disarm"),
                Arguments.of(
                        Lie.MINIO_REFUSES_KEYS,
                        "MinIO refuses the deployment's login",
                        "InvalidAccessKeyId",
                        "into config/minio.yml as accessKeyID"),
                Arguments.of(
                        Lie.MINIO_OUT_OF_SPACE,
                        "MinIO has run out of disk",
                        "minimum free drive threshold",
                        "make room on the disk of MinIO's data directory"),
                Arguments.of(
                        Lie.WEBHOOK_DOWN,
                        "OpenIMServer waits for a webhook that does not answer",
                        "the webhook beforeSendSingleMsg of",
                        "correct url in config/webhooks.yml"),
                Arguments.of(
                        Lie.STALE_REGISTRATION,
                        "etcd names services at addresses where nobody listens",
                        "nobody listens where etcd has user-rpc-service at 127.0.0.1:",
                        "correct registerIP"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("complaints")
    void isNamedWithItsWordsAndNothingIsRestarted(Lie lie, String cause, String words, String step) {
        deployment.lies().tell(lie);

        RecoveryResult ending = recover();

        assertThat(ending.exitStatus()).as(session.said()).isEqualTo(PERSON_NEEDED);
        assertThat(session.firstCause()).as(session.said()).contains(cause);
        assertThat(session.oneLine()).contains(words).doesNotContain("step-began");
        assertThat(ending.sentence())
                .as(session.said())
                .startsWith(cause + ": ")
                .contains(step);
        assertThat(deployment.parts()).allMatch(part -> part.state() == RehearsalPart.State.RUNNING);
    }

    @Test
    @DisplayName("field case B10: a full disk is named, and nothing is restarted for it")
    void aFullDiskIsNamedAndNothingIsRestarted() {
        session.with("openim.disk.least-mib", "1000000000");

        RecoveryResult ending = recover();

        assertThat(ending.exitStatus()).as(session.said()).isEqualTo(PERSON_NEEDED);
        assertThat(session.firstCause()).contains("OpenIMServer has run out of disk");
        assertThat(session.oneLine()).contains("is full: ").doesNotContain("step-began");
        assertThat(ending.sentence()).contains("make room first");
    }

    @Test
    @DisplayName("field case A7: another secret in ChatServer's files is red, and nothing is restarted for it")
    void anotherSecretInChatsFilesIsNamedAndNothingIsRestarted() throws IOException {
        Path share = session.rehearsed()
                .settings()
                .directories()
                .chat()
                .orElseThrow()
                .resolve("config/share.yml");
        String right = Files.readString(share);
        Files.writeString(share, right.replaceFirst("(?m)^(\\s+secret: ).*$", "$1a-wrong-secret"));
        try {
            RecoveryResult ending = recover();

            assertThat(ending.exitStatus()).as(session.said()).isEqualTo(PERSON_NEEDED);
            assertThat(session.firstCause())
                    .contains("ChatServer has another secret than OpenIMServer, and does not start");
            assertThat(session.oneLine())
                    .contains("is another secret than the one from")
                    .doesNotContain("step-began");
            assertThat(ending.sentence()).contains("OpenIMServer's secret");
        } finally {
            Files.writeString(share, right);
        }
    }

    private RecoveryResult recover() {
        return session.recover(RehearsedRecoverySession.BEYOND);
    }
}
