/**
 * Puts a rehearsal together: components, OpenIM's processes over them, two checkouts as an operator has them, and mage.
 *
 * <p>{@link openim.verify.rehearsal.deployment.EmbeddedProvider} is how the product finds it. Nothing it makes outlives
 * it: servers and threads end with {@code close}, the working directory goes with it, and what a killed process left
 * behind is swept away when the next rehearsal starts.
 */
@NullMarked
package openim.verify.rehearsal.deployment;

import org.jspecify.annotations.NullMarked;
