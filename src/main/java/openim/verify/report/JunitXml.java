package openim.verify.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import openim.verify.disk.WholeFile;
import openim.verify.report.text.RunLines;
import openim.verify.suite.Checks;
import openim.verify.suite.Run;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;

/**
 * {@code junit.xml}: the run as CI servers read it, one test for each check.
 *
 * <p>Written from observations, not by a test runner, so that neither raw bodies nor system properties get into it.
 * Unhealthy is a failure, Undetermined an error; NotProven, Weak and NotHere are skipped with their reason.
 */
public final class JunitXml {

    /** Its name in the run's directory. */
    public static final String NAME = "junit.xml";

    private static final Set<String> SKIPPED = Set.of("not-proven", "weak", "not-here");

    private final Path file;
    private final Redactor redactor;

    public JunitXml(Path runDirectory, Redactor redactor) {
        this.file = runDirectory.resolve(NAME);
        this.redactor = redactor;
    }

    /**
     * Writes it, in the place of one that may be there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Run run) {
        try {
            WholeFile.write(file, xml(redactor.redact(run)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String xml(Run run) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            newLine(out, 0);
            out.writeStartElement("testsuites");
            suite(out, run);
            newLine(out, 0);
            out.writeEndElement();
            newLine(out, 0);
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a writer into memory does not fail", e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter out, Run run) throws XMLStreamException {
        String what = run.suite().name() + " of " + run.subject().seen();
        newLine(out, 1);
        out.writeStartElement("testsuite");
        attribute(out, "name", RunLines.marked(run.subject(), what));
        attribute(out, "timestamp", run.startedAt().toString());
        attribute(out, "time", seconds(run.took()));
        attribute(out, "tests", String.valueOf(run.observations().size()));
        attribute(out, "failures", count(run, Verdict.Unhealthy.class));
        attribute(out, "errors", count(run, Verdict.Undetermined.class));
        attribute(out, "skipped", String.valueOf(skipped(run)));
        for (Observation seen : run.observations()) {
            testCase(out, run, seen);
        }
        newLine(out, 1);
        out.writeEndElement();
    }

    private static long skipped(Run run) {
        return run.observations().stream()
                .map(seen -> seen.verdict().word())
                .filter(SKIPPED::contains)
                .count();
    }

    private static String count(Run run, Class<? extends Verdict> kind) {
        return String.valueOf(run.observations().stream()
                .filter(seen -> kind.isInstance(seen.verdict()))
                .count());
    }

    private static void testCase(XMLStreamWriter out, Run run, Observation seen) throws XMLStreamException {
        newLine(out, 2);
        out.writeStartElement("testcase");
        attribute(out, "classname", "openim." + run.suite().name());
        attribute(out, "name", seen.check().value());
        attribute(out, "time", seconds(seen.took()));
        switch (seen.verdict().word()) {
            case "unhealthy" -> outcome(out, "failure", seen);
            case "undetermined" -> outcome(out, "error", seen);
            case "not-proven", "weak", "not-here" -> {
                newLine(out, 3);
                out.writeEmptyElement("skipped");
                attribute(out, "message", reason(seen.verdict()));
            }
            default -> {
                newLine(out, 3);
                out.writeStartElement("system-out");
                out.writeCharacters(legal(seen.verdict().summary()));
                out.writeEndElement();
            }
        }
        newLine(out, 2);
        out.writeEndElement();
    }

    private static String reason(Verdict verdict) {
        return verdict instanceof Verdict.NotProven ? verdict.summary() : verdict.word() + ": " + verdict.summary();
    }

    private static void outcome(XMLStreamWriter out, String element, Observation seen) throws XMLStreamException {
        newLine(out, 3);
        out.writeStartElement(element);
        attribute(out, "message", seen.verdict().summary());
        attribute(out, "type", seen.verdict().word());
        out.writeCharacters(legal(details(seen)));
        out.writeEndElement();
    }

    private static String details(Observation seen) {
        String facts = seen.evidence().stream()
                .map(fact -> fact.name() + ": " + fact.value() + "\n")
                .collect(Collectors.joining());
        String section = Checks.knows(seen.check())
                ? "runbook: " + Checks.get(seen.check()).section() + "\n"
                : "";
        return seen.verdict().summary() + "\n" + facts + section;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    private static void attribute(XMLStreamWriter out, String name, String value) throws XMLStreamException {
        out.writeAttribute(name, legal(value));
    }

    /** XML 1.0 has no way to write most control characters, and servers put anything into their words. */
    private static String legal(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }

    private static void newLine(XMLStreamWriter out, int depth) throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }
}
