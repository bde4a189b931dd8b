package openim.verify.client.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.Answer;
import openim.verify.client.Asked;
import openim.verify.client.Failure;
import openim.verify.client.net.ShownCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayFindingsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Asked ASKED = new Asked("wss://im.example.com/ws", "");
    private static final Answer OPEN =
            new Answer.Reply(ASKED, 101, 0, "", "", MissingNode.getInstance(), Duration.ofMillis(3));

    private URI gateway = URI.create("wss://im.example.com/ws");
    private List<InetAddress> addresses = List.of(ip("203.0.113.5"), ip("2001:db8::5"));
    private Map<InetAddress, String> unreached = Map.of();
    private Optional<ShownCertificate> certificate = Optional.of(certificate("im.example.com", 60));
    private Answer answer = OPEN;
    private Optional<Duration> cutAfter = Optional.empty();

    private static InetAddress ip(String number) {
        try {
            return InetAddress.getByName(number);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ShownCertificate certificate(String name, int days) {
        return new ShownCertificate(
                List.of(name), NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(days)), "CN=Somebody");
    }

    private List<GatewayFinding> judged() {
        return GatewayFindings.of(new Seen(
                gateway,
                URI.create("https://im.example.com"),
                addresses,
                unreached,
                certificate,
                NOW,
                answer,
                Duration.ofSeconds(35),
                cutAfter));
    }

    private GatewayFinding only() {
        assertThat(judged()).hasSize(1);
        return judged().get(0);
    }

    private static Answer none(Failure failure, String words) {
        return new Answer.NoReply(ASKED, failure, words, Duration.ofMillis(3));
    }

    @Test
    void whereASessionOpensAndStaysNothingIsWrong() {
        assertThat(judged()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, Upgrade",
        "426, Upgrade",
        "200, Upgrade",
        "404, path",
        "502, does not reach openim-msggateway",
        "301, redirects",
        "403, let clients through"
    })
    void whatAProxyAnswersTellsWhatItLacks(String status, String mend) {
        answer = none(Failure.NOT_OPENIM, "not OpenIM: HTTP " + status + " in the place of a handshake: <html>");

        assertThat(only().wrong()).contains("opens no session", status);
        assertThat(only().wrong() + only().mend()).contains(mend);
    }

    @Test
    void anAddressOfTheOtherFamilyAtWhichNobodyAnswersIsNamed() {
        unreached = Map.of(addresses.get(1), "no route to host");

        assertThat(only().wrong()).contains("IPv6 2001:db8", "no route to host");
    }

    @Test
    void aCertificateThatEndsSoonIsToldWithItsDays() {
        certificate = Optional.of(certificate("im.example.com", 5));

        assertThat(only().wrong()).contains("ends in 5 days");
    }

    @Test
    void aCertificateForAnotherNameOrOfNobodyIsTold() {
        answer = none(Failure.TLS, "no TLS: no subject alternative names matching");
        certificate = Optional.of(certificate("other.example.com", 60));
        assertThat(only().wrong()).contains("is for other.example.com");

        certificate = Optional.of(certificate("im.example.com", 60));
        assertThat(only().wrong()).contains("no authority known here");

        certificate = Optional.empty();
        assertThat(only().wrong()).contains("no TLS is spoken");
    }

    @Test
    void aSessionThatEndsBeforeTheNextHeartbeatIsTheProxysIdleTimeOut() {
        cutAfter = Optional.of(Duration.ofSeconds(20));
        assertThat(only().wrong()).contains("ended after 20 s");

        cutAfter = Optional.of(Duration.ofSeconds(33));
        assertThat(judged()).as("clients send something before").isEmpty();
    }

    @Test
    void aPlainGatewayBesideASiteOfHttpsIsTold() {
        gateway = URI.create("ws://im.example.com:10001");
        certificate = Optional.empty();

        assertThat(only().wrong()).contains("is not wss");
    }

    @Test
    void whereNobodyListensOrLeadsThatIsSaid() {
        answer = none(Failure.REFUSED, "connection refused");
        assertThat(only().wrong()).contains("refuses connections");

        answer = none(Failure.UNREACHABLE, "no connection within 4000 ms");
        assertThat(only().wrong()).contains("is not reached");

        addresses = List.of();
        certificate = Optional.empty();
        assertThat(only().wrong()).contains("has no address here");
    }

    @Test
    @DisplayName(
            "field report openim-h5-demo#2: the proxy's location ends with a slash, and the address of clients does not")
    void locationWithASlash() {
        gateway = URI.create("wss://im.example.com/msg_gateway");
        answer = none(
                Failure.NOT_OPENIM,
                "not OpenIM: HTTP 301 in the place of a handshake: <html><center><h1>301 Moved Permanently</h1></center>");

        assertThat(only().wrong()).contains("wss://im.example.com/msg_gateway opens no session", "301");
        assertThat(only().mend()).contains("the address that it redirects to");
    }

    @Test
    @DisplayName("field report open-im-server#126: the proxy's upstream is a port where nobody listens")
    void upstreamWhereNobodyListens() {
        gateway = URI.create("wss://im.example.com:3000");
        answer = none(Failure.NOT_OPENIM, "not OpenIM: HTTP 502 in the place of a handshake: <html>502 Bad Gateway");

        assertThat(only().mend()).contains("does not reach openim-msggateway", "upstream", "10001");
    }

    @Test
    @DisplayName("field reports open-im-server#2983 and #3046: everything answers but 10001, from outside")
    void gatewayThatAFirewallKeepsBack() {
        gateway = URI.create("ws://203.0.113.5:10001");
        certificate = Optional.empty();
        answer = none(Failure.UNREACHABLE, "no connection within 4000 ms");

        assertThat(judged()).anySatisfy(finding -> {
            assertThat(finding.wrong()).contains("ws://203.0.113.5:10001 is not reached");
            assertThat(finding.mend()).contains("firewall, security group");
        });
    }
}
