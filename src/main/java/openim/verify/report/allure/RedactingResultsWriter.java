package openim.verify.report.allure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.qameta.allure.AllureConstants;
import io.qameta.allure.AllureResultsWriteException;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import openim.verify.disk.Private;
import openim.verify.report.RedactedJson;
import openim.verify.report.Redactor;

/**
 * Writes Allure's results as Allure does, each text of them redacted before it is on disk.
 *
 * <p>It works on the JSON and not on the fields that Allure's model has today, so that a field of tomorrow is redacted too.
 */
final class RedactingResultsWriter implements AllureResultsWriter {

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
