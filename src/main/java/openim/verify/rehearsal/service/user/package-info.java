/**
 * Who there is: accounts and their tokens, friends, groups, conversations, and who is online.
 *
 * <p>Each {@code ...Rpc} is what one process answers; it takes and gives plain values and JSON trees, which the HTTP side
 * passes on. What a process keeps in memory is forgotten when it ends.
 */
@NullMarked
package openim.verify.rehearsal.service.user;

import org.jspecify.annotations.NullMarked;
