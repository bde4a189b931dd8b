package openim.verify.host;

/**
 * How often a process runs, and how often it should.
 *
 * @param name of its executable, such as {@code openim-push}
 */
public record ProcessCount(String name, int expected, int running) {

    public ProcessCount {
        if (name.isBlank() || expected < 0 || running < 0) {
            throw new IllegalArgumentException(name + ": " + running + " of " + expected);
        }
    }

    public boolean asExpected() {
        return running == expected;
    }

    /** Whether a second set of it was started, beside one that the starter did not see. */
    public boolean tooOften() {
        return running > expected;
    }

    public boolean tooSeldom() {
        return running < expected;
    }

    /** {@code openim-push 7 of 8}. */
    @Override
    public String toString() {
        return name + " " + running + " of " + expected;
    }
}
