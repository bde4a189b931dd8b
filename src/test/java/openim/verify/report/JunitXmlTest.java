package openim.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import openim.verify.suite.Run;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JunitXmlTest {

    @TempDir
    private Path directory;

    private Element suite(Run run) throws Exception {
        new JunitXml(directory, Redactor.of(Set.of("planted-secret"))).write(run);
        return elements(
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(directory.resolve("junit.xml").toFile())
                                .getDocumentElement(),
                        "testsuite")
                .get(0);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Element testCase(Element suite, String check) {
        return elements(suite, "testcase").stream()
                .filter(test -> test.getAttribute("name").equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePlaceFromWhichItWasSeenIsInTheName() throws Exception {
        assertThat(suite(SampleRun.of(SampleRun.LIVE.from("eu-west")).judged()).getAttribute("name"))
                .isEqualTo("smoke of http://im.example.org:10002 from eu-west");
    }

    @Test
    void eachVerdictHasItsOutcome() throws Exception {
        Element suite = suite(SampleRun.authIsDead());

        assertThat(suite.getAttribute("name")).isEqualTo("smoke of http://im.example.org:10002");
        assertThat(List.of("tests", "failures", "errors", "skipped", "time").stream()
                        .map(suite::getAttribute))
                .containsExactly("22", "1", "6", "7", "4.321");
        assertThat(elements(suite, "testcase")).hasSize(22);
        Element failure = elements(testCase(suite, "probe.auth"), "failure").get(0);
        assertThat(failure.getAttribute("message")).startsWith("imAdmin got no token within 2 s");
        assertThat(failure.getTextContent()).contains("\nexpected: imAdmin gets a token", "\nrunbook: Basic probes\n");
        assertThat(elements(testCase(suite, "probe.friend"), "error").get(0).getAttribute("message"))
                .isEqualTo("needs probe.auth, which is red");
        assertThat(elements(testCase(suite, "component.mongo"), "skipped")
                        .get(0)
                        .getAttribute("message"))
                .isEqualTo("openim.server.dir is not set, and openim.mongo.url neither");
        assertThat(testCase(suite, "probe.api").getAttribute("time")).isEqualTo("0.366");
    }

    @Test
    void aRehearsalSaysSo() throws Exception {
        assertThat(suite(SampleRun.rehearsal()).getAttribute("name")).startsWith("REHEARSAL smoke of ");
    }

    @Test
    void whateverAServerSaysItIsXml() throws Exception {
        Run run = SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "<b a=\"1\">&\u0000\u001b\uFFFF ]]> \uD83D\uDE00", Evidence.of("body", "\u0007]]>"))
                .judged();

        assertThat(elements(testCase(suite(run), "probe.api"), "failure").get(0).getAttribute("message"))
                .isEqualTo("<b a=\"1\">&??? ]]> \uD83D\uDE00");
    }

    @Test
    void noSecretGetsIn() throws Exception {
        suite(SampleRun.of(SampleRun.LIVE)
                .red("probe.api", "with planted-secret", Evidence.of("url", "http://h/?token=x7x7"))
                .notProven("chat.login", "planted-secret")
                .judged());

        assertThat(directory.resolve("junit.xml"))
                .content()
                .contains("with ***", "token=***")
                .doesNotContain("planted", "x7x7");
    }
}
