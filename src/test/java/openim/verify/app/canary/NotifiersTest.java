package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.app.canary.CanaryRunner.MetricsHanding;
import openim.verify.app.canary.Notifiers.AlertCommand;
import openim.verify.canary.Alert;
import openim.verify.canary.ConfirmedProblem;
import openim.verify.canary.Outbound;
import openim.verify.canary.Round;
import openim.verify.canary.metrics.CanaryMetrics;
import openim.verify.canary.metrics.Standpoint;
import openim.verify.config.Inputs;
import openim.verify.config.MonitoringSettings;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.report.Redactor;
import openim.verify.suite.Subject;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifiersTest {

    private static final Subject LIVE = new Subject("http://im.example.org:10002", "remote", false);
    private static final Alert RED = new Alert(
            Alert.Kind.RED,
            Instant.parse("2026-11-24T03:00:00Z"),
            List.of(new ConfirmedProblem(
                    Round.MESSAGES,
                    "unhealthy",
                    "probe.auth: said planted-secret",
                    List.of(new CheckId("probe.auth")),
                    Instant.parse("2026-11-24T02:59:00Z"))),
            Duration.ofMinutes(1),
            "unhealthy: probe.auth: said planted-secret (red: probe.auth)");

    @TempDir
    Path directory;

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int refusal = 503;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refused = refusals.getAndDecrement() > 0;
            if (!refused) {
                bodies.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            }
            exchange.sendResponseHeaders(refused ? refusal : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Settings settings(Map<String, String> environment, Map<String, String> more) {
        Map<String, String> secrets = new HashMap<>(environment);
        secrets.put("OPENIM_SECRET", "planted-secret");
        Map<String, String> known = new HashMap<>(more);
        known.put("openim.host", "127.0.0.1");
        return SettingsLoader.load(Inputs.in(directory).withCommandLine(known).withEnvironment(secrets));
    }

    private Notifiers messengers(Settings settings) {
        return new Notifiers(settings, LIVE, Redactor.of(settings.secrets().reveal()));
    }

    @Test
    void nobodyIsToldIfNobodyIsNamed() {
        messengers(settings(Map.of(), Map.of())).tell(RED);

        assertThat(bodies).isEmpty();
    }

    @Test
    void theWebhookGetsJsonWithoutSecrets() throws IOException {
        refusals.set(2);

        messengers(settings(Map.of("OPENIM_ALERT_WEBHOOK", url("/hook?token=t0ken-t0ken")), Map.of()))
                .tell(RED);

        assertThat(bodies).singleElement().satisfies(body -> assertThat(body).startsWith("POST /hook?token=t0ken"));
        String body = bodies.get(0).substring(bodies.get(0).indexOf('{'));
        assertThat(body).doesNotContain("planted-secret", "t0ken");
        JsonNode json = new ObjectMapper().readTree(body);
        assertThat(json.path("kind").asText()).isEqualTo("red");
        assertThat(json.path("text").asText())
                .isEqualTo("http://im.example.org:10002: unhealthy: probe.auth: said *** (red: probe.auth)");
        assertThat(json.path("troubles").path(0).path("red").path(0).asText()).isEqualTo("probe.auth");
    }

    @Test
    void thePlaceFromWhichItWasSeenIsTold() throws IOException {
        Settings settings = settings(Map.of("OPENIM_ALERT_WEBHOOK", url("/hook")), Map.of());

        new Notifiers(settings, LIVE.from("office"), Redactor.of(Set.of())).tell(RED);

        JsonNode json = new ObjectMapper()
                .readTree(bodies.get(0).substring(bodies.get(0).indexOf('{')));
        assertThat(json.path("vantage").asText()).isEqualTo("office");
        assertThat(json.path("text").asText()).startsWith("http://im.example.org:10002 from office: unhealthy: ");
    }

    @Test
    void aWebhookThatRefusesIsNotAskedAgainAndItsUrlIsNotShown() {
        refusal = 403;
        refusals.set(1);
        Settings settings = settings(Map.of("OPENIM_ALERT_WEBHOOK", url("/hook/t0ken-t0ken")), Map.of());

        assertThatThrownBy(() -> messengers(settings).tell(RED))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("refused what was sent: status 403")
                .hasMessageNotContaining("t0ken");
        assertThat(bodies).isEmpty();
    }

    @Test
    void whoeverDoesNotAnswerIsGivenUpAtTheDeadline() {
        refusals.set(Integer.MAX_VALUE);

        assertThatThrownBy(() -> new Outbound(
                                "PUT", URI.create(url("/metrics/job/x")), "text/plain", Duration.ofMillis(1200))
                        .send("a 1\n"))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("status 503");
    }

    @Test
    void theCommandGetsTheSameOnItsStandardInputAndNoSecret() throws IOException {
        Path seen = directory.resolve("seen");
        Settings settings = settings(
                Map.of(),
                Map.of("openim.alert.command", "[\"/bin/sh\", \"-c\", \"cat > " + seen + "; env >> " + seen + "\"]"));

        messengers(settings).tell(RED);

        assertThat(Files.readString(seen)).contains("\"kind\":\"red\"").doesNotContain("planted-secret", "OPENIM_");
    }

    @Test
    void aCommandThatFailsIsSaidAndTheWebhookIsToldAllTheSame() {
        Settings settings = settings(
                Map.of("OPENIM_ALERT_WEBHOOK", url("/hook")), Map.of("openim.alert.command", "[\"/bin/false\"]"));

        assertThatThrownBy(() -> messengers(settings).tell(RED)).hasMessage("false ended with status 1");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void aCommandThatDoesNotEndIsEnded() {
        assertThatThrownBy(() -> new AlertCommand(List.of("/bin/sleep", "600"), Duration.ofMillis(200)).run("{}"))
                .hasMessageContaining("did not end within");
    }

    @Test
    void theGatewayGetsTheMetricsUnderTheDeploymentsName() {
        var metrics = new CanaryMetrics("0.1.0", new Standpoint("http://im.example.org:10002", ""), Clock.systemUTC());
        List<String> failures = new CopyOnWriteArrayList<>();
        var to = new MonitoringSettings.Metrics(
                Optional.empty(), Optional.empty(), Optional.of(URI.create(url("/gateway"))));

        new MetricsHanding(to, metrics, failures::add).push("im.example.org_10002", Optional.empty());

        assertThat(failures).isEmpty();
        assertThat(bodies)
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .startsWith("PUT /gateway/metrics/job/openim_verify/instance/im.example.org_10002 # HELP"));
    }

    @Test
    void whatIsPushedFromOnePlaceIsNotPutInTheWayOfWhatIsPushedFromAnother() {
        var metrics =
                new CanaryMetrics("0.1.0", new Standpoint("http://im.example.org:10002", "office"), Clock.systemUTC());
        var to = new MonitoringSettings.Metrics(
                Optional.empty(), Optional.empty(), Optional.of(URI.create(url("/gateway"))));

        new MetricsHanding(to, metrics, failed -> {}).push("im.example.org_10002", Optional.of("office"));

        assertThat(bodies)
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .startsWith(
                                "PUT /gateway/metrics/job/openim_verify/instance/im.example.org_10002/vantage/office"
                                        + " # HELP"));
    }

    @Test
    void aCommandGetsOfOurEnvironmentWhatItNeedsAndNoMore(@TempDir Path directory) throws IOException {
        Path seen = directory.resolve("seen");
        Set<String> needed =
                Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "TZ", "PWD", "SHLVL", "_");

        new AlertCommand(List.of("/bin/sh", "-c", "env | sed 's/=.*//' > '" + seen + "'"), Duration.ofSeconds(20))
                .run("{}");

        assertThat(Files.readAllLines(seen))
                .contains("PATH")
                .filteredOn(
                        name -> !needed.contains(name) && !name.matches("(GO|CGO_|MAGEFILE_|DOCKER_|COMPOSE_|XDG_).*"))
                .isEmpty();
    }
}
