package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three APIs and three gateways: the first is the one that all else is asked of, unless it does not answer. */
class FirstInstanceTest extends Instances {

    private static final String[] OF_THE_OTHERS = {
        "probe.api",
        "probe.auth",
        "probe.gateway",
        "deployment.identity",
        "message.acknowledged",
        "message.rest-acknowledged",
        "message.stored"
    };

    @ParameterizedTest
    @ValueSource(strings = {API + "#1", GATEWAY + "#1"})
    void withTheFirstDeadAllElseIsLookedAtThroughTheNext(String process) {
        deployment.kill(process);

        var smoke = patient().smoke();

        assertThat(smoke.run().exitStatus()).as(smoke.output()).isEqualTo(1);
        assertThat(smoke.red()).as(smoke.output()).contains(check(process)).doesNotContain(OF_THE_OTHERS);
        assertThat(smoke.green()).as(smoke.output()).contains(OF_THE_OTHERS).contains("message.pushed");
        assertThat(said(smoke, check(process))).startsWith("1 of 3 ").contains(url(process) + " refuses connections");
        assertThat(causes(smoke)).as(smoke.output()).singleElement().asString().startsWith(name(process) + " is dead");
    }

    @ParameterizedTest
    @ValueSource(strings = {API + "#1", GATEWAY + "#1"})
    void withTheFirstHungAllElseIsLookedAtThroughTheNext(String process) {
        deployment.hang(process);

        var smoke = rehearsed().smoke();

        assertThat(smoke.run().exitStatus()).as(smoke.output()).isEqualTo(1);
        assertThat(smoke.red()).as(smoke.output()).contains(check(process)).doesNotContain(OF_THE_OTHERS);
        assertThat(smoke.green()).as(smoke.output()).contains(OF_THE_OTHERS);
        assertThat(said(smoke, check(process))).startsWith("1 of 3 ").contains(url(process) + "/");
        assertThat(causes(smoke)).as(smoke.output()).singleElement().asString().startsWith(name(process) + " hangs");
    }
}
