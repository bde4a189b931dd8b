/** What is expected of messages on Kafka's topics. */
@NullMarked
package openim.verify.message.kafka;

import org.jspecify.annotations.NullMarked;
