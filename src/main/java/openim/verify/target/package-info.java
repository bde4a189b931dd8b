/**
 * What a deployment is: where it answers, which one it is, and which of its accounts this run may use.
 *
 * <p>{@link openim.verify.target.Deployment} holds the drivers and knows the flavour.
 * {@link openim.verify.target.TargetChoice} decides between a live one and the rehearsal, and rather refuses than guesses.
 * {@link openim.verify.target.History} remembers what the last good run left there, so that an empty deployment is not
 * taken for a recovered one. {@link openim.verify.target.account.AccountPool} leases accounts, so that two runs do not kick each
 * other out.
 */
@NullMarked
package openim.verify.target;

import org.jspecify.annotations.NullMarked;
