/** The accounts that are ours in a deployment: leased for a run, remembered, and cleaned up after. */
@NullMarked
package openim.verify.target.account;

import org.jspecify.annotations.NullMarked;
