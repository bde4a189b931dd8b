package openim.verify.recovery.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openim.verify.recovery.act.PreflightFinding.Proven;
import openim.verify.recovery.act.PreflightFinding.Refused;
import openim.verify.recovery.act.PreflightFinding.StoodInFor;
import openim.verify.recovery.act.PreflightFinding.Unknown;
import openim.verify.recovery.act.SameDeployment.SameNamespace;
import openim.verify.recovery.act.SameDeployment.SameNamespace.Entrance;
import org.junit.jupiter.api.Test;

class SameNamespaceTest {

    private static final List<Entrance> ENTRANCES = List.of(
            new Entrance(
                    "the service openim-api-service", Set.of("openim-api-service.openim", "10.96.0.7"), Set.of(10002)),
            new Entrance("the node port of the service openim-api-service", Set.of("192.0.2.10"), Set.of(30002)),
            new Entrance("the ingress openim-ingress", Set.of("im.example.com", "192.0.2.80"), Set.of(80, 443)));

    @Test
    void eachWayIntoTheNamespaceIsProven() {
        assertThat(of("http://10.96.0.7:10002")).isInstanceOf(Proven.class);
        assertThat(of("http://openim-api-service.openim:10002")).isInstanceOf(Proven.class);
        assertThat(of("http://192.0.2.10:30002").sentence())
                .isEqualTo(
                        "http://192.0.2.10:30002 leads to the node port of the service openim-api-service of the namespace openim");
        assertThat(of("https://im.example.com")).isInstanceOf(Proven.class);
    }

    @Test
    void theAddressBehindANameCountsToo() {
        assertThat(SameNamespace.ofAddress(
                        "openim",
                        URI.create("https://chat.example.com"),
                        Set.of("chat.example.com", "192.0.2.80"),
                        ENTRANCES,
                        Optional.empty()))
                .isInstanceOf(Proven.class);
    }

    @Test
    void anotherHostOrAnotherPortIsRefused() {
        assertThat(of("http://192.0.2.10:30003")).isInstanceOf(Refused.class);
        assertThat(of("http://127.0.0.1:10002").sentence())
                .startsWith("http://127.0.0.1:10002 belongs to no service of the namespace openim");
    }

    /** A partial look accuses nobody and clears nobody. */
    @Test
    void whereNotAllWaysCouldBeSeenItIsUnknown() {
        PreflightFinding finding = SameNamespace.ofAddress(
                "openim",
                URI.create("http://127.0.0.1:10002"),
                Set.of("127.0.0.1"),
                ENTRANCES,
                Optional.of("may not list ingresses"));

        assertThat(finding).isInstanceOf(Unknown.class);
        assertThat(finding.sentence()).endsWith("may not list ingresses");
    }

    @Test
    void theSecretOfTheNamespaceDecidesWhereItIsJudged() {
        URI url = URI.create("http://10.96.0.7:10002");

        assertThat(SameNamespace.ofSecret("openim", url, new TokenProbe.Minted.Token(), of(url.toString())))
                .isInstanceOf(Proven.class);
        assertThat(SameNamespace.ofSecret("openim", url, new TokenProbe.Minted.WrongSecret("1002"), of(url.toString())))
                .isInstanceOf(Refused.class);
        assertThat(SameNamespace.ofSecret(
                        "openim", url, new TokenProbe.Minted.NoJudgement("no answer"), of(url.toString())))
                .isInstanceOf(StoodInFor.class);
        assertThat(SameNamespace.ofSecret(
                        "openim", url, new TokenProbe.Minted.NoJudgement("no answer"), of("http://127.0.0.1:1")))
                .isInstanceOf(Unknown.class);
    }

    private static PreflightFinding of(String url) {
        URI uri = URI.create(url);
        return SameNamespace.ofAddress("openim", uri, Set.of(uri.getHost()), ENTRANCES, Optional.empty());
    }
}
