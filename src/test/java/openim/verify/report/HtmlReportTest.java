package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import openim.verify.report.text.NextCommand;
import openim.verify.suite.Explanation;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    @TempDir
    private Path directory;

    private String page(Run run) throws IOException {
        NextCommand next = check -> "openim-verify explain " + check.id() + " --openim.secret planted-secret";
        new HtmlReport(directory, Redactor.of(Set.of("planted-secret")), next).write(run, Trend.none());
        return Files.readString(directory.resolve("report.html"));
    }

    private static long count(String page, String regex) {
        return Pattern.compile(regex).matcher(page).results().count();
    }

    @Test
    void theVerdictItsCauseAndTheNextCommandComeFirst() throws IOException {
        String page = page(SampleRun.authIsDead());
        String top = page.substring(page.indexOf("<body>"), page.indexOf("<h2"));

        assertThat(page).contains("<title>unhealthy: smoke of http://im.example.org:10002</title>");
        assertThat(top)
                .contains(
                        "</span> unhealthy</h1>",
                        "probe.auth: imAdmin got no token within 2 s",
                        "openim-verify explain probe.auth")
                .containsPattern("<b>8</b>.*ok")
                .containsPattern("<b>7</b>.*not proven");
        assertThat(page).contains("7 not looked at because probe.auth is red", "<h4>What to do</h4>");
    }

    @Test
    void thePlaceFromWhichItWasSeenStandsInItsTitleAndAmongItsFacts() throws IOException {
        String page = page(SampleRun.of(SampleRun.LIVE.from("eu-west")).judged());

        assertThat(page)
                .contains("<title>healthy: smoke of http://im.example.org:10002 from eu-west</title>")
                .contains("<dt>seen from</dt><dd>eu-west</dd>");
        assertThat(page(SampleRun.healthy())).doesNotContain("seen from");
    }

    @Test
    void anExplainedRunNamesTheCauseOnceWithItsNextCommandOnTop() throws IOException {
        CheckId auth = new CheckId("probe.auth");
        String page = page(SampleRun.authIsDead()
                .explained(new Explanation(
                        List.of(new Explanation.Reason("Redis is dead", true, List.of(auth), Set.of(auth))),
                        List.of(new Explanation.Next("start Redis", "docker compose up -d redis")))));
        String top = page.substring(page.indexOf("<body>"), page.indexOf("<h2"));

        assertThat(top).contains("Redis is dead (probe.auth: ", "docker compose up -d redis");
        assertThat(page)
                .contains("What is broken", "<h3>Redis is dead</h3>", "start Redis")
                .doesNotContain("openim-verify explain", "<h4>What to do</h4>");
    }

    @Test
    void aHealthyRunHasNothingToRunNext() throws IOException {
        assertThat(page(SampleRun.healthy()))
                .doesNotContain("What is not green", "class=\"next\"")
                .contains("> healthy</h1>");
    }

    @Test
    void aRehearsalSaysSoInTheTitleAndOnThePage() throws IOException {
        assertThat(page(SampleRun.rehearsal()))
                .contains("<title>REHEARSAL healthy: smoke of ", "<strong>REHEARSAL</strong>");
        assertThat(page(SampleRun.healthy())).doesNotContain("REHEARSAL");
    }

    @Test
    void eachCheckIsInThePictureAndInTheTableInWords() throws IOException {
        String page = page(SampleRun.authIsDead());

        assertThat(count(page, "<li class=\"lane (green|red|unknown|unproven)\">"))
                .isEqualTo(22);
        assertThat(count(page, "role=\"img\" aria-label=\"[a-z.-]+, (ok|red|unknown|not proven): "))
                .isEqualTo(22);
        assertThat(count(page, "<tr role=\"row\" class=\"(green|red|unknown|unproven)\">"))
                .isEqualTo(22);
        assertThat(page).contains("<dt>errCode</dt><dd>500</dd>");
        assertThat(page)
                .containsPattern("component.etcd</span> <span class=\"id\">component.etcd-registrations</span> *</dt>"
                        + "<dd>because openim.server.dir is not set, and openim.etcd.url neither</dd>");
    }

    @Test
    void itNeedsNothingBesideItAndNoNetwork() throws IOException {
        String page = page(SampleRun.authIsDead());

        assertThat(page).doesNotContainPattern("(?i)(src|href)=\"(https?:|//)|url\\(|@import|<script|<link|<iframe");
        assertThat(page).contains("<html lang=\"en\">", "width=device-width", "prefers-color-scheme: dark");
    }

    @Test
    void itNeedsNoCompilerWhenItRuns() throws IOException {
        assertThatThrownBy(() -> Class.forName("gg.jte.compiler.TemplateCompiler"))
                .isInstanceOf(ClassNotFoundException.class);
        assertThat(page(SampleRun.healthy())).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    @Test
    void whatAServerSaysIsTextAndNothingElse() throws IOException {
        String page = page(SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "<script>alert(1)</script>", Evidence.of("seen", "\"><img src=x onerror=alert(1)>"))
                .notProven("chat.login", "</dl><script>")
                .judged());

        assertThat(page).doesNotContain("<script", "<img").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void noSecretGetsIn() throws IOException {
        Run run = SampleRun.of(new Subject("http://u:planted-secret@h", "remote", false))
                .red(
                        "probe.api",
                        "with planted-secret",
                        Evidence.of("seen", "token=x7x7"),
                        Evidence.of("token", "y8y8"))
                .notProven("chat.login", "for planted-secret")
                .judged();

        assertThat(page(run)).contains("with ***").doesNotContain("planted", "x7x7", "y8y8");
    }
}
