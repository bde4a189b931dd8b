/**
 * Reads what OpenIM stored in MongoDB. Nothing is written.
 *
 * <p>Messages lie in the collection {@code msg}, a hundred seqs of a conversation to a document, whose {@code doc_id} is
 * {@code conversation:((seq-1)/100)}; the document's array {@code msgs} has a place for each of the hundred, and a place where
 * nothing is stored yet holds null or no {@code msg}. {@link openim.verify.client.mongo.MongoReader} knows that layout and
 * asks for it.
 */
@NullMarked
package openim.verify.client.mongo;

import org.jspecify.annotations.NullMarked;
