/**
 * What this program leaves on the disk, for its owner only: there are other people's user ids and words of their messages in it. The one
 * exception is what another user's program is to collect.
 */
@NullMarked
package openim.verify.disk;

import org.jspecify.annotations.NullMarked;
