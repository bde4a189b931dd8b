package openim.verify.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as it is typed: {@code 500ms}, {@code 60s}, {@code 5m}, {@code 2h}, or as ISO 8601 has it. */
final class Span implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT);
        try {
            if (text.startsWith("p")) {
                return Duration.parse(text);
            }
            return text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.parse("PT" + text);
        } catch (DateTimeParseException | NumberFormatException otherwise) {
            throw new TypeConversionException("'" + typed + "' is no time such as 60s or 5m");
        }
    }
}
