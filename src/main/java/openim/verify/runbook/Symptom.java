package openim.verify.runbook;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/**
 * A red check, and what its evidence says.
 *
 * <p>The patterns are looked for in the evidence as lines: {@code failure refused}, {@code errCode 500}, {@code ailment
 * unwell}, the server's own words, what was seen, and the verdict's sentence.
 *
 * @param check which check is red; empty for any
 * @param says what is found in its evidence; the empty pattern is found in all
 * @param butNot what must not be found there
 */
public record Symptom(Optional<CheckId> check, Pattern says, Optional<Pattern> butNot) {

    static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

    /** Whether this observation shows it. */
    public boolean isShownBy(Observation seen) {
        return seen.verdict().isUnhealthy() && concerns(seen) && says(lines(seen));
    }

    /** Whether it is a symptom of that check, whatever the evidence says. */
    public boolean concerns(Observation seen) {
        return check.isEmpty() || check.get().equals(seen.check());
    }

    private boolean says(String lines) {
        return says.matcher(lines).find()
                && butNot.filter(pattern -> pattern.matcher(lines).find()).isEmpty();
    }

    private static String lines(Observation seen) {
        return Stream.of(
                        labelled("failure ", seen.fact(Evidence.FAILURE)),
                        labelled("errCode ", seen.fact(Evidence.ERR_CODE)),
                        labelled("ailment ", seen.fact(Evidence.AILMENT)),
                        seen.fact(Evidence.WORDS),
                        seen.fact(Evidence.SEEN),
                        seen.verdict().summary())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String labelled(String label, String fact) {
        return fact.isEmpty() ? "" : label + fact;
    }
}
