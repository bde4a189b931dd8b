package openim.verify.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import openim.verify.report.Redactor;
import openim.verify.report.SampleRun;
import openim.verify.report.terminal.Table.LiveLines;
import openim.verify.suite.Explanation;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final String REPORT = "reports/latest/report.html";

    private static String printed(Run run, int width) {
        Printed printed = new Printed(width);
        new Table(printed.terminal(), SampleRun.NEXT).print(run, REPORT);
        return printed.text();
    }

    private static String lastLine(Run run) {
        List<String> lines = printed(run, 80).lines().toList();
        return lines.get(lines.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void itReadsWellAt(int width) throws IOException {
        String text = printed(SampleRun.authIsDead(), width);

        assertThat(text).isEqualTo(golden("table-" + width + ".txt"));
        assertThat(text.lines().filter(line -> line.length() > width))
                .as("lines too wide, but for the last")
                .containsExactly(lastLine(SampleRun.authIsDead()));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TableTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theLastLineSaysItAll() {
        assertThat(lastLine(SampleRun.authIsDead()))
                .isEqualTo("unhealthy: probe.auth: imAdmin got no token within 2 s: errCode 500, grpc...;"
                        + " next: openim-verify explain probe.auth; report: " + REPORT);
        assertThat(lastLine(SampleRun.healthy()))
                .isEqualTo("healthy: all 14 required checks are green; report: " + REPORT + "; 6 of 22 not proven");
    }

    @Test
    void theLastLineIsNeverLongerThanATerminalOf160Columns() {
        String command = "cd /srv/" + "deep/".repeat(20) + "open-im-server && docker compose up -d --no-recreate redis";
        Run run = SampleRun.authIsDead().explained(explained("Redis is dead", command));

        List<String> lines = printed(run, 80).lines().toList();

        assertThat(lines.get(lines.size() - 1))
                .startsWith("unhealthy: Redis is dead (probe.auth: imAdmin got no token")
                .endsWith("; report: " + REPORT)
                .hasSizeLessThanOrEqualTo(160);
        assertThat(lines.get(lines.size() - 2)).isEqualTo("next: " + command);
        assertThat(lines.get(lines.size() - 3)).isEqualTo("6 of 22 not proven, 7 not looked at");
    }

    @Test
    void aCauseIsNamedOnceWithWhatComesOfIt() {
        Run run = SampleRun.of(SampleRun.LIVE)
                .red("component.redis", "Redis at 127.0.0.1:16379 refuses connections")
                .red("probe.auth", "imAdmin got no token", Evidence.of(Evidence.ERR_CODE, 500))
                .red("probe.chat", "something else")
                .red("probe.friend", "no friends")
                .judged()
                .explained(explained("Redis is dead", "docker compose up -d redis"));

        assertThat(printed(run, 120))
                .contains("""

                        CAUSE  Redis is dead
                          seen by    component.redis: Redis at 127.0.0.1:16379 refuses connections
                          seen by    probe.auth: imAdmin got no token
                          explains   probe.friend

                          do         start Redis
                          next       docker compose up -d redis

                        RED  probe.chat: something else
                          look at    chat-api
                        """)
                .doesNotContain("RED  probe.auth:", "RED  component.redis:")
                .contains("unhealthy: Redis is dead (component.redis: Redis at 127.0.0.1:16379 refuses connections);"
                        + " next: docker compose up -d redis; report: ");
    }

    @Test
    void manyThatAServerRefusesAreOneSentence() {
        String refuses = "http://im.example.org:10002 refuses connections; expected that ";
        Run run = SampleRun.of(SampleRun.LIVE)
                .red("probe.friend", refuses + "alice reads the friend list")
                .red("probe.group", refuses + "alice reads the list of joined groups")
                .red("probe.third", refuses + "alice reads the limit")
                .judged();

        assertThat(printed(run, 120))
                .contains(
                        "\nRED  http://im.example.org:10002 refuses connections: probe.friend, probe.group and probe.third\n")
                .doesNotContain("RED  probe.friend");
    }

    @Test
    void eyesThatWaitSeeOneLineAndThenOnlyWhatIsNotGreen() {
        Printed printed = new Printed(80);
        Terminal screen = printed.terminal().forEyes();
        Run run = SampleRun.authIsDead();
        LiveLines lines = new LiveLines(screen);
        lines.starts(run.id(), run.suite(), run.subject());
        run.observations().forEach(lines::seen);
        new Table(screen, SampleRun.NEXT).print(run, REPORT);

        assertThat(printed.text())
                .contains("\r22 of 22 checks, 1 red; ")
                .contains("8 checks are green\n")
                .contains("RED  probe.auth: ");
        assertThat(printed.lines()).noneMatch(line -> line.startsWith("probe.api "));
    }

    private static Explanation explained(String cause, String command) {
        CheckId redis = new CheckId("component.redis");
        CheckId auth = new CheckId("probe.auth");
        return new Explanation(
                List.of(new Explanation.Reason(
                        cause, true, List.of(redis, auth), Set.of(redis, auth, new CheckId("probe.friend")))),
                List.of(new Explanation.Next("start Redis", command)));
    }

    @Test
    void theLastLineIsOneLineWhateverWasSeen() {
        assertThat(lastLine(SampleRun.of(SampleRun.LIVE)
                        .red("probe.api", "answered\r\n<html>\u001b[31m\n")
                        .judged()))
                .startsWith("unhealthy: probe.api: answered <html> [31m; next: ");
    }

    @Test
    void aRehearsalSaysSoInTheLastLine() {
        assertThat(lastLine(SampleRun.rehearsal())).startsWith("REHEARSAL healthy: ");
        assertThat(lastLine(SampleRun.healthy())).doesNotContain("REHEARSAL");
    }

    @Test
    void whatIsOnlyUnknownIsNoAccusation() {
        Run run = SampleRun.of(SampleRun.LIVE)
                .unknown("probe.auth", "another run uses this account")
                .blocked("probe.gateway", "probe.auth")
                .judged();

        assertThat(printed(run, 120))
                .contains("\nunknown  probe.auth: another run uses this account\n")
                .contains("\n1 not looked at because probe.auth is not known to be green: probe.gateway\n")
                .contains("\nundetermined: probe.auth: another run uses this account; next: ")
                .doesNotContain("RED");
    }

    @Test
    void reasonsAreNotProvenOnce() {
        Run run = SampleRun.of(SampleRun.LIVE)
                .notProven("component.mongo", "nothing is known of it")
                .notProven("component.redis", "nothing is known of it")
                .notProven("chat.login", "no chat account is given")
                .judged();

        assertThat(printed(run, 120))
                .contains("\ncomponent.mongo and component.redis not proven, because nothing is known of it\n")
                .contains("\nchat.login not proven, because no chat account is given\n");
    }

    @Test
    void blockersThatBlockEachOtherEndNoTable() {
        Run run = SampleRun.of(SampleRun.LIVE)
                .blocked("probe.friend", "probe.group")
                .blocked("probe.group", "probe.friend")
                .judged();

        assertThat(printed(run, 120)).contains("2 not looked at because");
    }

    @Test
    void noSecretIsPrinted() {
        Printed printed = new Printed(120, true, Redactor.of(Set.of("planted-secret")));
        Run run = SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "said planted-secret", Evidence.of(Evidence.SEEN, "token=x7x7 and planted-secret"))
                .notProven("chat.login", "planted-secret")
                .judged();

        new Table(printed.terminal(), check -> "run --openim.secret planted-secret").print(run, REPORT);

        assertThat(printed.text()).contains("said ***").doesNotContain("planted", "x7x7");
    }

    @Test
    void aSecretWithBlanksIsNotMissedWhereLinesAreBroken() {
        String secret = "correct horse battery staple and more";
        Printed printed = new Printed(80, false, Redactor.of(Set.of(secret)));
        Run run = SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "it was refused, and so was " + secret, Evidence.of(Evidence.SEEN, "as " + secret))
                .judged();

        new Table(printed.terminal(), SampleRun.NEXT).print(run, REPORT);

        assertThat(printed.text()).doesNotContain("correct", "horse", "battery", "staple");
    }
}
