package openim.verify.report.terminal;

import openim.verify.verdict.Verdict;

/** The colour of a line, which says nothing that its words do not say. */
enum Ink {
    PLAIN(""),
    GREEN("\u001b[32m"),
    RED("\u001b[1;31m"),
    YELLOW("\u001b[33m"),
    FAINT("\u001b[2m"),
    BOLD("\u001b[1m");

    private static final String RESET = "\u001b[0m";

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    static Ink of(Verdict verdict) {
        return switch (verdict.word()) {
            case "healthy" -> GREEN;
            case "unhealthy" -> RED;
            case "undetermined", "weak" -> YELLOW;
            default -> FAINT;
        };
    }

    String paint(String text) {
        return code.isEmpty() ? text : code + text + RESET;
    }
}
