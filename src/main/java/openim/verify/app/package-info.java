/**
 * The wiring: drivers are made here and nowhere else, and what was asked for is run.
 *
 * <p>{@link openim.verify.app.Wiring} makes an {@link openim.verify.target.Deployment} of settings; the rooms below run something
 * on it: a suite, a recovery, a canary. {@link openim.verify.app.program} is this program itself.
 */
@NullMarked
package openim.verify.app;

import org.jspecify.annotations.NullMarked;
