package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.app.Rehearsed;
import openim.verify.app.program.ExitStatus;
import openim.verify.cli.Main;
import openim.verify.recovery.RecoveryResult;
import openim.verify.recovery.drill.Exercise;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.TheRunbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The drill as an operator runs it, on the rehearsal; and on what he says is live. */
@Timeout(900)
class RehearsalDrillTest {

    @TempDir
    Path reports;

    private RehearsalDeployment deployment;
    private RehearsedRecoverySession session;

    @BeforeEach
    void patientWithABusyMachine() {
        deployment = Rehearsed.shared();
        session = RehearsedRecoverySession.at(Rehearsed.reportingTo(reports)).with("openim.deadline.push", "20s");
    }

    @AfterEach
    void heal() {
        deployment.heal();
    }

    @Test
    void whatHangsIsNamedAndLeftAloneAndTheTableSaysSo() throws IOException {
        RecoveryResult ending = drill(List.of("openim-rpc-group"), true, false);

        assertThat(ending.exitStatus()).as(session.said()).isZero();
        assertThat(session.said()).contains("openim-rpc-group        hung   the true one      none");
        assertThat(deployment.parts()).allMatch(part -> part.state() == RehearsalPart.State.RUNNING);
        try (Stream<Path> tables = Files.find(
                reports.resolve("drills"), 2, (file, is) -> file.endsWith("drill.txt") && is.isRegularFile())) {
            assertThat(tables)
                    .singleElement()
                    .satisfies(table -> assertThat(table).content().contains("openim-rpc-group"));
        }
    }

    @Test
    void aLiveDeploymentThatDoesNotAllowItIsNotTouched(@TempDir Path directory) throws IOException {
        Path settings = Files.writeString(
                directory.resolve("openim-verify.yaml"),
                "openim:\n  host: 127.0.0.1\n  secret: not-the-secret\n  reports: " + reports + "\n");

        assertThat(Main.execute(
                        "drill",
                        "redis",
                        "--target",
                        "live",
                        "--settings",
                        settings.toString(),
                        "--host-again",
                        "127.0.0.1"))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(reports.resolve("drills")).doesNotExist();
    }

    @Tag("matrix")
    @ParameterizedTest
    @MethodSource("parts")
    void eachPartThatIsKilledIsNamedAndMendedAsDocumented(String part) {
        assertThat(drill(List.of(part), false, false).exitStatus())
                .as(session.said())
                .isZero();
    }

    @Tag("matrix")
    @ParameterizedTest
    @MethodSource("parts")
    void eachPartThatHangsIsNamedAndLeftAlone(String part) {
        assertThat(drill(List.of(part), true, false).exitStatus())
                .as(session.said())
                .isZero();
    }

    @Tag("matrix")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongo",
                "redis",
                "kafka",
                "etcd",
                "minio",
                "openim-api",
                "openim-msggateway",
                "openim-msgtransfer",
                "openim-push",
                "openim-rpc-auth"
            })
    void whatHangsIsMendedWhereThatIsAllowed(String part) {
        assertThat(drill(List.of(part), true, true).exitStatus())
                .as(session.said())
                .isZero();
    }

    static Stream<String> parts() {
        return Exercise.chosen(TheRunbook.read(), List.of(), FaultKind.DEAD).stream()
                .map(exercise -> exercise.part().word());
    }

    private RecoveryResult drill(List<String> parts, boolean hung, boolean beyondRunbook) {
        return session.drill(parts, hung, beyondRunbook);
    }
}
