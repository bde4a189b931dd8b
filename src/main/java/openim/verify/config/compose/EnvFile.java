package openim.verify.config.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file, or one that {@code env_file} names, as compose reads it: {@code NAME=value} on a line, in quotes (then
 * also over several lines) or with a comment behind a blank; later values may use earlier ones.
 */
public final class EnvFile {

    private static final Pattern NAME =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?(?<name>[A-Za-z_][\\w.-]*)[ \\t]*[=:][ \\t]*");
    private static final Pattern LITERAL = Pattern.compile("'(?<value>[^']*)'[ \\t]*(?:#[^\\n]*)?(?=\\n|$)");
    private static final Pattern QUOTED =
            Pattern.compile("\"(?<value>(?:[^\"\\\\]|\\\\.)*+)\"[ \\t]*(?:#[^\\n]*)?(?=\\n|$)", Pattern.DOTALL);
    private static final Pattern BARE = Pattern.compile("(?<value>[^\\n]*)");
    private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private EnvFile() {}

    /** The variables of a file; none if there is no such file. */
    public static Map<String, String> read(Path file) throws IOException {
        return read(file, Interpolation.NONE);
    }

    /**
     * The same, for a file whose values may use variables from elsewhere.
     *
     * @param outer those
     */
    static Map<String, String> read(Path file, Interpolation outer) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        String text = text(file);
        int at = 0;
        while (at < text.length()) {
            Matcher name = NAME.matcher(text).region(at, text.length());
            if (name.lookingAt()) {
                at = value(text, name.end(), name.group("name"), variables, outer);
            }
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return variables;
    }

    /** The same of a file that is taken as it stands: no quotes, no comments behind values, no variables. */
    static Map<String, String> readRaw(Path file) throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        text(file).lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals).strip(), line.substring(equals + 1));
            }
        });
        return variables;
    }

    /** Bytes that are no UTF-8 stand in comments, where compose does not mind them either. */
    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Notes the value that begins there, and says where it ends. */
    private static int value(String text, int start, String name, Map<String, String> variables, Interpolation outer) {
        Matcher literal = LITERAL.matcher(text).region(start, text.length());
        if (literal.lookingAt()) {
            variables.put(name, literal.group("value"));
            return literal.end();
        }
        Interpolation interpolation = outer.over(variables);
        Matcher quoted = QUOTED.matcher(text).region(start, text.length());
        if (quoted.lookingAt()) {
            variables.put(name, interpolation.apply(unescaped(quoted.group("value"))));
            return quoted.end();
        }
        Matcher bare = BARE.matcher(text).region(start, text.length());
        if (!bare.lookingAt()) {
            return start;
        }
        String value = COMMENT.matcher(bare.group("value")).replaceFirst("").strip();
        variables.put(name, interpolation.apply(value));
        return bare.end();
    }

    private static String unescaped(String quoted) {
        return ESCAPED.matcher(quoted)
                .replaceAll(match -> Matcher.quoteReplacement(
                        switch (match.group(1)) {
                            case "n" -> "\n";
                            case "r" -> "\r";
                            case "t" -> "\t";
                            case "$" -> "$$";
                            default -> match.group(1);
                        }));
    }
}
