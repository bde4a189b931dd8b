package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import openim.verify.report.terminal.Printed;
import openim.verify.report.terminal.Table;
import openim.verify.report.terminal.Table.LiveLines;
import openim.verify.report.text.RunLines;
import openim.verify.suite.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How weaknesses of the build, and what a deployment does not have, are told: apart from what is red, and never as an outage. */
class WeaknessReportTest {

    private static final String WEAK = "message.exactly-once";
    private static final String SENTENCE = "anybody may write in anybody's name; main refuses it";
    private static final String ABSENT = "component.redis";
    private static final String REASON = "this release has none";

    private static final Run RUN = SampleRun.of(SampleRun.LIVE)
            .weak(WEAK, SENTENCE)
            .notHere(ABSENT, REASON)
            .judged();

    private static final Run TWO = SampleRun.of(SampleRun.LIVE)
            .weak(WEAK, SENTENCE)
            .weak("probe.group", "and another")
            .judged();

    @TempDir
    private Path directory;

    @Test
    void manyThatAreNotHereShareALine() {
        Printed printed = new Printed(200);
        Run run = SampleRun.of(SampleRun.LIVE)
                .notHere("component.mongo", "there is no MongoDB")
                .notHere("component.redis", "there is no Redis")
                .notHere("component.etcd", "there is no etcd")
                .judged();

        new Table(printed.terminal(), SampleRun.NEXT).print(run, "report.html");

        assertThat(printed.text())
                .contains("not here: nothing of the kind is known here")
                .contains("component.mongo, component.redis")
                .contains("component.etcd");
    }

    @Test
    void theTableHasWordsOfTheirOwnForThem() {
        Printed printed = new Printed(120);

        new Table(printed.terminal(), SampleRun.NEXT).print(RUN, "report.html");

        assertThat(printed.text())
                .contains("\nweak  " + WEAK + ": " + SENTENCE + "\n")
                .contains("\n" + ABSENT + " not here: " + REASON + "\n")
                .containsPattern(WEAK + " +weak +")
                .doesNotContain("RED", "not proven, because")
                .doesNotContain(ABSENT + " not proven");
    }

    @Test
    void theLastLineNamesWeaknesses() {
        assertThat(RunLines.last(RUN, SampleRun.NEXT, "report.html"))
                .containsExactly(
                        "1 weakness of the build: message.exactly-once; 0 of 22 not proven",
                        "healthy: 13 of 14 required checks are green, and 1 is as weak as this build;"
                                + " report: report.html");
        assertThat(String.join("\n", RunLines.last(TWO, SampleRun.NEXT, "report.html")))
                .contains("12 of 14 required checks are green, and 2 are as weak as this build")
                .contains("2 weaknesses of the build: probe.group and message.exactly-once; ");
        assertThat(String.join("\n", RunLines.last(SampleRun.healthy(), SampleRun.NEXT, "report.html")))
                .doesNotContain("weak");
    }

    @Test
    void aRedRunNamesThemToo() {
        Run red = SampleRun.of(SampleRun.LIVE)
                .weak(WEAK, SENTENCE)
                .red("probe.api", "dead")
                .judged();

        assertThat(String.join("\n", RunLines.last(red, SampleRun.NEXT, "report.html")))
                .startsWith("unhealthy: probe.api: dead; next: ")
                .contains("; 1 weakness of the build: " + WEAK + "; ");
    }

    @Test
    void aLongAddressIsCutRatherThanLeftOut() {
        Run red = SampleRun.of(SampleRun.LIVE)
                .red(
                        "probe.api",
                        "http://openim.example.com:10002/user/account_check-" + "x".repeat(200) + ": errCode 1002")
                .judged();

        assertThat(RunLines.last(red, SampleRun.NEXT, "report.html"))
                .last()
                .asString()
                .startsWith("unhealthy: probe.api: http://openim.example.com:10002/user/");
    }

    @Test
    void theVerdictFileListsThemAndKeepsToItsSchema() throws IOException {
        new VerdictFile(directory, Redactor.of(Set.of()), SampleRun.NEXT).write(RUN);
        JsonNode json =
                new ObjectMapper().readTree(directory.resolve("verdict.json").toFile());

        assertThat(complaints(json)).isEmpty();
        assertThat(json.path("verdict").asText()).isEqualTo("healthy");
        assertThat(json.path("weaknesses")).hasSize(1);
        assertThat(json.at("/weaknesses/0").asText()).isEqualTo(WEAK);
        assertThat(word(json, WEAK)).isEqualTo("weak");
        assertThat(word(json, ABSENT)).isEqualTo("not-here");
        assertThat(json.path("notProven").asInt()).isZero();
        assertThat(json.has("next")).isFalse();
    }

    private static String word(JsonNode json, String check) {
        for (JsonNode each : json.path("checks")) {
            if (each.path("id").asText().equals(check)) {
                return each.path("verdict").asText();
            }
        }
        throw new AssertionError("no " + check);
    }

    private static List<com.networknt.schema.Error> complaints(JsonNode json) {
        try (InputStream in = Objects.requireNonNull(VerdictFile.class.getResourceAsStream("verdict.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in)
                    .validate(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void toJUnitTheyAreSkippedWithTheirWord() throws IOException {
        new JunitXml(directory, Redactor.of(Set.of())).write(RUN);

        assertThat(directory.resolve("junit.xml"))
                .content()
                .contains("skipped=\"2\"", "failures=\"0\"", "errors=\"0\"")
                .contains("message=\"weak: anybody may write in anybody's name; main refuses it\"")
                .contains("message=\"not-here: " + REASON + "\"");
    }

    @Test
    void thePageHasASectionForEach() throws IOException {
        new HtmlReport(directory, Redactor.of(Set.of()), SampleRun.NEXT).write(RUN, Trend.none());
        String page = Files.readString(directory.resolve("report.html"));

        assertThat(page).contains("> healthy</h1>").doesNotContain("What is not green");
        assertThat(page.substring(page.indexOf("<h2 id=\"weak\">")))
                .startsWith("<h2 id=\"weak\">Weaknesses of the build</h2>")
                .contains("<span class=\"id\">" + WEAK + "</span>", "anybody may write in anybody");
        assertThat(page.substring(page.indexOf("<h2 id=\"absent\">"))).contains(ABSENT, REASON);

        new HtmlReport(directory, Redactor.of(Set.of()), SampleRun.NEXT).write(SampleRun.healthy(), Trend.none());
        assertThat(Files.readString(directory.resolve("report.html"))).doesNotContain("id=\"weak\"", "id=\"absent\"");
    }

    @Test
    void toAPluginTheyAreAFigureAndNoState() {
        NagiosLine line = NagiosLine.of(RUN, List.of(), List.of());

        assertThat(line.status()).isZero();
        assertThat(line.text()).startsWith("OPENIM OK - 13 of 14").contains(" weak=1;;;0;22");
    }

    @Test
    void thePlaceWhereOneStandsInALineOfItsOwnSaysWeak() {
        Printed printed = new Printed(120);

        RUN.observations().stream()
                .filter(seen -> seen.check().value().equals(WEAK))
                .forEach(new LiveLines(printed.terminal())::seen);

        assertThat(printed.text()).startsWith("weak     " + WEAK);
    }
}
