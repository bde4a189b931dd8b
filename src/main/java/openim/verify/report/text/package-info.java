/** The sentences that every report has in common. */
@NullMarked
package openim.verify.report.text;

import org.jspecify.annotations.NullMarked;
