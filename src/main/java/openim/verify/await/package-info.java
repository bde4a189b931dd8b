/**
 * The only waiting there is.
 *
 * <p>A {@link openim.verify.await.Deadline} is a moment by which something ends, whatever the other side does: it closes
 * what is still open then. {@link openim.verify.await.Eventually} polls what cannot push until a
 * {@link openim.verify.await.Expectation} holds, and can ask that it stays so for a quiet window. What can push is awaited
 * by its own signal, up to a deadline.
 */
@NullMarked
package openim.verify.await;

import org.jspecify.annotations.NullMarked;
