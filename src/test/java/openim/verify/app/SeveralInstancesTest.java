package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import openim.verify.config.store.Etcd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three APIs and three gateways: each is looked at by itself, and the verdict names the one that is dead by its address. */
class SeveralInstancesTest extends Instances {

    @Test
    void allWellEachIsLookedAtByItself() {
        var smoke = patient().smoke();

        assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
        assertThat(smoke.green())
                .as(smoke.output())
                .contains("probe.each-api", "probe.each-gateway", ROUND, "process.server");
        assertThat(said(smoke, "probe.each-gateway")).startsWith("each of 3 gateways answers a ping");
        assertThat(said(smoke, ROUND)).startsWith("6 messages from session to session of 3");
    }

    @Test
    void inFullEachWritesToEachOther() {
        var full = patient().full("message.every-gateway-pair");

        assertThat(full.green()).as(full.output()).containsExactly("message.every-gateway-pair");
        assertThat(said(full, "message.every-gateway-pair")).startsWith("6 messages");
    }

    @Test
    void whereOnlyOneAddressIsKnownItIsSaidThatItCannotBeToldWhoWasMet() {
        Etcd etcd = rehearsed().settings().stores().etcd().orElseThrow();

        var smoke = patient()
                .with("openim.etcd.url", etcd.endpoints().get(0).toString())
                .with("openim.etcd.root", etcd.root())
                .fromOutside()
                .smoke();

        assertThat(smoke.notProven()).as(smoke.output()).contains("probe.each-gateway", ROUND);
        assertThat(said(smoke, "probe.each-gateway"))
                // A registration that is about to be renewed is not counted.
                .containsPattern("^each of (8|12) sessions answers a ping")
                .containsPattern("etcd has [23] gateways registered")
                .contains("cannot be told");
        assertThat(smoke.notHere()).contains("probe.each-api");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOneThatIsDeadIsNamed(String process) {
        URI url = url(process);
        deployment.kill(process);

        var smoke = instancesOnly();

        assertThat(smoke.red()).as(smoke.output()).contains(check(process));
        assertThat(said(smoke, check(process)))
                .startsWith("1 of 3 ")
                .contains(url + " refuses connections")
                .doesNotContain(others(process));
        assertThat(causes(smoke)).singleElement().asString().startsWith(name(process) + " is dead at " + url);
    }
}
