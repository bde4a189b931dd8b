package openim.verify.config.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables in where compose does: {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-otherwise}}, {@code ${NAME:+instead}},
 * {@code ${NAME:?complaint}}, each within each other, and {@code $$} for a dollar.
 *
 * <p>The variables are those of the {@code .env} file alone. Compose lets the shell that it is started from override them, but
 * that shell is gone.
 */
record Interpolation(Map<String, String> variables) {

    /** No variable is known: what is left to do is {@code $$}. */
    static final Interpolation NONE = new Interpolation(Map.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern BRACED =
            Pattern.compile("(?<name>[A-Za-z_]\\w*)(?:(?<operator>:?[-+?])(?<word>.*))?", Pattern.DOTALL);

    Interpolation {
        variables = Map.copyOf(variables);
    }

    /** With these too, which count less. */
    Interpolation over(Map<String, String> weaker) {
        Map<String, String> all = new LinkedHashMap<>(weaker);
        all.putAll(variables);
        return new Interpolation(all);
    }

    String apply(String text) {
        return new Pass().apply(text);
    }

    /** Whether a variable of the {@code .env} file decides the text. */
    boolean decides(String text) {
        Pass pass = new Pass();
        pass.apply(text);
        return pass.decided;
    }

    /** One text on its way; notes whether a variable that is set was used. */
    private final class Pass {

        private boolean decided;

        String apply(String text) {
            StringBuilder result = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int dollar = text.indexOf('$', at);
                if (dollar < 0) {
                    break;
                }
                result.append(text, at, dollar);
                at = dollar + reference(text, dollar, result);
            }
            return result.append(text, at, text.length()).toString();
        }

        /** Appends what stands for the reference that begins with the dollar, and says how long that is. */
        private int reference(String text, int dollar, StringBuilder result) {
            if (text.startsWith("$$", dollar)) {
                result.append('$');
                return 2;
            }
            if (text.startsWith("${", dollar)) {
                int end = closingBrace(text, dollar + 2);
                Matcher braced = BRACED.matcher(end < 0 ? "" : text.substring(dollar + 2, end));
                if (braced.matches()) {
                    result.append(value(braced));
                    return end + 1 - dollar;
                }
            }
            Matcher plain = NAME.matcher(text).region(dollar + 1, text.length());
            if (plain.lookingAt()) {
                result.append(variable(plain.group()).orElse(""));
                return plain.end() - dollar;
            }
            result.append('$');
            return 1;
        }

        private String value(Matcher braced) {
            Optional<String> value = Optional.ofNullable(variables.get(braced.group("name")));
            String operator = Optional.ofNullable(braced.group("operator")).orElse("");
            boolean counts = operator.startsWith(":")
                    ? value.filter(text -> !text.isEmpty()).isPresent()
                    : value.isPresent();
            decided |= value.isPresent() && (counts || operator.isEmpty());
            if (operator.endsWith("-") && !counts) {
                return apply(braced.group("word"));
            }
            if (operator.endsWith("+")) {
                return counts ? apply(braced.group("word")) : "";
            }
            return value.orElse("");
        }

        private Optional<String> variable(String name) {
            Optional<String> value = Optional.ofNullable(variables.get(name));
            decided |= value.isPresent();
            return value;
        }
    }

    /** Where the brace is closed that was opened before; those of references within do not count. */
    private static int closingBrace(String text, int from) {
        int open = 1;
        for (int at = from; at < text.length(); at++) {
            if (text.startsWith("${", at)) {
                open++;
                at++;
            } else if (text.charAt(at) == '}' && --open == 0) {
                return at;
            }
        }
        return -1;
    }
}
