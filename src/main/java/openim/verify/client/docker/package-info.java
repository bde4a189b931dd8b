/** Docker, asked which containers there are and how they are; nothing here changes any. */
@NullMarked
package openim.verify.client.docker;

import org.jspecify.annotations.NullMarked;
