package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import openim.verify.app.Rehearsed;
import openim.verify.recovery.RecoveryResult;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.target.Rehearsal.Form;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recoveries of a rehearsal whose parts are processes of their own: killed by {@code kill -9}, stopped by SIGSTOP. */
@Timeout(600)
class ApartRecoveryTest {

    private static RehearsalDeployment deployment;

    @TempDir
    Path reports;

    private RehearsedRecoverySession session;

    @BeforeAll
    static void start() {
        deployment = RehearsalDeployment.start(Form.APART);
    }

    @AfterAll
    static void end() {
        deployment.close();
    }

    @BeforeEach
    void healthyAndKnown() {
        deployment.mend();
        session = RehearsedRecoverySession.at(Rehearsed.on(deployment, reports)).afterAGoodRun();
    }

    @Test
    @Tag("matrix")
    void aStoppedProcessIsLeftToAPersonAndWithLeaveEndedBySigkill() {
        Map<String, Long> before = pids();
        deployment.hang("openim-rpc-group");

        RecoveryResult refused = session.recover(RehearsedRecoverySession.APPLY);
        assertThat(refused.exitStatus()).as(session.said()).isEqualTo(4);
        assertThat(pids()).as("nothing was stopped").isEqualTo(before);

        RecoveryResult ending = session.recover(RehearsedRecoverySession.BEYOND);
        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(pids())
                .as("all of OpenIMServer are new, ChatServer and the components are not")
                .allSatisfy((part, pid) ->
                        assertThat(pid.equals(before.get(part))).as(part).isEqualTo(!part.startsWith("openim-")));
    }

    @Test
    @Tag("matrix")
    void aKilledProcessComesBackWithItsServer() {
        Map<String, Long> before = pids();
        deployment.kill("openim-push");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said()).contains("mage stop").contains("mage start");
        assertThat(pids()).hasSameSizeAs(before).doesNotContainEntry("openim-api", before.get("openim-api"));
    }

    @Test
    void aKilledComponentIsStartedAndNothingElse() {
        Map<String, Long> before = pids();
        deployment.kill("redis");

        RecoveryResult ending = session.recover(RehearsedRecoverySession.APPLY);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said()).doesNotContain("mage stop");
        Map<String, Long> expected = new TreeMap<>(before);
        expected.put("redis", deployment.part("redis").pid().orElseThrow());
        assertThat(pids()).isEqualTo(expected);
        assertThat(expected.get("redis")).isNotEqualTo(before.get("redis"));
    }

    private static Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        deployment
                .parts()
                .forEach(
                        (RehearsalPart part) -> pids.put(part.name(), part.pid().orElse(-1)));
        return pids;
    }
}
