package openim.verify.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.diagnosis.Cause;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.runbook.Installation;
import openim.verify.runbook.TheRunbook;
import openim.verify.suite.Suites;
import openim.verify.target.Rehearsal.Form;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Three APIs and three gateways: what the tests of them have in common. */
abstract class Instances {

    static final int COUNT = 3;
    static final String API = "openim-api";
    static final String GATEWAY = "openim-msggateway";
    static final String ROUND = "message.every-gateway";

    static RehearsalDeployment deployment;

    @TempDir
    Path reports;

    @BeforeAll
    static void start() {
        deployment = RehearsalDeployment.start(Form.TOGETHER_SMALL, Edition.MAIN, COUNT);
    }

    @AfterEach
    void mend() {
        deployment.lies().recantAll();
        deployment.mend();
    }

    @AfterAll
    static void end() {
        deployment.close();
    }

    /** The name of each of them. */
    static Stream<String> all() {
        return Stream.of(API, GATEWAY)
                .flatMap(name -> IntStream.rangeClosed(1, COUNT).mapToObj(number -> name + "#" + number));
    }

    Rehearsed rehearsed() {
        return Rehearsed.on(deployment, reports)
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "6s");
    }

    /** Where all is well nothing is waited out. */
    Rehearsed patient() {
        return rehearsed().with("openim.deadline.call", "12s").with("openim.deadline.push", "30s");
    }

    /** Without those checks that only wait for what is broken. */
    Rehearsed.Outcome instancesOnly() {
        return rehearsed().some(Suites.SMOKE, "process.server", "probe.each-api", "probe.each-gateway", ROUND);
    }

    static String said(Rehearsed.Outcome outcome, String check) {
        return outcome.run().observations().stream()
                .filter(seen -> seen.check().equals(new CheckId(check)))
                .map(seen -> seen.verdict().summary())
                .findFirst()
                .orElse("");
    }

    static List<String> causes(Rehearsed.Outcome outcome) {
        return Diagnosis.of(
                        TheRunbook.read(), Installation.SOURCE, outcome.run().observations())
                .causes()
                .stream()
                .map(Cause::toString)
                .toList();
    }

    static String name(String process) {
        return process.replaceFirst("#.*", "");
    }

    private static int number(String process) {
        return Integer.parseInt(process.replaceFirst(".*#", ""));
    }

    static String check(String process) {
        return name(process).equals(API) ? "probe.each-api" : "probe.each-gateway";
    }

    URI url(String process) {
        return urls(process).get(number(process) - 1);
    }

    /** The authorities of those of its kind that are well. */
    String[] others(String process) {
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
