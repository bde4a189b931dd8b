/**
 * The object store as OpenIM itself reaches it, with OpenIM's keys: what really lies there.
 *
 * <p>Objects of all users lie side by side under {@code openim/data/hash/}, by the hash of their bytes. So an object is only
 * ever looked at and removed by its own full key; nothing here lists or removes by a prefix.
 */
@NullMarked
package openim.verify.client.storage;

import org.jspecify.annotations.NullMarked;
