/** What is written on a terminal, for a person. */
@NullMarked
package openim.verify.report.terminal;

import org.jspecify.annotations.NullMarked;
