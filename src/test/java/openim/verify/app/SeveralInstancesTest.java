package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.config.Etcd;
import openim.verify.diagnosis.Cause;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.runbook.Installation;
import openim.verify.runbook.TheRunbook;
import openim.verify.suite.Suites;
import openim.verify.target.Rehearsal.Form;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three APIs and three gateways: whichever of them is dead, hangs or lies, the verdict names it by its address. */
class SeveralInstancesTest {

    private static final int INSTANCES = 3;
    private static final String API = "openim-api";
    private static final String GATEWAY = "openim-msggateway";
    private static final String ROUND = "message.every-gateway";

    private static final class Started {
        private static final RehearsalDeployment DEPLOYMENT =
                RehearsalDeployment.start(Form.TOGETHER, Edition.MAIN, INSTANCES);
    }

    @TempDir
    Path reports;

    @AfterEach
    void mend() {
        Started.DEPLOYMENT.lies().recantAll();
        Started.DEPLOYMENT.mend();
    }

    @AfterAll
    static void end() {
        Started.DEPLOYMENT.close();
    }

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

    static Stream<String> all() {
        return Stream.of(API, GATEWAY)
                .flatMap(name -> IntStream.rangeClosed(1, INSTANCES).mapToObj(number -> name + "#" + number));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOneThatIsDeadIsNamed(String process) {
        URI url = url(process);
        Started.DEPLOYMENT.kill(process);

        var smoke = instancesOnly();

        assertThat(smoke.red()).as(smoke.output()).contains(check(process));
        assertThat(said(smoke, check(process)))
                .startsWith("1 of 3 ")
                .contains(url + " refuses connections")
                .doesNotContain(others(process));
        assertThat(causes(smoke)).containsExactly(name(process) + " is dead");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOneThatHangsIsNamed(String process) {
        URI url = url(process);
        Started.DEPLOYMENT.hang(process);

        var smoke = instancesOnly();

        assertThat(smoke.red()).as(smoke.output()).contains(check(process));
        assertThat(said(smoke, check(process)))
                .startsWith("1 of 3 ")
                .contains(url + "/")
                .contains("no answer")
                .doesNotContain(others(process));
        assertThat(causes(smoke)).containsExactly(name(process) + " hangs");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOneThatAcknowledgesAndDeliversNothingIsNamed(String process) {
        tell(process, Lie.ACKNOWLEDGES_WITHOUT_DELIVERING);

        var smoke = instancesOnly();

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

        var smoke = instancesOnly();

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

        var smoke = instancesOnly();

        assertThat(smoke.green()).as(smoke.output()).contains("probe.each-gateway");
        assertThat(said(smoke, ROUND))
                .contains(url(process) + " took none: no answer")
                .containsOnlyOnce("took none");
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

    private static void tell(String process, Lie lie) {
        Started.DEPLOYMENT.lies().by(process).tell(lie);
    }

    private Rehearsed rehearsed() {
        return Rehearsed.on(Started.DEPLOYMENT, reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "6s");
    }

    /** Where all is well nothing is waited out. */
    private Rehearsed patient() {
        return rehearsed().with("openim.deadline.call", "12s").with("openim.deadline.push", "30s");
    }

    /** Without those that only wait for what is broken. */
    private Rehearsed.Outcome instancesOnly() {
        return rehearsed()
                .some(Suites.SMOKE, "process.server", "probe.each-api", "probe.each-gateway", "message.every-gateway");
    }

    private static String said(Rehearsed.Outcome outcome, String check) {
        return outcome.run().observations().stream()
                .filter(seen -> seen.check().equals(new CheckId(check)))
                .map(seen -> seen.verdict().summary())
                .findFirst()
                .orElse("");
    }

    private static List<String> causes(Rehearsed.Outcome outcome) {
        return Diagnosis.of(
                        TheRunbook.read(), Installation.SOURCE, outcome.run().observations())
                .causes()
                .stream()
                .map(Cause::toString)
                .toList();
    }

    private static String name(String process) {
        return process.replaceFirst("#.*", "");
    }

    private static int number(String process) {
        return Integer.parseInt(process.replaceFirst(".*#", ""));
    }

    private static String check(String process) {
        return name(process).equals(API) ? "probe.each-api" : "probe.each-gateway";
    }

    private URI url(String process) {
        return urls(process).get(number(process) - 1);
    }

    /** The authorities of those of its kind that are well. */
    private String[] others(String process) {
        List<URI> others = new ArrayList<>(urls(process));
        others.remove(number(process) - 1);
        return others.stream().map(URI::toString).toArray(String[]::new);
    }

    private List<URI> urls(String process) {
        var endpoints = rehearsed().settings().endpoints();
        return name(process).equals(API)
                ? endpoints.apis().urls()
                : endpoints.gateways().urls();
    }
}
