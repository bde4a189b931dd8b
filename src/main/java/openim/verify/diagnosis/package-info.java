/**
 * What is broken, from what was seen: observations in, ranked causes out.
 *
 * <p>Pure: no input, no output, no clock. The rules are the symptoms of the {@link openim.verify.runbook.Runbook}; the
 * weighing is in {@link openim.verify.diagnosis.Diagnosis}.
 */
@NullMarked
package openim.verify.diagnosis;

import org.jspecify.annotations.NullMarked;
