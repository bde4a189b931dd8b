package openim.verify.report;

import openim.verify.verdict.Verdict;

/**
 * How a verdict looks on the page: a colour, and for those who do not see it a sign and a word.
 *
 * @param name the name of the colour in the style sheet
 * @param sign one character
 * @param word one or two words
 */
record Tone(String name, String sign, String word) {

    private static final Tone GREEN = new Tone("green", "\u2713", "ok");
    private static final Tone RED = new Tone("red", "\u2715", "red");
    private static final Tone UNKNOWN = new Tone("unknown", "?", "unknown");
    private static final Tone WEAK = new Tone("unknown", "!", "weak");
    private static final Tone NOT_HERE = new Tone("unproven", "\u00b7", "not here");
    private static final Tone NOT_PROVEN = new Tone("unproven", "\u2013", "not proven");

    static Tone of(Verdict verdict) {
        return switch (verdict.word()) {
            case "healthy" -> GREEN;
            case "unhealthy" -> RED;
            case "undetermined" -> UNKNOWN;
            case "weak" -> WEAK;
            case "not-here" -> NOT_HERE;
            default -> NOT_PROVEN;
        };
    }
}
