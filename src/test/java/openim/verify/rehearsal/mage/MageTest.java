package openim.verify.rehearsal.mage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Lies lies = new Lies();
    private final FakePart redis = new FakePart("redis");
    private final FakePart api = new FakePart("openim-api");
    private final FakePart firstPush = new FakePart("openim-push#1");
    private final FakePart secondPush = new FakePart("openim-push#2");

    @TempDir
    private Path directory;

    private MageServer server;
    private Path mage;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("start-config.yml"), """
                serviceBinaries:
                  openim-api: 1
                  openim-push: 2
                toolBinaries:
                  - check-component
                maxFileDescriptors: 10000
                """);
        MageCheckout checkout = new MageCheckout(
                directory,
                List.of(api, firstPush, secondPush),
                Map.of("openim-api", 10002),
                List.of(Prerequisite.running("Redis", redis)));
        server = MageServer.start(List.of(checkout), List.of(redis), lies, Duration.ofMillis(1));
        mage = Script.mage(directory, server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void checkListsEveryProcessWhenAllRun() throws Exception {
        ToolRun check = mage("check");
        assertThat(check.status()).isZero();
        assertThat(check.words())
                .contains("All services are running normally.")
                .containsPattern("Cmdline: .*/openim-api -i 0 -c .*/config/, PID: \\d+ is listening on ports: 10002")
                .containsPattern("Cmdline: .*/openim-push -i 1 -c .*/config/, PID: \\d+ is not listening on any ports");
    }

    @Test
    void checkNamesADeadProcess() throws Exception {
        secondPush.kill();
        ToolRun check = mage("check");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.words())
                .contains("Some programs are not running properly:")
                .containsPattern("binary openim-push is not running as expected: .*/openim-push"
                        + " expected 2 processes, but 1 running")
                .doesNotContain("openim-api");
    }

    @Test
    void checkSeesNeitherAHungProcessNorADeadComponent() throws Exception {
        api.hang();
        redis.kill();
        assertThat(mage("check").status()).isZero();
    }

    @Test
    void stopEndsEverything() throws Exception {
        ToolRun stop = mage("stop");
        assertThat(stop.status()).isZero();
        assertThat(stop.words()).contains("Terminated process cmdline: ").contains("All services have been stopped");
        assertThat(List.of(api, firstPush, secondPush))
                .extracting(RehearsalPart::state)
                .containsOnly(RehearsalPart.State.DEAD);
    }

    @Test
    void stopGivesUpOnAHungProcessWithStatusZero() throws Exception {
        api.hang();
        ToolRun stop = mage("stop");
        assertThat(stop.status()).isZero();
        assertThat(stop.words())
                .contains("the following binaries are still running: openim-api")
                .contains("already waited for 15 seconds, some services have still not stopped");
        assertThat(firstPush.state()).isEqualTo(RehearsalPart.State.DEAD);
    }

    @Test
    void startBringsEverythingBack() throws Exception {
        mage("stop");
        ToolRun start = mage("start");
        assertThat(start.status()).isZero();
        assertThat(start.words()).contains("Redis check succeeded.").contains("All services are running normally.");
        assertThat(List.of(api, firstPush, secondPush))
                .extracting(RehearsalPart::state)
                .containsOnly(RehearsalPart.State.RUNNING);
    }

    @Test
    void startAbortsWithStatusZeroWhileAComponentIsDead() throws Exception {
        mage("stop");
        redis.kill();
        ToolRun start = mage("start");
        assertThat(start.status()).isZero();
        assertThat(start.words()).contains("Redis check failed: ").contains("abort start");
        assertThat(api.state()).isEqualTo(RehearsalPart.State.DEAD);
    }

    @Test
    void startAbortsWhileAHungProcessIsLeftAndLeavesTheOthersDead() throws Exception {
        api.hang();
        ToolRun start = mage("start");
        assertThat(start.status()).isZero();
        assertThat(start.words()).contains("Some services running, details are as follows, abort start");
        assertThat(firstPush.state()).isEqualTo(RehearsalPart.State.DEAD);
    }

    @Test
    void startSaysThatAllIsWellAndHasStartedNothingWhenTold() throws Exception {
        lies.tell(Lie.MAGE_STARTS_NOTHING);

        ToolRun start = mage("start");

        assertThat(start.status()).isZero();
        assertThat(start.words()).contains("running normally");
        assertThat(api.state()).isEqualTo(RehearsalPart.State.DEAD);
    }

    @Test
    void startWaitsForEverWhenTold() throws Exception {
        lies.tell(Lie.MAGE_WAITS_FOR_EVER);

        Process waiting = new ProcessBuilder(mage.toString(), "start")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (var words = waiting.inputReader()) {
            await().atMost(PATIENCE).until(() -> words.readLine().contains("Etcd check failed"));
            assertThat(waiting.isAlive()).isTrue();
            assertThat(api.state()).isEqualTo(RehearsalPart.State.DEAD);
        } finally {
            waiting.destroyForcibly().waitFor();
        }
    }

    @Test
    void startTakesItsTimeWhenToldAndAllRunsInTheEnd() throws Exception {
        lies.tell(Lie.MAGE_TAKES_ITS_TIME);

        assertThat(mage("start").words()).contains("All services are running normally.");
        assertThat(secondPush.state()).isEqualTo(RehearsalPart.State.RUNNING);
    }

    @Test
    void whatWasStartedDiesAgainWhenTold() throws Exception {
        lies.tell(Lie.STARTED_DIES_AGAIN);

        assertThat(mage("start").words()).contains("All services are running normally.");

        await().atMost(PATIENCE)
                .until(() -> api.state() == RehearsalPart.State.DEAD && secondPush.state() == RehearsalPart.State.DEAD);
    }

    @Test
    void anUnknownTargetIsRefused() throws Exception {
        assertThat(mage("wish").status()).isEqualTo(2);
    }

    @Test
    void aComponentIsStartedIfDeadAndRestartedIfItHangs() throws Exception {
        Path component = Script.component(directory, server);
        redis.kill();
        assertThat(component(component, "start", "redis").status()).isZero();
        assertThat(redis.state()).isEqualTo(RehearsalPart.State.RUNNING);
        redis.hang();
        assertThat(component(component, "start", "redis").words()).contains("HUNG");
        assertThat(component(component, "restart", "redis").words()).contains("RUNNING");
        assertThat(component(component, "stop", "redis").status()).isEqualTo(2);
        assertThat(component(component, "start", "openim-api").status()).isEqualTo(2);
    }

    private ToolRun mage(String... arguments) throws Exception {
        return ToolRun.of(directory, mage, List.of(arguments));
    }

    private ToolRun component(Path component, String... arguments) throws Exception {
        return ToolRun.of(directory, component, List.of(arguments));
    }
}
