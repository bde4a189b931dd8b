package openim.verify.host;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a tool ended.
 *
 * @param exit its exit status; empty if the deadline came first and it was killed
 * @param out what it wrote to standard output, as far as {@link Output} keeps it
 * @param err what it wrote to standard error
 * @param took from its start to its end
 */
public record CommandResult(OptionalInt exit, String out, String err, Duration took) {

    public boolean inTime() {
        return exit.isPresent();
    }

    /** Its last line, for a sentence; standard error speaks first. */
    public String lastWords() {
        String said = err.isBlank() ? out : err;
        String last = said.strip().lines().reduce("", (before, line) -> line).strip();
        return last.isEmpty() ? "nothing" : last.length() > 300 ? last.substring(0, 300) + "..." : last;
    }

    /** How it ended, for a sentence. */
    public String ending() {
        return (exit.isPresent() ? "exit status " + exit.getAsInt() : "killed after " + took.toMillis() + " ms")
                + ", last words: " + lastWords();
    }
}
