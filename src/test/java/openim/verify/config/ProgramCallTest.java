package openim.verify.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import openim.verify.config.setting.SettingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands that are printed for a person look at the deployment that this run looked at. */
class ProgramCallTest {

    private static final Inputs NOTHING = Inputs.in(Path.of("/srv"));

    @Test
    void whatWasSaidOfTheDeploymentIsSaidAgain() {
        Inputs inputs = NOTHING.withSettingsFile(Path.of("its own.yaml"))
                .withCommandLine(Map.of("openim.host", "10.0.0.5", "openim.deadline.call", "8s"))
                .withSystemProperties(
                        Map.of("verify.called", "./openim-verify", "openim.host", "10.0.0.6", "openim.rate", "3"));

        assertThat(ProgramCall.of(inputs).line("full"))
                .isEqualTo("./openim-verify --settings '/srv/its own.yaml' -s openim.host=10.0.0.5"
                        + " -s openim.deadline.call=8s -s openim.rate=3 full");
    }

    @Test
    void whereNothingWasSaidTheCommandIsPlain() {
        Inputs inputs = NOTHING.withEnvironment(Map.of("OPENIM_HOST", "10.0.0.5", "OPENIM_SECRET", "hush"))
                .withSystemProperties(Map.of("openim.host", " ", "user.home", "/root"));

        assertThat(ProgramCall.of(inputs).line("full")).isEqualTo("java -jar openim-verify.jar full");
    }

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void nothingThatMayHoldASecretIsPrintedAndItIsSaidThatItIsMissing(SettingKey key) {
        ProgramCall invocation = ProgramCall.of(NOTHING.withCommandLine(Map.of(key.key(), "[\"curl\", \"hush\"]")));

        boolean open = key.printable("[\"curl\", \"hush\"]").contains("hush");
        assertThat(invocation.toString().contains("hush")).isEqualTo(open);
        assertThat(invocation.leftOut().contains(key)).isEqualTo(!open);
    }
}
