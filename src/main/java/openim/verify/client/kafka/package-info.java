/**
 * Reads OpenIM's Kafka, and leaves no trace there: no consumer group, no commit, no topic made.
 *
 * <p>A Kafka client talks to the address it is given only once, and from then on to the addresses that the brokers advertise. A
 * broker that advertises {@code localhost} to a verifier elsewhere so sends it to its own machine, where another Kafka may
 * answer. So {@link openim.verify.client.kafka.KafkaCluster} is asked of the given address first, by itself, and
 * {@link openim.verify.client.kafka.KafkaCluster.Advertised} compares before {@link openim.verify.client.kafka.KafkaReader} opens a client.
 *
 * <p>kafka-clients is slow to load and patient by the minute. Nothing of it is loaded before the first call, and each call is
 * bounded by its deadline.
 */
@NullMarked
package openim.verify.client.kafka;

import org.jspecify.annotations.NullMarked;
