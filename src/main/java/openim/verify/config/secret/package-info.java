/** Secrets: shown only where one is asked for by name, and refused on a command line. */
@NullMarked
package openim.verify.config.secret;

import org.jspecify.annotations.NullMarked;
