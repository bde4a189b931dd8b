package openim.verify.history;

/**
 * Why a run was made.
 *
 * @param command the command that was typed: {@code smoke}, {@code full}, {@code gate}, {@code recover}, {@code canary}
 * @param look 1, or 2 if it looked again because the first look was not good
 */
public record RunOrigin(String command, int look) {

    public RunOrigin {
        if (command.isBlank() || look < 1) {
            throw new IllegalArgumentException("no occasion for a run: '" + command + "', look " + look);
        }
    }

    /** A command that looks once. */
    public static RunOrigin of(String command) {
        return new RunOrigin(command, 1);
    }

    /** The same, looking once more. */
    public RunOrigin again() {
        return new RunOrigin(command, look + 1);
    }
}
