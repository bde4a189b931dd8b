/** This program itself: its version, its exit statuses, and what becomes of its own faults, which are no verdict on a deployment. */
@NullMarked
package openim.verify.app.program;

import org.jspecify.annotations.NullMarked;
