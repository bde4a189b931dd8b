/**
 * The commands, and the wiring: drivers are made here and nowhere else.
 *
 * <p>{@link openim.verify.app.Main} is where it starts. A command reads the settings, decides between a live deployment and
 * the rehearsal, and hands a {@link openim.verify.target.Deployment} to a {@link openim.verify.app.SuiteRun}.
 */
@NullMarked
package openim.verify.app;

import org.jspecify.annotations.NullMarked;
