/**
 * How the harness sees and waits: it runs suites, and stands still until a moment comes.
 *
 * <p>Interfaces, because the loop and the gate are about what to do with a verdict, and must be tried with verdicts that nobody can
 * order from a deployment.
 */
@NullMarked
package openim.verify.recovery.verification;

import org.jspecify.annotations.NullMarked;
