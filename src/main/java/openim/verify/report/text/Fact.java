package openim.verify.report.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/**
 * A labelled line about something.
 *
 * @param label a word or two
 * @param value never blank
 */
public record Fact(String label, String value) {

    /** The label of the command to run next. */
    static final String NEXT = "next";

    /** The label of a command that comes later. */
    static final String TYPE = "type";

    /** What a person needs to know of a check that is not green: what was expected of whom, what was seen, and where to turn. */
    public static List<Fact> of(Observation culprit, NextCommand next) {
        List<Fact> facts = new ArrayList<>(seen(culprit));
        if (Checks.knows(culprit.check())) {
            Check check = Checks.get(culprit.check());
            facts.add(new Fact("look at", check.suspect()));
            facts.add(new Fact("runbook", check.section()));
            facts.add(new Fact(NEXT, culprit.fact(Evidence.NOTHING_TO_MEND).isEmpty() ? next.after(check) : ""));
        }
        return told(facts);
    }

    /** What was expected of whom, and what was seen. */
    public static List<Fact> seen(Observation culprit) {
        return told(List.of(
                new Fact("expected", culprit.fact(Evidence.EXPECTED)),
                new Fact("from", culprit.fact(Evidence.FROM)),
                new Fact("last seen", LastSeen.of(culprit))));
    }

    private static List<Fact> told(List<Fact> facts) {
        return facts.stream().filter(fact -> !fact.value().isBlank()).toList();
    }

    public boolean isCommand() {
        return label.equals(NEXT) || label.equals(TYPE);
    }

    /** What was seen last, in one phrase, from whichever facts there are. */
    static final class LastSeen {

        private LastSeen() {}

        /** "refused", "HTTP 200, errCode 500, connection refused, after 2.0 s", or nothing. */
        static String of(Observation seen) {
            List<String> parts = new ArrayList<>();
            add(parts, "", seen.fact(Evidence.SEEN));
            add(parts, "", seen.fact(Evidence.WORDS).isBlank() ? seen.fact(Evidence.FAILURE) : "");
            add(parts, "HTTP ", seen.fact(Evidence.HTTP));
            add(parts, "errCode ", seen.fact(Evidence.ERR_CODE));
            add(parts, "", seen.fact(Evidence.WORDS));
            if (parts.isEmpty()) {
                return "";
            }
            String after = seen.fact(Evidence.AFTER_MS);
            if (after.matches("\\d{1,12}")) {
                parts.add("after " + Wording.of(Duration.ofMillis(Long.parseLong(after))));
            }
            return String.join(", ", parts);
        }

        private static void add(List<String> parts, String label, String fact) {
            if (!fact.isBlank()) {
                parts.add(label + fact);
            }
        }
    }
}
