/** What is expected of messages in the database, and of the server's search in them. */
@NullMarked
package openim.verify.message.store;

import org.jspecify.annotations.NullMarked;
