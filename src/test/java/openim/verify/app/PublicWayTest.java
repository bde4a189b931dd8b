package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import openim.verify.client.net.Certificates;
import openim.verify.config.Endpoints;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy with TLS before a deployment that is well: what it spoils is found, and that it is the proxy is said. */
class PublicWayTest {

    private static final String[] LOOKED_AT = {"public.api", "public.chat", "public.gateway"};

    @TempDir
    Path reports;

    @TempDir
    Path keys;

    private FakeProxy api;
    private FakeProxy gateway;
    private FakeProxy chat;
    private Certificates certificates;

    @AfterEach
    void close() throws IOException {
        for (FakeProxy each : new FakeProxy[] {api, gateway, chat}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void whatAProxyHandsOnIsGreen() throws Exception {
        front("-0d", 60, proxy -> proxy);

        var full =
                outside().full("public.api", "public.chat", "public.gateway", "public.large-frame", "public.silence");

        assertThat(full.green())
                .as(full.output())
                .containsExactly("public.api", "public.chat", "public.gateway", "public.large-frame", "public.silence");
    }

    @Test
    void nothingIsLookedAtWhereNoPublicWayIsGiven() {
        var smoke = Rehearsed.quick(reports).some(Suites.SMOKE, LOOKED_AT);

        assertThat(smoke.notHere()).as(smoke.output()).containsExactlyInAnyOrder(LOOKED_AT);
    }

    @Test
    void anUpgradeThatIsNotHandedOnIsTheProxysFault() throws Exception {
        front("-0d", 60, FakeProxy::droppingUpgrade);

        var smoke = outside().full(LOOKED_AT);

        assertThat(smoke.red()).as(smoke.output()).containsExactly("public.gateway");
        assertThat(said(smoke, "public.gateway"))
                .contains("opens no session")
                .contains("inside all is well: it is the proxy at " + gateway.url("wss"))
                .contains("proxy_set_header Upgrade");
        assertThat(smoke.run().explanation().words()).isEqualTo("the proxy lets no session through");
    }

    @Test
    void aCertificateOfYesterdayIsRedOnEachWay() throws Exception {
        front("-10d", 9, proxy -> proxy);

        var smoke = outside().full(LOOKED_AT);

        assertThat(smoke.red()).as(smoke.output()).containsExactlyInAnyOrder(LOOKED_AT);
        assertThat(said(smoke, "public.api"))
                .contains("the certificate of 127.0.0.1 ended on")
                .contains("inside all is well: it is the proxy at " + api.url("https"));
        assertThat(said(smoke, "public.gateway")).contains("the certificate of 127.0.0.1 ended on");
        assertThat(smoke.run().explanation().words())
                .isEqualTo("the proxy shows clients a certificate that they do not take");
    }

    @Test
    void aCertificateThatEndsSoonIsToldAndNotRed() throws Exception {
        front("-0d", 6, proxy -> proxy);

        var smoke = outside().full(LOOKED_AT);

        assertThat(smoke.green()).as(smoke.output()).containsExactlyInAnyOrder(LOOKED_AT);
        assertThat(said(smoke, "public.gateway")).contains("the certificate of 127.0.0.1 ends in 5 days");
    }

    @Test
    void aTimeOutThatIsShorterThanAHeartbeatIsFound() throws Exception {
        front("-0d", 60, proxy -> proxy.endingAfter(Duration.ofMillis(2500)));

        var full = outside().with("openim.deadline.idle", "12s").full("public.silence");

        assertThat(full.red()).as(full.output()).containsExactly("public.silence");
        assertThat(said(full, "public.silence"))
                .contains("before a client's next heartbeat")
                .contains("it is the proxy at " + gateway.url("wss"))
                .contains("proxy_read_timeout");
        assertThat(full.run().explanation().words()).isEqualTo("the proxy ends sessions that are silent");
    }

    @Test
    void aProxyThatTakesNoLargeFrameIsFound() throws Exception {
        front("-0d", 60, proxy -> proxy.takingAtMost(20_000));

        var full = outside().full("public.gateway", "public.large-frame");

        assertThat(full.red()).as(full.output()).containsExactly("public.large-frame");
        assertThat(full.green()).containsExactly("public.gateway");
        assertThat(said(full, "public.large-frame"))
                .contains("a frame of nearly 51200 bytes")
                .contains("it is the proxy at " + gateway.url("wss"));
    }

    private void front(String from, int days, UnaryOperator<FakeProxy> manners)
            throws IOException, InterruptedException, GeneralSecurityException {
        certificates =
                Certificates.selfSigned(Files.createDirectories(keys.resolve("server")), "ip:127.0.0.1", from, days);
        Endpoints inside = Rehearsed.quick(reports).settings().endpoints();
        api = manners.apply(before(inside.api()));
        gateway = manners.apply(before(inside.gateway()));
        chat = manners.apply(before(inside.chat()));
    }

    private FakeProxy before(URI upstream) throws IOException {
        return FakeProxy.before(upstream, certificates.server());
    }

    private Rehearsed outside() {
        return Rehearsed.quick(reports)
                .with("openim.ca-file", certificates.pem().toString())
                .with("openim.public.api.url", api.url("https").toString())
                .with("openim.public.gateway.url", gateway.url("wss").toString())
                .with("openim.public.chat.url", chat.url("https").toString())
                .fromOutside();
    }

    private static String said(Rehearsed.Outcome outcome, String check) {
        return outcome.run().observations().stream()
                .filter(seen -> seen.check().equals(new CheckId(check)))
                .map(seen -> seen.verdict().summary())
                .findFirst()
                .orElse("");
    }
}
