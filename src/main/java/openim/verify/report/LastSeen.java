package openim.verify.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/** What was seen last, in one phrase, from whichever facts there are. */
final class LastSeen {

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
