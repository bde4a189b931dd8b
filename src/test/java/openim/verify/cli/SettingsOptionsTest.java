package openim.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import openim.verify.app.discovery.HostInputs;
import org.junit.jupiter.api.Test;

/** What the build was given by -D, as it comes from there. */
class SettingsOptionsTest {

    private static Map<String, String> handedOn(String properties) {
        return new SettingsOptions()
                .inputs(Map.of(HostInputs.FROM_BUILD, properties))
                .systemProperties();
    }

    @Test
    void eachPropertyOfTheBuildIsASetting() {
        assertThat(handedOn("openim.host=10.0.0.5, openim.trusted-hosts=a.example, b.example, openim.secret="))
                .containsEntry("openim.host", "10.0.0.5")
                .containsEntry("openim.trusted-hosts", "a.example, b.example")
                .containsEntry("openim.secret", "");
    }

    @Test
    void aBuildThatWasGivenNothingHandsNothingOn() {
        assertThat(handedOn("")).doesNotContainKeys("openim.host", "openim.secret");
    }
}
