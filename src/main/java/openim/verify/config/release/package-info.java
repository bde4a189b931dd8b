/** Which release of OpenIM is deployed, as a checkout, an image or a version file has it. */
@NullMarked
package openim.verify.config.release;

import org.jspecify.annotations.NullMarked;
