/**
 * People, over the drivers: what a spec reads as "alice sends, bob receives".
 *
 * <p>Verbs come in pairs. {@code sends} says what came of it, for whoever judges; {@code mustSend} accuses the deployment
 * when it was not as promised. What harms somebody else's session or token says so in its name.
 */
@NullMarked
package openim.verify.client.user;

import org.jspecify.annotations.NullMarked;
