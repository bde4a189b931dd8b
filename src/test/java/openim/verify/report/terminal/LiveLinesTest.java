package openim.verify.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import openim.verify.report.Redactor;
import openim.verify.report.SampleRun;
import openim.verify.report.terminal.Table.LiveLines;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.Test;

class LiveLinesTest {

    private static Observation observed(Run run, String id) {
        return run.observations().stream()
                .filter(seen -> seen.check().equals(new CheckId(id)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachCheckIsOneLineOfItsVerdictInWords() {
        Printed printed = new Printed(120);
        LiveLines live = new LiveLines(printed.terminal());
        Run run = SampleRun.authIsDead();

        live.seen(observed(run, "probe.api"));
        live.seen(observed(run, "probe.auth"));
        live.seen(observed(run, "probe.friend"));
        live.seen(observed(run, "component.etcd-registrations"));

        assertThat(printed.text()).isEqualTo("""
                ok       probe.api                        366 ms  openim-api judged a token
                RED      probe.auth                       425 ms  imAdmin got no token within 2 s: errCode 500, grpc service auth-rpc...
                unknown  probe.friend                     602 ms  needs probe.auth, which is red
                -        component.etcd-registrations             openim.server.dir is not set, and openim.etcd.url neither
                """);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        Printed printed = new Printed(80);
        LiveLines live = new LiveLines(printed.terminal());

        SampleRun.authIsDead().observations().forEach(live::seen);

        assertThat(printed.lines())
                .hasSize(22)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theFirstLineSaysWhatIsVerified() {
        Printed printed = new Printed(80);

        new LiveLines(printed.terminal()).starts("run-1", SampleRun.SMOKE, SampleRun.LIVE);

        assertThat(printed.text())
                .isEqualTo("smoke of http://im.example.org:10002 (remote, unknown release), 22 checks, run run-1\n");
    }

    @Test
    void aRehearsalSaysSoInTheFirstLine() {
        Printed printed = new Printed(80);

        new LiveLines(printed.terminal()).starts("run-1", SampleRun.SMOKE, SampleRun.EMBEDDED);

        assertThat(printed.text()).startsWith("REHEARSAL, which proves nothing about a real deployment: smoke of ");
    }

    @Test
    void coloursAreOnlyForThoseWhoWantThem() {
        Printed plain = new Printed(80, false, Redactor.of(Set.of()));
        Printed coloured = new Printed(80, true, Redactor.of(Set.of()));
        Observation red = observed(SampleRun.authIsDead(), "probe.auth");

        new LiveLines(plain.terminal()).seen(red);
        new LiveLines(coloured.terminal()).seen(red);

        assertThat(plain.text()).doesNotContain("\u001b");
        assertThat(coloured.text()).startsWith("\u001b[1;31mRED").endsWith("\u001b[0m\n");
        assertThat(coloured.text().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.text());
    }

    @Test
    void noSecretIsPrinted() {
        Printed printed = new Printed(120, false, Redactor.of(Set.of("planted-secret")));
        LiveLines live = new LiveLines(printed.terminal());

        live.starts("run-1", SampleRun.SMOKE, new Subject("http://u:planted-secret@h", "remote", false));
        live.seen(observed(
                SampleRun.of(SampleRun.LIVE)
                        .red("probe.api", "said planted-secret")
                        .judged(),
                "probe.api"));

        assertThat(printed.text()).contains("said ***").doesNotContain("planted");
    }

    @Test
    void noSecretIsCutInHalfAndThenMissed() {
        Printed printed = new Printed(80, false, Redactor.of(Set.of("planted-secret")));
        LiveLines live = new LiveLines(printed.terminal());

        for (int before = 0; before < 40; before++) {
            live.seen(observed(
                    SampleRun.of(SampleRun.LIVE)
                            .red("probe.api", ".".repeat(before) + "planted-secret")
                            .judged(),
                    "probe.api"));
        }

        assertThat(printed.lines()).hasSize(40).noneMatch(line -> line.contains("pl"));
    }
}
