package openim.verify.recovery.drill;

import java.util.Optional;

/** How parts of a deployment are broken, and put right again. */
public interface Faults {

    /** Why this cannot be done here; empty if it can. Touches nothing. */
    Optional<String> obstacle(Exercise exercise);

    /**
     * Breaks it, and returns when it is broken.
     *
     * @throws openim.verify.verdict.CannotLook if that did not come about
     */
    void inject(Exercise exercise);

    /** Takes back what was injected and is still there: what hangs goes on. Where it can, it also starts what is dead. */
    void undo();
}
