package openim.verify.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file as compose reads it: {@code NAME=value} on a line, in quotes or with a comment behind a blank; later
 * values may use earlier ones.
 */
final class EnvFile {

    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?(?<name>[A-Za-z_][\\w.]*)\\s*=\\s*(?:"
            + "'(?<literal>[^']*)'|\"(?<quoted>(?:[^\"\\\\]|\\\\.)*)\"|(?<bare>.*?))\\s*(?:(?<=\\s|['\"])#.*)?");

    private EnvFile() {}

    /** The variables of a file; none if there is no such file. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return variables;
        }
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = LINE.matcher(line);
            if (!line.stripLeading().startsWith("#") && matcher.matches()) {
                variables.put(matcher.group("name"), value(matcher, variables));
            }
        }
        return variables;
    }

    private static String value(Matcher line, Map<String, String> before) {
        if (line.group("literal") != null) {
            return line.group("literal");
        }
        Interpolation interpolation = new Interpolation(before);
        if (line.group("quoted") != null) {
            return interpolation.apply(line.group("quoted").replaceAll("\\\\(.)", "$1"));
        }
        return interpolation.apply(line.group("bare"));
    }
}
