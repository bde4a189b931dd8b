package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.config.Settings;
import openim.verify.recovery.Ending;
import openim.verify.recovery.drill.Exercise;
import openim.verify.rehearsal.Part;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.runbook.Ailment;
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

    private static final int WIDTH = 160;

    @TempDir
    Path reports;

    private RehearsalDeployment deployment;
    private Rehearsed rehearsed;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeEach
    void patientWithABusyMachine() {
        rehearsed = Rehearsed.reportingTo(reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "20s")
                .with("openim.deadline.tool", "40s")
                .with("openim.deadline.run", "120s")
                .with("openim.gate.ladder", "1s,2s");
        deployment = rehearsed.deployment();
    }

    @AfterEach
    void heal() {
        deployment.heal();
    }

    @Test
    void whatHangsIsNamedAndLeftAloneAndTheTableSaysSo() throws IOException {
        Ending ending = drill(List.of("openim-rpc-group"), true, false);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).contains("openim-rpc-group        hung   the true one      none");
        assertThat(deployment.parts()).allMatch(part -> part.state() == Part.State.RUNNING);
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
        assertThat(drill(List.of(part), false, false).exitStatus()).as(said()).isZero();
    }

    @Tag("matrix")
    @ParameterizedTest
    @MethodSource("parts")
    void eachPartThatHangsIsNamedAndLeftAlone(String part) {
        assertThat(drill(List.of(part), true, false).exitStatus()).as(said()).isZero();
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
        assertThat(drill(List.of(part), true, true).exitStatus()).as(said()).isZero();
    }

    static Stream<String> parts() {
        return Exercise.chosen(TheRunbook.read(), List.of(), Ailment.DEAD).stream()
                .map(exercise -> exercise.part().word());
    }

    private Ending drill(List<String> parts, boolean hung, boolean beyondRunbook) {
        Settings settings = rehearsed.settings();
        Terminal terminal = new Terminal(
                new PrintStream(output, true, StandardCharsets.UTF_8),
                WIDTH,
                false,
                Redactor.of(settings.secrets().reveal()));
        return new DrillRun(settings, true, new RehearsalFaults(deployment), terminal).run(parts, hung, beyondRunbook);
    }

    private String said() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
