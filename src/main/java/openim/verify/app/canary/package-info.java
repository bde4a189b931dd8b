/** The canary at work: from settings to rounds, lines, metrics and alerts. */
@NullMarked
package openim.verify.app.canary;

import org.jspecify.annotations.NullMarked;
