package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import openim.verify.app.program.ExitStatus;
import openim.verify.cli.Main;
import openim.verify.recovery.RecoveryResult;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill as an operator runs it, on the rehearsal; and on what he says is live. */
class RehearsalDrillTest extends Drills {

    @Test
    void whatHangsIsNamedAndLeftAloneAndTheTableSaysSo() throws IOException {
        RecoveryResult ending = drill("openim-rpc-group", true, false);

        assertThat(ending.exitStatus()).as(said()).isZero();
        assertThat(said()).contains("openim-rpc-group        hung   the true one      none");
        assertThat(deployment().parts()).allMatch(part -> part.state() == RehearsalPart.State.RUNNING);
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
}
