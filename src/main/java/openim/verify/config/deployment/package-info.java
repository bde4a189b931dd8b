/** The deployment's own files: what OpenIM itself is told, in a checkout, a compose project or a namespace. */
@NullMarked
package openim.verify.config.deployment;

import org.jspecify.annotations.NullMarked;
