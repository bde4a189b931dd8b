package openim.verify.report;

import openim.verify.verdict.Verdict;

/** Verdicts and their words, both ways. */
final class Verdicts {

    private Verdicts() {}

    static Verdict withSummary(Verdict verdict, String summary) {
        return of(verdict.word(), summary);
    }

    /**
     * The verdict that a file spells so.
     *
     * @throws IllegalArgumentException if no verdict has that word
     */
    static Verdict of(String word, String summary) {
        return switch (word) {
            case "healthy" -> new Verdict.Healthy(summary);
            case "unhealthy" -> new Verdict.Unhealthy(summary);
            case "undetermined" -> new Verdict.Undetermined(summary);
            case "weak" -> new Verdict.Weak(summary);
            case "not-here" -> new Verdict.NotHere(summary);
            case "not-proven" -> new Verdict.NotProven(summary);
            default -> throw new IllegalArgumentException("'" + word + "' is not a verdict");
        };
    }
}
