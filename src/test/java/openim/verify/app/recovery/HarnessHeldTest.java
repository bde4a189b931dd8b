package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import openim.verify.config.Inputs;
import openim.verify.config.SettingsLoader;
import openim.verify.recovery.RecoveryResult;
import openim.verify.report.terminal.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One harness at a time at a deployment, whichever of its directories each of them was told of. */
class HarnessHeldTest {

    private static final String HOME = System.getProperty("user.home");

    private static final RecoveryResult DONE = RecoveryResult.of(0, "done", "it was done");

    @TempDir
    Path directory;

    private Path server;
    private Path chat;

    @BeforeEach
    void twoCheckouts() throws IOException {
        System.setProperty("user.home", directory.toString());
        Path deployment = Path.of("src/test/resources/deployments/source");
        server = copied(deployment.resolve("open-im-server"), directory.resolve("open-im-server"));
        chat = copied(deployment.resolve("chat"), directory.resolve("chat"));
    }

    @AfterEach
    void home() {
        System.setProperty("user.home", HOME);
    }

    @Test
    void theOneOfAllDirectoriesKeepsAwayThatOfAnyOfThem() {
        RecoverySession all =
                harness("all", Map.of("openim.server.dir", server.toString(), "openim.chat.dir", chat.toString()));
        RecoverySession one = harness("one", Map.of("openim.chat.dir", chat.toString(), "openim.host", "127.0.0.1"));

        RecoveryResult inside = all.held(() -> one.held(() -> DONE));

        assertThat(inside.exitStatus()).isEqualTo(RecoveryResult.HELD);
        assertThat(one.held(() -> DONE)).as("it was given back").isEqualTo(DONE);
    }

    @Test
    void thoseOfDifferentDirectoriesOfOneDeploymentKeepEachOtherAway() {
        Map<String, String> api = Map.of("openim.host", "127.0.0.1", "openim.api.url", "http://127.0.0.1:10002");
        RecoverySession openim = harness("openim", with(api, "openim.server.dir", server));
        RecoverySession other = harness("other", with(api, "openim.chat.dir", chat));

        assertThat(openim.held(() -> other.held(() -> DONE)).exitStatus()).isEqualTo(RecoveryResult.HELD);
    }

    private static Map<String, String> with(Map<String, String> settings, String key, Path path) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put(key, path.toString());
        return all;
    }

    private RecoverySession harness(String reports, Map<String, String> settings) {
        Map<String, String> all = with(settings, "openim.reports", directory.resolve(reports));
        return new RecoverySession(
                SettingsLoader.load(Inputs.in(directory)
                        .withCommandLine(all)
                        .withEnvironment(Map.of("OPENIM_SECRET", "s3cret-of-the-test"))),
                false,
                Terminal.silent(),
                false);
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
