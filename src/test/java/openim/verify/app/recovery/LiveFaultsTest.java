package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import openim.verify.app.recovery.DrillRun.LiveFaults;
import openim.verify.app.run.Drill;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.host.FakeTool;
import openim.verify.host.RunningProcess.State;
import openim.verify.recovery.drill.Exercise;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a live deployment is broken: by the numbers of its own processes, and by the commands that its settings give. */
@Timeout(120)
class LiveFaultsTest {

    @TempDir
    Path directory;

    private MageCheckout checkout;
    private Path stopped;
    private LiveFaults faults;

    @BeforeEach
    void aCheckoutThatRuns() throws Exception {
        checkout = MageCheckout.in(directory);
        checkout.begin();
        stopped = directory.resolve("stopped");
        Path stop = FakeTool.in(directory, "stop-redis", "touch '" + stopped + "'");
        Path failing = FakeTool.in(directory, "stop-kafka", "echo no such unit; exit 5");
        Path config = Files.createDirectories(checkout.directory().resolve("config"));
        Files.writeString(config.resolve("share.yml"), "secret: not-a-secret\n");
        Files.writeString(config.resolve("openim-api.yml"), "api:\n  ports: [ 10002 ]\n");
        Files.writeString(config.resolve("openim-msggateway.yml"), "longConnSvr:\n  ports: [ 10001 ]\n");
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of(
                        "openim.server.dir",
                        checkout.directory().toString(),
                        "openim.host",
                        "127.0.0.1",
                        "openim.drill.stop.redis",
                        "[\"" + stop + "\"]",
                        "openim.drill.stop.kafka",
                        "[\"" + failing + "\"]",
                        "openim.deadline.tool",
                        "40s")));
        faults = new LiveFaults(
                settings, new LocalTooling(settings.tools(), System.getenv()), directory.resolve("outputs"));
    }

    @AfterEach
    void endIt() throws Exception {
        faults.undo();
        checkout.close();
    }

    @Test
    void aProcessIsKilledByItsNumberAndTheOthersLive() {
        faults.inject(exercise("openim-push", FaultKind.DEAD));

        assertThat(checkout.processes())
                .singleElement()
                .satisfies(left -> assertThat(left.name()).isEqualTo("openim-api"));
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> faults.inject(exercise("openim-push", FaultKind.DEAD)))
                .withMessageContaining("no process of openim-push");
    }

    @Test
    void whatIsHungGoesOnWhenItIsPutBack() {
        faults.inject(exercise("openim-push", FaultKind.HUNG));

        assertThat(checkout.processes())
                .filteredOn(process -> process.state() == State.STOPPED)
                .singleElement()
                .satisfies(hung -> assertThat(hung.name()).isEqualTo("openim-push"));

        faults.undo();
        Drill.eventually(
                "openim-push",
                "goes on",
                () -> checkout.processes().stream().allMatch(process -> process.state() == State.ALIVE));
    }

    @Test
    void aComponentIsEndedByTheCommandOfTheSettingsAndByNothingElse() throws IOException {
        assertThat(faults.obstacle(exercise("redis", FaultKind.DEAD))).isEmpty();
        faults.inject(exercise("redis", FaultKind.DEAD));
        assertThat(Files.exists(stopped)).isTrue();

        assertThat(faults.obstacle(exercise("mongo", FaultKind.DEAD)))
                .hasValueSatisfying(why -> assertThat(why).contains("openim.drill.stop.mongo"));
        assertThat(faults.obstacle(exercise("redis", FaultKind.HUNG))).isPresent();
        assertThatExceptionOfType(CannotLook.class)
                .isThrownBy(() -> faults.inject(exercise("kafka", FaultKind.DEAD)))
                .withMessageContaining("no such unit");
    }

    @Test
    void aProcessOfAnotherHostIsNotBrokenFromHere() {
        assertThat(faults.obstacle(exercise("chat-rpc", FaultKind.DEAD))).isPresent();
        assertThat(faults.obstacle(exercise("openim-push", FaultKind.DEAD))).isEmpty();
    }

    private static Exercise exercise(String part, FaultKind ailment) {
        return Exercise.chosen(TheRunbook.read(), List.of(part), ailment).get(0);
    }
}
