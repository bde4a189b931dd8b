package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.canary.Round;
import openim.verify.canary.metrics.CanaryMetrics;
import openim.verify.canary.metrics.Standpoint;
import openim.verify.client.SearchCap;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever stops a canary by its unit gives it the time that it takes. */
class CanaryStopTest {

    private static final Pattern TIMEOUT = Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$");

    @TempDir
    Path directory;

    @Test
    void theUnitWaitsLongerThanTheLongestRoundOfMessagesTakes() throws Exception {
        Settings settings = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of("openim.host", "im.example.org"))
                .withEnvironment(Map.of("OPENIM_SECRET", "none")));
        CanaryMetrics metrics =
                new CanaryMetrics("test", new Standpoint("http://im.example.org:10002", ""), Clock.systemUTC());
        CanaryProber eyes =
                new CanaryProber(settings, false, directory, metrics, metrics, SearchCap.none(), Clock.systemUTC());

        Matcher timeout = TIMEOUT.matcher(Files.readString(Path.of("src/main/systemd/openim-verify-canary.service")));

        assertThat(timeout.find()).isTrue();
        assertThat(Duration.ofSeconds(Long.parseLong(timeout.group(1)))).isGreaterThan(eyes.longest(Round.MESSAGES));
    }
}
