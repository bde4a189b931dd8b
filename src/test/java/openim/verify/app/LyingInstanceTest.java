package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import openim.verify.rehearsal.Lie;
import openim.verify.suite.Suites;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three APIs and three gateways: the verdict names the one that lies by its address. */
class LyingInstanceTest extends Instances {

    @ParameterizedTest
    @MethodSource("all")
    void theOneThatAcknowledgesAndDeliversNothingIsNamed(String process) {
        tell(process, Lie.ACKNOWLEDGES_WITHOUT_DELIVERING);

        var smoke = gatewaysOnly();

        assertThat(said(smoke, ROUND))
                .as(smoke.output())
                .startsWith("1 of 6 messages")
                .contains(url(process) + " acknowledged what nobody is pushed")
                .doesNotContain(others(process));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOneThatDeliversToItsOwnOnlyIsNamed(int number) {
        String process = GATEWAY + "#" + number;
        tell(process, Lie.DELIVERS_TO_ITS_OWN_ONLY);

        var smoke = gatewaysOnly();

        assertThat(said(smoke, ROUND))
                .as(smoke.output())
                .contains(url(process) + " pushes what it takes to its own sessions only")
                .doesNotContain(others(process));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOneThatAnswersPingsAndNothingElseIsNamed(int number) {
        String process = GATEWAY + "#" + number;
        tell(process, Lie.ANSWERS_ONLY_PINGS);

        var smoke = gatewaysOnly();

        assertThat(smoke.green()).as(smoke.output()).contains("probe.each-gateway");
        assertThat(said(smoke, ROUND))
                .contains(url(process) + " took none: no answer")
                .containsOnlyOnce("took none");
    }

    private static void tell(String process, Lie lie) {
        deployment.lies().by(process).tell(lie);
    }

    /** Whoever lies runs, and answers: only what becomes of messages tells. */
    private Rehearsed.Outcome gatewaysOnly() {
        return rehearsed().some(Suites.SMOKE, "probe.each-gateway", ROUND);
    }
}
