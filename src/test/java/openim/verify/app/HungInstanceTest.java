package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three APIs and three gateways: the verdict names the one that hangs by its address. */
class HungInstanceTest extends Instances {

    @ParameterizedTest
    @MethodSource("all")
    void theOneThatHangsIsNamed(String process) {
        URI url = url(process);
        deployment.hang(process);

        var smoke = instancesOnly();

        assertThat(smoke.red()).as(smoke.output()).contains(check(process));
        assertThat(said(smoke, check(process)))
                .startsWith("1 of 3 ")
                .contains(url + "/")
                .containsAnyOf("no answer", "and then sent nothing for ")
                .doesNotContain(others(process));
        assertThat(causes(smoke))
                .containsExactly(name(process) + " hangs at " + url + ", for it was stopped (SIGSTOP)");
    }
}
