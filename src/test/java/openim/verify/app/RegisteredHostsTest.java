package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.suite.Suites;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where one address of a gateway is known, and etcd has gateways registered on several hosts: each is visited at the port of the one
 * that is known, and accuses nobody unless it is seen to be a gateway of this deployment.
 */
class RegisteredHostsTest extends Instances {

    private static final AtomicInteger ROOTS = new AtomicInteger();
    private static final String WORDS = "no gateway of this deployment was seen at ";

    private final List<AutoCloseable> open = new ArrayList<>();
    private String root = "";
    private int port;

    @BeforeEach
    void proxyAndTwoHosts() throws Exception {
        root = "elsewhere-" + ROOTS.incrementAndGet();
        Passage proxy = Passage.at("127.0.0.1", 0, gateway(1));
        open.add(proxy);
        port = proxy.port();
        host("127.0.0.2", gateway(1));
        host("127.0.0.3", gateway(2));
    }

    @AfterEach
    void shut() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void eachHostIsVisitedByItself() throws Exception {
        host("127.0.0.4", gateway(3));

        var smoke = gatewaysOnly();

        assertThat(smoke.green()).as(smoke.output()).contains("probe.each-gateway", ROUND);
        assertThat(said(smoke, "probe.each-gateway")).startsWith("each of 3 gateways answers a ping");
        assertThat(said(smoke, ROUND)).startsWith("3 messages from session to session of 3");
    }

    @Test
    void aGatewayThatDeliversToItsOwnOnlyIsNamedByItsHost() throws Exception {
        host("127.0.0.4", gateway(3));
        deployment.lies().by(GATEWAY + "#2").tell(openim.verify.rehearsal.Lie.ANSWERS_ONLY_PINGS);

        var smoke = gatewaysOnly();

        assertThat(smoke.red()).as(smoke.output()).containsExactly(ROUND);
        assertThat(said(smoke, ROUND)).contains("ws://127.0.0.3:" + port + " took none");
    }

    @Test
    void oneThatIsNotMetAccusesNobodyAndIsTold() throws Exception {
        register("127.0.0.4");

        var smoke = gatewaysOnly();

        assertThat(smoke.red()).as(smoke.output()).isEmpty();
        assertThat(smoke.green()).doesNotContain("probe.each-gateway", ROUND);
        assertThat(said(smoke, "probe.each-gateway"))
                .startsWith("each of 2 gateways answers a ping")
                .contains(WORDS + "ws://127.0.0.4:" + port)
                .contains("refuse");
    }

    @Test
    void oneThatSaysNothingAccusesNobodyAndIsTold() throws Exception {
        host("127.0.0.4", Passage.NOWHERE);

        var smoke = gatewaysOnly();

        assertThat(smoke.red()).as(smoke.output()).isEmpty();
        assertThat(said(smoke, "probe.each-gateway"))
                .contains(WORDS + "ws://127.0.0.4:" + port)
                .contains("and then sent nothing for ");
    }

    @Test
    void theGatewayOfAnotherDeploymentAccusesNobodyAndIsTold() throws Exception {
        host("127.0.0.4", stranger());

        var smoke = gatewaysOnly();

        assertThat(smoke.red()).as(smoke.output()).isEmpty();
        assertThat(smoke.green()).doesNotContain("probe.each-gateway");
        assertThat(said(smoke, "probe.each-gateway"))
                .contains(WORDS + "ws://127.0.0.4:" + port)
                .contains("1507");
    }

    @Test
    void aHostInAClosedNetworkThatNoSettingNamesIsNotContacted() throws Exception {
        register("10.255.255.1");

        var smoke = gatewaysOnly();

        assertThat(smoke.red()).as(smoke.output()).isEmpty();
        assertThat(said(smoke, "probe.each-gateway"))
                .startsWith("each of 2 gateways answers a ping")
                .contains("ws://10.255.255.1:" + port + ", which is in a closed network")
                .contains("openim.trusted-hosts");
    }

    @Test
    void whatPeopleNameIsNotSearchedFor() throws Exception {
        host("127.0.0.4", Passage.NOWHERE);

        var smoke = outside()
                .with("openim.gateway.urls", "ws://127.0.0.2:" + port + ",ws://127.0.0.3:" + port)
                .some(Suites.SMOKE, "probe.each-gateway");

        assertThat(smoke.green()).as(smoke.output()).containsExactly("probe.each-gateway");
        assertThat(said(smoke, "probe.each-gateway")).startsWith("each of 2 gateways");
    }

    private int gateway(int number) {
        return url(GATEWAY + "#" + number).getPort();
    }

    /** Somebody who does not know our tokens, and says so in one go, as Go's servers do. */
    private int stranger() throws IOException {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(door);
        String envelope = "{\"errCode\":1507,\"errMsg\":\"TokenNotExistError\",\"errDlt\":\"\"}";
        byte[] answer = ("HTTP/1.1 200 OK\r\nContent-Length: " + envelope.length() + "\r\n\r\n" + envelope)
                .getBytes(StandardCharsets.UTF_8);
        Thread answering = new Thread(() -> {
            while (!door.isClosed()) {
                try (Socket caller = door.accept()) {
                    if (caller.getInputStream().read(new byte[4096]) > 0) {
                        caller.getOutputStream().write(answer);
                    }
                } catch (IOException gone) {
                    continue; // The test is over, or the caller is.
                }
            }
        });
        answering.setDaemon(true);
        answering.start();
        return door.getLocalPort();
    }

    private void host(String host, int server) throws Exception {
        open.add(Passage.at(host, port, server));
        register(host);
    }

    /** As a gateway does: with its port of rpc, which leads no client anywhere. */
    private void register(String host) throws Exception {
        URI etcd =
                rehearsed().settings().stores().etcd().orElseThrow().endpoints().get(0);
        String key = root + "/messagegateway-rpc-service/" + host + ":10140";
        String body = "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(base64(key), base64("{}"));
        HttpResponse<Void> put = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(etcd.resolve("/v3/kv/put"))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(put.statusCode()).isEqualTo(200);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Rehearsed outside() {
        var etcd = rehearsed().settings().stores().etcd().orElseThrow();
        return rehearsed()
                .with("openim.etcd.url", etcd.endpoints().get(0).toString())
                .with("openim.etcd.root", root)
                .with("openim.gateway.url", "ws://127.0.0.1:" + port)
                .fromOutside();
    }

    private Rehearsed.Outcome gatewaysOnly() {
        return outside().some(Suites.SMOKE, "probe.each-gateway", ROUND);
    }
}
