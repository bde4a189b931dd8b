package openim.verify.history;

/**
 * Why a run was made.
 *
 * @param command the command that was typed: {@code smoke}, {@code full}, {@code gate}, {@code recover}, {@code canary}
 * @param look 1, or 2 if it looked again because the first look was not good
 */
public record Occasion(String command, int look) {

    public Occasion {
        if (command.isBlank() || look < 1) {
            throw new IllegalArgumentException("no occasion for a run: '" + command + "', look " + look);
        }
    }

    /** A command that looks once. */
    public static Occasion of(String command) {
        return new Occasion(command, 1);
    }

    /** The same, looking once more. */
    public Occasion again() {
        return new Occasion(command, look + 1);
    }
}
