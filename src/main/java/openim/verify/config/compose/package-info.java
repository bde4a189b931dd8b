/** Compose files: what docker compose makes of them where it can be asked, else what they say themselves. */
@NullMarked
package openim.verify.config.compose;

import org.jspecify.annotations.NullMarked;
