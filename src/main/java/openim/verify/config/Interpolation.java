package openim.verify.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables in where compose does: {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-otherwise}}, {@code ${NAME:+instead}},
 * and {@code $$} for a dollar.
 *
 * <p>The variables are those of the {@code .env} file alone. Compose lets the shell that it is started from override them, but
 * that shell is gone.
 */
record Interpolation(Map<String, String> variables) {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:(\\$)|([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?:(:?[-+?])((?:[^{}]|\\{[^{}]*})*))?})");
    private static final int DOLLAR = 1;
    private static final int PLAIN = 2;
    private static final int NAME = 3;
    private static final int OPERATOR = 4;
    private static final int WORD = 5;

    Interpolation {
        variables = Map.copyOf(variables);
    }

    String apply(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
    }

    /** Whether a variable of the {@code .env} file decides the text. */
    boolean decides(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(match -> group(match, PLAIN).or(() -> group(match, NAME)))
                .flatMap(Optional::stream)
                .anyMatch(variables::containsKey);
    }

    private String value(MatchResult match) {
        if (group(match, DOLLAR).isPresent()) {
            return "$";
        }
        Optional<String> plain = group(match, PLAIN);
        if (plain.isPresent()) {
            return variables.getOrDefault(plain.get(), "");
        }
        Optional<String> value = group(match, NAME).map(variables::get);
        String operator = group(match, OPERATOR).orElse("");
        String word = group(match, WORD).orElse("");
        Optional<String> counting = operator.startsWith(":") ? value.filter(text -> !text.isEmpty()) : value;
        if (operator.endsWith("-")) {
            return counting.orElseGet(() -> apply(word));
        }
        if (operator.endsWith("+")) {
            return counting.map(ignored -> apply(word)).orElse("");
        }
        return value.orElse("");
    }

    private static Optional<String> group(MatchResult match, int number) {
        return Optional.ofNullable(match.group(number));
    }
}
