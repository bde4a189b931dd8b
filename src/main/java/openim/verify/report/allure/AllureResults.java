package openim.verify.report.allure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.qameta.allure.AllureConstants;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.AllureResultsWriteException;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import io.qameta.allure.util.ResultsUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openim.verify.disk.Private;
import openim.verify.disk.WholeFile;
import openim.verify.report.RedactedJson;
import openim.verify.report.Redactor;
import openim.verify.report.text.RunLines;
import openim.verify.report.text.Wording;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Proof;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.verdict.BrokenPromise;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

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

    /** Allure's listener, in the words of the catalogue: the check, its section, and who is to blame. */
    private static final class AllureListener extends AllureJunitPlatform {

        private final String suite;

        AllureListener(AllureLifecycle lifecycle, String suite) {
            super(lifecycle);
            this.suite = suite;
        }

        /** Allure blames the deployment for every AssertionError; here only a broken promise does. */
        @Override
        protected Status getStatus(Throwable thrown) {
            return thrown instanceof BrokenPromise ? Status.FAILED : Status.BROKEN;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            super.executionStarted(test);
            provenBy(test).ifPresent(check -> getLifecycle().updateTestCase(result -> label(result, check)));
        }

        private static Optional<Check> provenBy(TestIdentifier test) {
            return test.getSource()
                    .filter(source -> test.isTest() && source instanceof MethodSource)
                    .flatMap(source -> Proof.of(((MethodSource) source).getJavaMethod(), test.getDisplayName()))
                    .map(Proof::check)
                    .filter(Checks::knows)
                    .map(Checks::get);
        }

        private void label(TestResult result, Check check) {
            String id = check.id().value();
            result.setName(id + ": " + check.promise());
            result.getLabels().add(ResultsUtils.createParentSuiteLabel(suite));
            result.getLabels().add(ResultsUtils.createFeatureLabel(id.substring(0, id.indexOf('.'))));
            result.getLabels().add(ResultsUtils.createStoryLabel(check.section()));
            result.getLabels().add(new Label().setName("check").setValue(id));
        }
    }

    /**
     * Writes Allure's results as Allure does, each text of them redacted before it is on disk.
     *
     * <p>It works on the JSON and not on the fields that Allure's model has today, so that a field of tomorrow is redacted too.
     */
    static final class RedactingResultsWriter implements AllureResultsWriter {

        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .addModule(new SimpleModule()
                        .addSerializer(Status.class, new LowerCase<>())
                        .addSerializer(Stage.class, new LowerCase<>())
                        .addSerializer(Parameter.Mode.class, new LowerCase<>()))
                .build();

        private final Path directory;
        private final Redactor redactor;

        RedactingResultsWriter(Path directory, Redactor redactor) {
            this.directory = directory;
            this.redactor = redactor;
        }

        @Override
        public void write(TestResult result) {
            write(result.getUuid() + AllureConstants.TEST_RESULT_FILE_SUFFIX, json(result));
        }

        /** Only with fixtures in it: there is an empty one for each test, and each would cost a file. */
        @Override
        public void write(TestResultContainer container) {
            if (container.getBefores().isEmpty() && container.getAfters().isEmpty()) {
                return;
            }
            write(container.getUuid() + AllureConstants.TEST_RESULT_CONTAINER_FILE_SUFFIX, json(container));
        }

        @Override
        public void write(String source, InputStream attachment) {
            try (attachment) {
                write(source, redactor.redact(text(attachment.readAllBytes())));
            } catch (IOException e) {
                throw new AllureResultsWriteException("cannot read the attachment " + source, e);
            }
        }

        private static String text(byte[] attachment) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(attachment))
                        .toString();
            } catch (CharacterCodingException noText) {
                return "left out: " + attachment.length + " bytes that are no text, and so cannot be redacted";
            }
        }

        private String json(Object result) {
            return RedactedJson.line(MAPPER.valueToTree(result), redactor);
        }

        private void write(String name, String text) {
            try {
                Private.directories(directory);
                Private.write(directory.resolve(name), text);
            } catch (IOException e) {
                throw new AllureResultsWriteException("cannot write " + name + " to " + directory, e);
            }
        }

        private static final class LowerCase<E extends Enum<E>> extends JsonSerializer<E> {
            @Override
            public void serialize(E constant, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(constant.name().toLowerCase(Locale.ROOT));
            }
        }
    }
}
