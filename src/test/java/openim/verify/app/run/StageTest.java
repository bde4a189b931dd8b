package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Wiring;
import openim.verify.await.Deadline;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.suite.Fixtures;
import openim.verify.suite.ToldJourneys;
import openim.verify.target.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage has all that is played on it. */
class StageTest {

    @TempDir
    private Path reports;

    @Test
    void whateverASpecAsksForIsThere() {
        Settings settings = SettingsLoader.load(Inputs.in(reports)
                .withCommandLine(Map.of("openim.host", "127.0.0.1"))
                .withEnvironment(Map.of("OPENIM_SECRET", "planted")));
        try (Fixtures fixtures = Stage.set(
                Wiring.forSettings(settings),
                OwnPlaces.pool(settings),
                new History(reports),
                LedgerAtHand.in(Ledgers.file(settings)),
                false,
                "run",
                Deadline.in(Duration.ofMinutes(10)))) {
            assertThat(ToldJourneys.lackingIn(fixtures)).isEmpty();
        }
    }
}
