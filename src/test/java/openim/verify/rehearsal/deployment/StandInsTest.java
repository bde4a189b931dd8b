package openim.verify.rehearsal.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.service.process.ServiceProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final ServiceProcess played = new ServiceProcess("openim-push#1");
    private StandIns standIns;
    private RehearsalPart push;

    @BeforeEach
    void aProcessStandsForPush() {
        played.start();
        standIns = StandIns.in(directory);
        push = standIns.standFor(List.of(played), part -> directory.resolve("bin/openim-push"))
                .get(0);
    }

    @AfterEach
    void noneIsLeft() {
        standIns.close();
        await().atMost(PATIENCE).until(() -> seen().isEmpty());
    }

    @Test
    void whatHangsIsSeenStoppedUntilItGoesOn() {
        assertThat(states()).containsExactly(RunningProcess.State.ALIVE);

        push.hang();
        await().atMost(PATIENCE).until(() -> states().equals(List.of(RunningProcess.State.STOPPED)));

        push.resume();
        await().atMost(PATIENCE).until(() -> states().equals(List.of(RunningProcess.State.ALIVE)));
        assertThat(push.state()).isEqualTo(RehearsalPart.State.RUNNING);
    }

    @Test
    void whatIsKilledIsGoneAndWhatIsStartedIsAnother() {
        long before = seen().get(0).pid();

        push.kill();
        assertThat(seen()).isEmpty();

        push.start();
        assertThat(seen()).hasSize(1).noneMatch(process -> process.pid() == before);
    }

    @Test
    void whatIsEndedByItsNumberIsDead() {
        push.hang();
        ProcessHandle.of(seen().get(0).pid()).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> played.state() == RehearsalPart.State.DEAD);
        assertThat(seen()).isEmpty();
    }

    @Test
    void theExecutableHasTheNameOfWhatItStandsFor() {
        assertThat(seen()).extracting(RunningProcess::name).containsExactly("openim-push");
        assertThat(Files.exists(directory.resolve("bin/openim-push"))).isTrue();
    }

    private List<RunningProcess> seen() {
        return ProcessTable.under(directory).processes();
    }

    private List<RunningProcess.State> states() {
        return seen().stream().map(RunningProcess::state).toList();
    }
}
