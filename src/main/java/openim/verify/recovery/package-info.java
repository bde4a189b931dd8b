/**
 * The way back: verify, diagnose, plan, fix, verify again, and open the gate.
 *
 * <p>{@link openim.verify.recovery.Recovery} is the one loop there is. It runs no command and looks at nothing itself: it sees
 * through a {@link openim.verify.recovery.Verifier}, acts through a {@link openim.verify.recovery.StepRunner.Fixer}, and what each step was
 * enough for is told by the suites and never by an exit status. Interfaces, because the loop and the gate are about what to do with a
 * verdict, and must be tried with verdicts that nobody can order from a deployment.
 *
 * <p>A {@link openim.verify.recovery.Plan} is what is to be done about the causes that were found: a value, made without touching
 * anything, its steps in the order external components, OpenIMServer, ChatServer, and what only a person can do.
 *
 * <p>{@link openim.verify.recovery.Gate} says whether traffic may come back: it runs the full suite, then the smoke at the rungs of
 * an {@link openim.verify.recovery.ObservationSchedule}, then the full suite again, and gives a
 * {@link openim.verify.recovery.GateVerdict}. Green once and red again is flapping, which has a verdict of its own. What became of
 * messages is told by {@link openim.verify.recovery.Tokens}.
 *
 * <p>Its other rooms, none of which knows this one but the drill:
 *
 * <ul>
 *   <li>{@code act}: does it, out of a closed set, once it is proven that verified is repaired and that a repair can work;
 *   <li>{@code record}: the journal, the lock, the budget, and the bundle for a person, all on disk;
 *   <li>{@code drill}: all of it tried, on parts that are broken on purpose.
 * </ul>
 */
@NullMarked
package openim.verify.recovery;

import org.jspecify.annotations.NullMarked;
