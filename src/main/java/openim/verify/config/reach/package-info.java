/** From where the deployment's own processes are, to where we are: how an address that they use is reached from here. */
@NullMarked
package openim.verify.config.reach;

import org.jspecify.annotations.NullMarked;
