package openim.verify.report.allure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.qameta.allure.AllureLifecycle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import openim.verify.disk.Private;
import openim.verify.report.RedactedJson;
import openim.verify.report.Redactor;
import openim.verify.report.WholeFile;
import openim.verify.report.text.RunLines;
import openim.verify.report.text.Wording;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import org.junit.platform.launcher.TestExecutionListener;

/**
 * {@code allure-results/} in a run's directory: what {@code allure generate} makes its pages of.
 *
 * <p>Hand the {@link #listener} to the Launcher; nothing registers itself. A broken promise is failed, what could not be
 * looked at is broken, what there was a reason not to look at is skipped with that reason.
 */
public final class AllureResults {

    /** Its name in the run's directory. */
    public static final String NAME = "allure-results";

    private final Path directory;
    private final Redactor redactor;
    private final AllureLifecycle lifecycle;

    public AllureResults(Path runDirectory, Redactor redactor) {
        this.directory = runDirectory.resolve(NAME);
        this.redactor = redactor;
        this.lifecycle = new AllureLifecycle(new RedactingResultsWriter(directory, redactor));
    }

    /** The lifecycle that writes here, redacted; for steps and attachments of specs. */
    public AllureLifecycle lifecycle() {
        return lifecycle;
    }

    /** Makes results of the tests of one execution. */
    public TestExecutionListener listener(Suite suite, Subject subject) {
        return new AllureListener(lifecycle, RunLines.marked(subject, suite.name()));
    }

    /**
     * Writes what Allure shows beside the results: the kinds of defects, and what was verified.
     *
     * @throws UncheckedIOException if that cannot be written
     */
    public void describe(String runId, Suite suite, Subject subject) {
        try {
            Private.directories(directory);
            WholeFile.write(directory.resolve("categories.json"), RedactedJson.pretty(categories(), redactor));
            WholeFile.write(directory.resolve("environment.properties"), environment(runId, suite, subject));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private static ArrayNode categories() {
        ArrayNode categories = RedactedJson.MAPPER.createArrayNode();
        category(categories, "Broken promises", "failed", ".*");
        category(categories, "Could not look", "broken", ".*");
        category(categories, "Not looked at, because what it needs is red", "skipped", "(?s).*needs .* which is red.*");
        category(categories, "Not proven", "skipped", ".*");
        return categories;
    }

    private static void category(ArrayNode categories, String name, String status, String message) {
        categories
                .addObject()
                .put("name", name)
                .put("messageRegex", message)
                .putArray("matchedStatuses")
                .add(status);
    }

    private String environment(String runId, Suite suite, Subject subject) {
        List<String> lines = List.of(
                "run=" + runId,
                "suite=" + suite.name(),
                "target=" + subject.seen(),
                "flavour=" + subject.flavour(),
                "rehearsal=" + subject.rehearsal());
        return String.join(
                        "\n",
                        lines.stream()
                                .map(redactor::redact)
                                .map(Wording::oneLine)
                                .toList()) + "\n";
    }
}
