package openim.verify.config.deployment;

import java.util.function.BooleanSupplier;

/**
 * Whether a ChatServer belongs to the deployment: some have a business server of their own in its place.
 *
 * @param standing what settings and files tell
 * @param because why, for a sentence
 */
public record ChatServer(Standing standing, String because) {

    /** What can be told without asking anybody. */
    public enum Standing {
        /** There is one; if it does not answer, it is dead. */
        THERE,
        /** There is none, and nothing of it is to be looked at. */
        ABSENT,
        /** There is one if anything answers at its ports. */
        WHERE_IT_ANSWERS
    }

    /**
     * Whether there is one.
     *
     * @param answers whether anything answers at its addresses; asked only where it matters
     */
    public boolean isThere(BooleanSupplier answers) {
        return switch (standing) {
            case THERE -> true;
            case ABSENT -> false;
            case WHERE_IT_ANSWERS -> answers.getAsBoolean();
        };
    }
}
