/** Specs of {@link openim.verify.message}. */
@NullMarked
package openim.verify.suites.message;

import org.jspecify.annotations.NullMarked;
