package openim.verify.recovery.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openim.verify.host.Listener;
import openim.verify.host.RunningProcess;
import openim.verify.recovery.act.HostView.Published;
import openim.verify.recovery.act.PreflightFinding.Proven;
import openim.verify.recovery.act.PreflightFinding.Refused;
import openim.verify.recovery.act.PreflightFinding.StoodInFor;
import openim.verify.recovery.act.PreflightFinding.Unknown;
import openim.verify.recovery.act.TokenProbe.Minted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameDeploymentTest {

    private static final Path OURS = Path.of("/opt/open-im-server");
    private static final URI API = URI.create("http://127.0.0.1:10002");
    private static final URI GATEWAY = URI.create("ws://127.0.0.1:10001");
    private static final Probed PROJECT = new Probed(
            "OpenIMServer",
            Path.of("/opt/openim-docker"),
            API,
            List.of(GATEWAY, URI.create("http://127.0.0.1:10008")),
            false);
    private static final Probed SERVER = new Probed("OpenIMServer", OURS, API, List.of(GATEWAY), false);

    @TempDir
    Path reports;

    private final Machine machine = new Machine();

    private SameDeployment same() {
        return new SameDeployment(machine, new Proofs(reports.resolve("proofs"), Clock.systemUTC()));
    }

    @Test
    void theProcessAtTheDoorRunsOutOfTheDirectory() {
        machine.listens(API, "/opt/open-im-server/_output/bin/openim-api");

        assertThat(same().ofCheckout(SERVER)).isInstanceOf(Proven.class);
    }

    @Test
    void anotherDirectorysProcessAtTheDoorIsRefused() {
        machine.listens(API, "/opt/open-im-server-old/_output/bin/openim-api");

        PreflightFinding finding = same().ofCheckout(SERVER);

        assertThat(finding).isInstanceOf(Refused.class);
        assertThat(finding.sentence()).contains("/opt/open-im-server-old");
        assertThat(finding.allowsRepair()).isFalse();
    }

    @Test
    void anotherMachineIsRefused() {
        URI elsewhere = URI.create("http://10.0.0.5:10002");
        machine.elsewhere = Set.of(elsewhere);

        assertThat(same().ofCheckout(new Probed("OpenIMServer", OURS, elsewhere, List.of(), true)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void processesOfAnotherUserAreRefused() {
        machine.listens(API, "/opt/open-im-server/_output/bin/openim-api");
        machine.running = List.of(
                new RunningProcess(7, OURS.resolve("openim-api"), RunningProcess.State.ALIVE, "somebody-else", false));

        PreflightFinding finding = same().ofCheckout(SERVER);

        assertThat(finding).isInstanceOf(Refused.class);
        assertThat(finding.sentence()).contains("somebody-else");
    }

    @Test
    void ifNobodyIsAtTheDoorTheDirectorysOtherPortStandsIn() {
        machine.listens(GATEWAY, "/opt/open-im-server/_output/bin/openim-msggateway");

        assertThat(same().ofCheckout(SERVER)).isInstanceOf(StoodInFor.class);
    }

    @Test
    void ifAnotherDirectoryHasTheOtherPortItIsRefused() {
        machine.listens(GATEWAY, "/opt/other/openim-msggateway");

        assertThat(same().ofCheckout(SERVER)).isInstanceOf(Refused.class);
    }

    @Test
    void ifNobodyIsThereAtAllOnlyAProofOnRecordStandsIn() {
        assertThat(same().ofCheckout(SERVER)).isInstanceOf(Unknown.class);
        new Proofs(reports.resolve("proofs"), Clock.systemUTC()).keep(API, OURS);
        assertThat(same().ofCheckout(SERVER)).isInstanceOf(StoodInFor.class);
    }

    @Test
    void ifNobodyIsThereAtAllTheAddressInTheDirectorysOwnFilesStandsIn() {
        Probed byItsFiles = new Probed("ChatServer", OURS, API, List.of(GATEWAY), true);

        assertThat(same().ofCheckout(byItsFiles)).isInstanceOf(StoodInFor.class);

        machine.listens(GATEWAY, "/opt/another/_output/bin/openim-msggateway");
        assertThat(same().ofCheckout(byItsFiles)).isInstanceOf(Refused.class);
    }

    @Test
    void aProofOfAnotherDirectoryStandsInForNothing() {
        new Proofs(reports.resolve("proofs"), Clock.systemUTC()).keep(API, Path.of("/opt/another"));

        assertThat(same().ofCheckout(SERVER)).isInstanceOf(Unknown.class);
    }

    @Test
    void theSecretThatMintsIsProvenAndPutOnRecord() {
        PreflightFinding finding = same().ofSecret(SERVER, Minted.Token::new, new Proven("it listens"));

        assertThat(finding).isInstanceOf(Proven.class);
        assertThat(new Proofs(reports.resolve("proofs"), Clock.systemUTC()).last(API, OURS))
                .isPresent();
    }

    @Test
    void aTokenWithoutTheListenerIsNoProofForLater() {
        same().ofSecret(SERVER, Minted.Token::new, new StoodInFor("the gateway"));

        assertThat(new Proofs(reports.resolve("proofs"), Clock.systemUTC()).last(API, OURS))
                .isEmpty();
    }

    @Test
    void aSecretOfAnotherDeploymentIsRefused() {
        assertThat(same().ofSecret(SERVER, () -> new Minted.WrongSecret("secret invalid"), new Proven("it listens")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aTokenThatTheFaultKeepsBackIsStoodInForByTheListener() {
        TokenProbe silent = () -> new Minted.NoJudgement("no answer");

        assertThat(same().ofSecret(SERVER, silent, new Proven("it listens"))).isInstanceOf(StoodInFor.class);
        assertThat(same().ofSecret(SERVER, silent, new StoodInFor("the gateway")))
                .isInstanceOf(StoodInFor.class);
        assertThat(same().ofSecret(SERVER, silent, new Unknown("nobody"))).isInstanceOf(Unknown.class);
    }

    @Test
    void aProofIsNoneAfterThirtyDays() {
        Instant then = Instant.parse("2026-05-01T03:00:00Z");
        proofs(then).keep(API, OURS);

        assertThat(proofs(then.plus(Duration.ofDays(29))).last(API, OURS)).contains(then);
        assertThat(proofs(then.plus(Duration.ofDays(31))).last(API, OURS)).isEmpty();
    }

    private Proofs proofs(Instant now) {
        return new Proofs(reports.resolve("proofs"), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aPortThatNoContainerOfTheProjectPublishesIsRefused() {
        machine.published = new Published(Set.of(10005), Set.of());
        assertThat(same().ofProject(PROJECT)).isInstanceOf(Refused.class);
        machine.published = new Published(Set.of(10002), Set.of());
        assertThat(same().ofProject(PROJECT)).isInstanceOf(Proven.class);
    }

    @Test
    void aContainerThatDoesNotRunProvesNothing() {
        machine.published = new Published(Set.of(), Set.of(10002));
        assertThat(same().ofProject(PROJECT)).isInstanceOf(Unknown.class);

        machine.published = new Published(Set.of(10008), Set.of(10002));
        assertThat(same().ofProject(PROJECT)).isInstanceOf(StoodInFor.class);

        machine.listens(API, "/opt/open-im-server/_output/bin/openim-api");
        assertThat(same().ofProject(PROJECT)).isInstanceOf(Refused.class);

        machine.forwards(API);
        assertThat(same().ofProject(PROJECT))
                .as("another project's container has the port")
                .isInstanceOf(Refused.class);
    }

    @Test
    void aTokenFromWhereNoContainerRunsIsAnotherDeployments() {
        machine.published = new Published(Set.of(), Set.of(10002));
        SameDeployment same = same();
        PreflightFinding listener = same.ofProject(PROJECT);

        PreflightFinding finding = same.ofSecret(PROJECT, Minted.Token::new, listener);

        assertThat(finding).isInstanceOf(Refused.class);
        assertThat(finding.sentence()).contains("does not run");
    }

    @Test
    void aProcessBesideTheContainersAtTheirPortIsRefused() {
        machine.published = new Published(Set.of(10002), Set.of());
        machine.listens(API, "/opt/open-im-server/_output/bin/openim-api");
        PreflightFinding finding = same().ofProject(PROJECT);
        assertThat(finding).isInstanceOf(Refused.class);
        assertThat(finding.sentence()).contains("/opt/open-im-server/_output/bin/openim-api");

        machine.forwards(API);
        assertThat(same().ofProject(PROJECT)).isInstanceOf(Proven.class);
    }

    @Test
    void aProcessInsideAContainerWithoutANetworkOfItsOwnIsTheProjects() {
        machine.listens(API, "/openim-server/_output/bin/openim-api");
        machine.inside = true;

        assertThat(same().ofProject(PROJECT)).isInstanceOf(Proven.class);
    }

    private static final class Machine implements HostView {

        private final Map<URI, List<Listener>> listeners = new HashMap<>();
        private Set<URI> elsewhere = Set.of();
        private Published published = new Published(Set.of(), Set.of());
        private boolean inside;
        private List<RunningProcess> running = List.of();

        void listens(URI url, String executable) {
            listeners.put(url, List.of(new Listener(Optional.of(4711L), Optional.of(Path.of(executable)))));
        }

        @Override
        public boolean isHere(URI url) {
            return !elsewhere.contains(url);
        }

        @Override
        public List<Listener> listeners(URI url) {
            return listeners.getOrDefault(url, List.of());
        }

        @Override
        public List<RunningProcess> processes(Path directory) {
            return running;
        }

        void forwards(URI url) {
            listens(url, "/usr/bin/docker-proxy");
        }

        @Override
        public Published published(Path project) {
            return published;
        }

        @Override
        public boolean isInside(Listener listener, Path project) {
            return inside;
        }

        @Override
        public boolean isForwarder(Listener listener) {
            return listener.executable().orElseThrow().endsWith("docker-proxy");
        }

        @Override
        public boolean isRehearsal(Listener listener) {
            return false;
        }
    }
}
