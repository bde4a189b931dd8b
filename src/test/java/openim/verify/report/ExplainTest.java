package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import openim.verify.report.Explain.Advice;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainTest {

    static List<Check> checks() {
        return Checks.all();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void eachCheckIsExplained(Check check) {
        assertThat(Explain.text(check, 80))
                .startsWith(check.id() + "\n")
                .contains(
                        check.suspect(), check.section(), check.deadline(), "\nWhen it is red\n  ", "\nWhat to do\n  ")
                .satisfies(text -> assertThat(text.lines())
                        .allSatisfy(line -> assertThat(line).hasSizeLessThan(81)));
        assertThat(Advice.on(check.id()).meaning()).hasSizeGreaterThan(20);
        assertThat(Advice.on(check.id()).remedy()).hasSizeGreaterThan(20);
    }

    @Test
    void noAdviceIsGivenOnWhatIsNoCheck() {
        List<String> advised = new ArrayList<>();
        Advice.all().fieldNames().forEachRemaining(advised::add);

        assertThat(advised).allMatch(id -> Checks.knows(new CheckId(id)));
        assertThatThrownBy(() -> Advice.on(new CheckId("probe.nothing"))).hasMessageContaining("probe.nothing");
    }

    @Test
    @DisplayName("field reports open-im-server#2795 and #3566: links to files lack the port, or the prefix, of the API")
    void linksThatLeadElsewhere() {
        assertThat(Advice.on(new CheckId("file.link")).meaning()).contains("of the Host that it was asked for");
        assertThat(Advice.on(new CheckId("file.link")).remedy())
                .contains("proxy_set_header Host $http_host", "X-Request-Api", "path prefix included");
    }

    @Test
    void itReadsWell() {
        assertThat(Explain.text(Checks.get(new CheckId("probe.gateway")), 80)).isEqualTo("""
                probe.gateway
                  promise    the gateway shakes hands, says so in its first frame, and answers a
                             ping
                  needs      probe.auth
                  runbook    Basic probes
                  look at    openim-msggateway
                  deadline   openim.deadline.call
                  required   in smoke, loop, full
                  optional   in no suite

                When it is red
                  openim-msggateway does not take sessions. Refused: the process is dead, and
                  all sessions are dropped. A connection without a handshake: it hangs, and the
                  held sessions are silent. A refusal in words: rpc-auth or Redis.

                What to do
                  Restart OpenIMServer if process.server names the gateway; clients reconnect by
                  themselves.
                  Before a restart: all components green, for with one of them dead `mage start`
                  starts nothing; and no process hung, for `mage stop` ends the healthy ones,
                  passes over a hung one, and `mage start` then refuses. A hung process has to
                  be ended by its pid first.
                """);
    }
}
