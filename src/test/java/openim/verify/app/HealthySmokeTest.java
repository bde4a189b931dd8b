package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.diagnosis.Diagnosis;
import openim.verify.runbook.Installation;
import openim.verify.runbook.TheRunbook;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthySmokeTest {

    /** What there is to look at only where there are several gateways or APIs, or a way from outside. */
    private static final List<String> NOT_HERE = List.of(
            "probe.each-api",
            "probe.each-gateway",
            "process.containers",
            "message.every-gateway",
            "public.api",
            "public.chat",
            "public.gateway");

    @TempDir
    private static Path reports;

    private static Rehearsed.Outcome smoke;

    @BeforeAll
    static void look() {
        smoke = Rehearsed.reportingTo(reports).smoke();
    }

    @Test
    void everyCheckThatIsOfThisDeploymentIsGreen() {
        assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
        assertThat(smoke.green())
                .containsAll(Suites.SMOKE.checks().stream()
                        .map(CheckId::value)
                        .filter(id -> !NOT_HERE.contains(id))
                        .toList());
        assertThat(smoke.notHere()).containsExactlyInAnyOrderElementsOf(NOT_HERE);
        assertThat(smoke.lastLine()).startsWith("REHEARSAL healthy: all 19 required checks are green");
        assertThat(smoke.output()).contains("0 of 42 not proven");
    }

    @Test
    void aSecondRunKnowsTheDeploymentAgain() {
        var again = Rehearsed.reportingTo(reports).smoke();

        assertThat(again.run().exitStatus()).as(again.output()).isZero();
        assertThat(again.output())
                .contains("all 16 accounts")
                .contains("the file oiv")
                .contains("left them");
    }

    @Test
    void noCauseIsNamed() {
        var diagnosis =
                Diagnosis.of(TheRunbook.read(), Installation.SOURCE, smoke.run().observations());

        assertThat(diagnosis).isEqualTo(new Diagnosis(List.of(), List.of()));
    }

    @Test
    void theApiIsDialledLessOftenThanCalled() throws IOException {
        var rehearsed = Rehearsed.reportingTo(reports);
        var dialled = new AtomicInteger();
        try (var door = PickyDoor.to(rehearsed.settings().endpoints().api(), head -> dialled.incrementAndGet() > 0)) {
            var smoke = Rehearsed.reportingTo(reports)
                    .fromOutside()
                    .with("openim.api.url", door.uri().toString())
                    .smoke();

            assertThat(smoke.run().exitStatus()).as(smoke.output()).isZero();
            // Of some thirty calls: those that write or download, and those made while all that is open is in use.
            assertThat(dialled).hasValueLessThan(22);
        }
    }

    @Test
    void everythingIsWrittenDown() {
        Path run = reports.resolve(smoke.run().id());

        assertThat(run).isDirectoryContaining(p -> p.endsWith("verdict.json"));
        assertThat(run).isDirectoryContaining(p -> p.endsWith("report.html"));
        assertThat(run).isDirectoryContaining(p -> p.endsWith("junit.xml"));
        assertThat(run).isDirectoryContaining(p -> p.endsWith("allure-results"));
        assertThat(run.resolve("observations.jsonl")).isRegularFile();
        assertThat(Files.exists(reports.resolve("latest"))).isTrue();
        assertThat(smoke.run().observations()).noneMatch(o -> o.verdict() instanceof Verdict.Undetermined);
    }
}
