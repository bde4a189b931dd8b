/** Specs of {@link openim.verify.file}. */
@NullMarked
package openim.verify.suites.file;

import org.jspecify.annotations.NullMarked;
