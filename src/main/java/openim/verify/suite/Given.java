package openim.verify.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import openim.verify.verdict.Weakness;

/**
 * What a step of a {@link Journey} gives to later ones, or what a run lends to all of them: there as soon as it is made, which
 * whoever asks for it waits for.
 *
 * <p>It belongs to the check that is red when it cannot be had. That check sees the failure itself; the others are not looked at
 * because of it.
 */
public interface Given<T> extends Supplier<T> {

    /**
     * Waits until it is there. For steps only, and in the thread of the step.
     *
     * @throws NotLookedAt if it could not be had because another check is red
     * @throws CannotLook if it could not be had for a reason that accuses nobody
     * @throws Absent if this deployment has nothing of the kind
     */
    @Override
    T get();

    /** The same for what can be done without: why it cannot be had is told by the check that it belongs to. */
    default Optional<T> ifHad() {
        try {
            return Optional.of(get());
        } catch (BrokenPromise | CannotLook | NotLookedAt | Absent | Weakness otherwise) {
            return Optional.empty();
        }
    }

    /** What both give, as far as it can be had; if neither can, it fails as the first. */
    static <T> Given<List<T>> together(Given<List<T>> one, Given<List<T>> other) {
        return () -> {
            List<T> had = new ArrayList<>();
            one.ifHad().ifPresent(had::addAll);
            other.ifHad().ifPresent(had::addAll);
            return had.isEmpty() ? one.get() : List.copyOf(had);
        };
    }
}
