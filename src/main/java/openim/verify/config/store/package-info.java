/** The stores beneath a deployment, and how each is reached: an address, a login. */
@NullMarked
package openim.verify.config.store;

import org.jspecify.annotations.NullMarked;
