package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import openim.verify.canary.Round;
import openim.verify.config.SettingKey;
import openim.verify.message.ledger.Judged;
import openim.verify.message.ledger.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canary that is killed with -9 at whatever it is doing, again and again. */
@Tag("matrix")
class CanaryKilledTest {

    private static final int KILLS = 20;
    private static final int SEED = 20261124;
    private static final int LONGEST_LIFE = 25_000;

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path reports;

    @Test
    void theNextOneSettlesWhatWasOpenAndInventsNothing() throws Exception {
        Rehearsed rehearsed = Rehearsed.reportingTo(reports)
                .with("openim.deadline.run", "120s")
                .with("openim.deadline.call", "60s")
                .with("openim.deadline.push", "60s");
        Watched.with(rehearsed.settings()).round(Round.MESSAGES);
        Random chance = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            Process canary = canary(rehearsed.deployment().settings());
            try {
                assertThat(canary.waitFor(2_000 + chance.nextInt(LONGEST_LIFE), TimeUnit.MILLISECONDS))
                        .as("it goes on until it is killed: %s", Files.readString(reports.resolve("canary.txt")))
                        .isFalse();
            } finally {
                canary.destroyForcibly().waitFor();
            }
        }

        Watched next = Watched.with(rehearsed.settings());
        var look = next.round(Round.MESSAGES).orElseThrow();

        assertThat(look.verdict().isHealthy()).as("%s, %s", look, next.faults()).isTrue();
        List<Judged> judged = next.judged();
        assertThat(judged).hasSizeGreaterThan(KILLS).noneMatch(one -> one.state() == State.OPEN);
        assertThat(judged).noneMatch(one -> one.state().accuses());
        assertThat(Files.readString(reports.resolve("canary.txt"))).doesNotContain("CHANGE to red");
    }

    private Process canary(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        JAVA.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "openim.verify.app.Main",
                        "canary",
                        "--every",
                        "1s",
                        "-s",
                        "openim.deadline.run=120s",
                        "-s",
                        "openim.deadline.call=60s",
                        "-s",
                        "openim.deadline.push=60s",
                        "-s",
                        "openim.reports=" + reports)
                .directory(reports.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        reports.resolve("canary.txt").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENIM_"));
        settings.forEach((key, value) ->
                builder.environment().put(SettingKey.named(key).orElseThrow().environmentName(), value));
        return builder.start();
    }
}
