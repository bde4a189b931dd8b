package openim.verify.runbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import openim.verify.verdict.CheckId;

/**
 * Reads how an ailment looks: by the id of the check, or {@code any}, or {@code message.*} for all of a subject, the pattern that its evidence shows.
 *
 * @param checks the checks that there are
 */
record SignsReader(Set<CheckId> checks) {

    private static final String ANY = "any";
    private static final String ALL_OF = ".*";
    private static final Set<String> OF_PATTERN = Set.of("says", "but-not");

    /** The signs; empty if they are none, which is told. */
    Optional<Signs> read(Row row) {
        List<Symptom> sight = symptoms(row.row("sight"));
        List<Symptom> names = symptoms(row.row("names"));
        List<Symptom> fits = symptoms(row.row("fits"));
        List<Symptom> may = symptoms(row.row("may"));
        Set<CheckId> unless = row.has("unless") ? ids(row, "unless", checks) : Set.of();
        if (sight.isEmpty() && names.isEmpty() && fits.isEmpty()) {
            row.problem("nothing could ever show it: give it sight, names or fits");
            return Optional.empty();
        }
        return Optional.of(new Signs(sight, names, fits, may, unless));
    }

    private List<Symptom> symptoms(Row row) {
        List<Symptom> symptoms = new ArrayList<>();
        row.fields()
                .forEach((check, value) -> says(row, check, value)
                        .ifPresent(says -> which(row, check)
                                .forEach(id -> symptoms.add(new Symptom(id, says, butNot(row, value))))));
        return symptoms;
    }

    /** The checks that are meant: {@code any} is one without a name, {@code message.*} all of its subject. */
    private List<Optional<CheckId>> which(Row row, String check) {
        if (check.equals(ANY)) {
            return List.of(Optional.empty());
        }
        if (!check.endsWith(ALL_OF)) {
            return id(row, check, checks).stream().map(Optional::of).toList();
        }
        String subject = check.substring(0, check.length() - 1);
        List<Optional<CheckId>> all = checks.stream()
                .filter(id -> id.value().startsWith(subject))
                .sorted()
                .map(Optional::of)
                .toList();
        if (all.isEmpty()) {
            row.problem("there is no check of " + check);
        }
        return all;
    }

    private static Optional<Pattern> says(Row row, String check, Object value) {
        if (value instanceof Map<?, ?>) {
            row.row(check).onlyKnows(OF_PATTERN);
            Row pattern = row.row(check);
            return pattern(pattern, pattern.has("says") ? pattern.text("says") : "");
        }
        if (value instanceof String text) {
            return pattern(row, text);
        }
        row.problem(check + " has no pattern");
        return Optional.empty();
    }

    private static Optional<Pattern> butNot(Row row, Object value) {
        return value instanceof Map<?, ?> map && map.get("but-not") instanceof String text
                ? pattern(row, text)
                : Optional.empty();
    }

    /** The pattern of that text; empty if it is none, which is told. */
    static Optional<Pattern> pattern(Row row, String text) {
        try {
            return Optional.of(Pattern.compile(text, Symptom.FLAGS));
        } catch (PatternSyntaxException e) {
            row.problem("'" + text + "' is no pattern: " + e.getDescription());
            return Optional.empty();
        }
    }

    /** The checks of that list; what is none is told. */
    static Set<CheckId> ids(Row row, String key, Set<CheckId> known) {
        Set<CheckId> ids = new LinkedHashSet<>();
        row.texts(key).forEach(name -> id(row, name, known).ifPresent(ids::add));
        return ids;
    }

    private static Optional<CheckId> id(Row row, String name, Set<CheckId> known) {
        Optional<CheckId> id =
                known.stream().filter(each -> each.value().equals(name)).findFirst();
        if (id.isEmpty()) {
            row.problem("there is no check " + name);
        }
        return id;
    }
}
