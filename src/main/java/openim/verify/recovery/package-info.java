/**
 * The way back: verify, diagnose, plan, fix, verify again, and open the gate.
 *
 * <p>{@link openim.verify.recovery.Recovery} is the one loop there is. It runs no command and looks at nothing itself: it sees
 * through a {@link openim.verify.recovery.verification.Verifier}, acts through a {@link openim.verify.recovery.Fixer}, and what
 * each step was enough for is told by the suites and never by an exit status. Its parts, by subject:
 *
 * <ul>
 *   <li>{@code preflight}: verified is repaired, and a repair can work;
 *   <li>{@code plan}: what is to be done, as a value;
 *   <li>{@code execution}: does it, out of a closed set;
 *   <li>{@code hold}: one harness at a time, and no fix again and again;
 *   <li>{@code journal}: what was done, on disk before it goes on;
 *   <li>{@code gate}: whether it holds steady;
 *   <li>{@code incident}: what a person gets when it is his turn;
 *   <li>{@code drill}: all of it tried, on parts that are broken on purpose.
 * </ul>
 */
@NullMarked
package openim.verify.recovery;

import org.jspecify.annotations.NullMarked;
