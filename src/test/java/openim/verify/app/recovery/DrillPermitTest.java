package openim.verify.app.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import openim.verify.app.recovery.DrillRun.DrillPermit;
import org.junit.jupiter.api.Test;

class DrillPermitTest {

    private static final String HOST = "im.example.com";

    @Test
    void allowedNamedOnceMoreAndNobodyOnline() {
        assertThat(new DrillPermit(true, HOST, HOST, "0").refusal()).isEmpty();
    }

    @Test
    void withoutItsSettingNothingIsBroken() {
        assertThat(new DrillPermit(false, HOST, HOST, "0").refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("openim.drill.allowed"));
    }

    @Test
    void anotherHostOrNoneTypedIsARefusal() {
        assertThat(new DrillPermit(true, HOST, "", "0").refusal()).isPresent();
        assertThat(new DrillPermit(true, HOST, "test.example.com", "0").refusal())
                .hasValueSatisfying(why -> assertThat(why).contains(HOST));
    }

    @Test
    void whoIsOnlineOrCannotBeCountedIsARefusal() {
        assertThat(new DrillPermit(true, HOST, HOST, "3").refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("3 people"));
        assertThat(new DrillPermit(true, HOST, HOST, "unknown").refusal())
                .hasValueSatisfying(why -> assertThat(why).contains("unknown"));
    }
}
