/** A setting by itself: its key, what may stand in it, where it was told, and what is wrong with it. */
@NullMarked
package openim.verify.config.setting;

import org.jspecify.annotations.NullMarked;
