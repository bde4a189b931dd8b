/**
 * The path of a message: taken by {@code MsgRpc}, put on Kafka, numbered and stored by {@code MsgTransfer}, pushed by
 * {@code PushServer}.
 *
 * <p>Losses are the real ones and happen by themselves, where the real ones happen: a record of {@code toRedis} is
 * committed though its handling failed, a failed one of {@code toMongo} is passed over by the next, and the group of push
 * commits nothing.
 */
@NullMarked
package openim.verify.rehearsal.service.message;

import org.jspecify.annotations.NullMarked;
