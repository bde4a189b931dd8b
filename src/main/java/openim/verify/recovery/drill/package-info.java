/**
 * The drill: one part after the other is broken on purpose, and the recovery has to find it, mend it as documented, and prove it.
 *
 * <p>A {@link openim.verify.recovery.drill.Drill} knows neither how a part is broken ({@link openim.verify.recovery.drill.Drill.Faults})
 * nor what is drilled ({@link openim.verify.recovery.drill.Drill.Rescue}): it is the same for the rehearsal, in whatever flavour, and for a
 * live deployment. What came of an exercise is read from the recovery's own journal, by {@link openim.verify.recovery.drill.Drill.Marking}.
 */
@NullMarked
package openim.verify.recovery.drill;

import org.jspecify.annotations.NullMarked;
