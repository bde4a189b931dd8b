package openim.verify.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What running services have, so that those in their place can be given it. */
class ServiceEnvironmentTest {

    @Test
    void entriesOfTheKernelAreRead() {
        byte[] environ = "PATH=/bin\0IMENV_A=x=y\0EMPTY=\0nonsense\0".getBytes(StandardCharsets.US_ASCII);

        assertThat(ServiceEnvironment.parsed(environ))
                .containsExactlyInAnyOrderEntriesOf(Map.of("PATH", "/bin", "IMENV_A", "x=y", "EMPTY", ""));
    }

    @Test
    void whatDecidesAndDiffersIsUndecidedAndWhatDecidesNothingIsNot() {
        ServiceEnvironment common = ServiceEnvironment.common(List.of(
                Map.of("IMENV_A", "1", "IMENV_B", "1", "NO_PROXY", "x", "LESS", "-R"),
                Map.of("IMENV_A", "1", "IMENV_B", "2", "NO_PROXY", "x", "LESS", "-R"),
                Map.of("IMENV_A", "1", "NO_PROXY", "x")));

        assertThat(common.undecided()).containsExactly("IMENV_B");
        assertThat(given(common, Map.of())).containsEntry("LESS", "-R").containsEntry("NO_PROXY", "x");
    }

    @Test
    void aToolKeepsWhatItFindsItselfByAndTheServicesTheRest() {
        ServiceEnvironment had = ServiceEnvironment.common(List.of(Map.of(
                "PATH",
                "/theirs",
                "GOPATH",
                "/theirs/go",
                "GOMAXPROCS",
                "2",
                "TZ",
                "Asia/Shanghai",
                "SHLVL",
                "3",
                "MAGEFILE_VERBOSE",
                "true",
                "AWS_REGION",
                "x")));

        assertThat(given(had, Map.of("PATH", "/ours", "TZ", "UTC")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "PATH",
                        "/ours",
                        "GOPATH",
                        "/theirs/go",
                        "GOMAXPROCS",
                        "2",
                        "TZ",
                        "Asia/Shanghai",
                        "AWS_REGION",
                        "x"));
    }

    @Test
    void whatIsLostIsNamedAndNoValueIsEverPrinted() {
        ServiceEnvironment had = ServiceEnvironment.deciding(
                Map.of("IMENV_SHARE_SECRET", "hush", "CHATENV_A", "1", "OPENIM_SECRET", "ours"));
        ServiceEnvironment now = ServiceEnvironment.deciding(Map.of("CHATENV_A", "1"));

        assertThat(had.lostIn(now)).containsExactly("IMENV_SHARE_SECRET");
        assertThat(now.lostIn(had)).isEmpty();
        assertThat(had).hasToString("[CHATENV_A, IMENV_SHARE_SECRET]");
    }

    private static Map<String, String> given(ServiceEnvironment had, Map<String, String> own) {
        Map<String, String> environment = new HashMap<>(own);
        had.addTo(environment);
        return environment;
    }
}
