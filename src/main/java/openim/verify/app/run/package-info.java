/** A run of a suite, from settings to a verdict: its fixtures, its accounts, what is written and remembered of it. */
@NullMarked
package openim.verify.app.run;

import org.jspecify.annotations.NullMarked;
