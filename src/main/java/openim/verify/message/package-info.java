/**
 * Messages on their way: what was sent, where it was seen, and what that means.
 *
 * <p>A message passes layers, judged one by one: acknowledged, in Kafka, pushed to a session that was open, pulled by seq,
 * stored in MongoDB. The sender is told "yes" at the first of them, so none of the others follows from it.
 * {@link openim.verify.message.Inbox} holds the expectations of whoever receives.
 */
@NullMarked
package openim.verify.message;

import org.jspecify.annotations.NullMarked;
