/**
 * A recovery, a gate and a drill at work: the live parts behind the interfaces of {@code recovery}.
 *
 * <p>They are not in {@code recovery} itself, because a run tells how a recovery ended, and a recovery makes runs.
 */
@NullMarked
package openim.verify.app.recovery;

import org.jspecify.annotations.NullMarked;
