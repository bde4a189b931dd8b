/** Specs of {@link openim.verify.probe}. */
@NullMarked
package openim.verify.suites.probe;

import org.jspecify.annotations.NullMarked;
