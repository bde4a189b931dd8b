package openim.verify.rehearsal.service.message;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.Conversation;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where a process puts records for others, one at a time and each acknowledged before the call returns.
 *
 * <p>A broker that refuses connections is given up after 0.75 s, and what was to be sent is not sent later; after three
 * failures a circuit breaker refuses for 10 s. A broker that is silent is waited for.
 */
final class Outbox implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(750);
    private static final int DIAL_MILLIS = 500;

    private final InetSocketAddress broker;
    private final String bootstrap;
    private final String unreachable;
    private final CircuitBreaker breaker = new CircuitBreaker();
    private @Nullable KafkaProducer<String, byte[]> producer;

    /** @param unreachable what is said where nobody listens */
    Outbox(String bootstrap, String unreachable) {
        this.bootstrap = bootstrap;
        this.unreachable = unreachable;
        int colon = bootstrap.lastIndexOf(':');
        this.broker =
                new InetSocketAddress(bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1)));
    }

    /** @throws RpcFailure if the broker does not have the record, and never will */
    void send(Topic topic, String key, byte[] value) {
        breaker.mustBeClosed();
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic.id(), Conversation.partition(key), key, value);
        try {
            while (!sent(message)) {
                // Silent, or slow: as long as it does not refuse it may still take the record.
                Thread.onSpinWait();
            }
            breaker.succeeded();
        } catch (RpcFailure e) {
            breaker.failed();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
        producer = null;
    }

    /** Whether it was sent; if not, the record was not handed over and has to be tried again. */
    private boolean sent(ProducerRecord<String, byte[]> message) {
        KafkaProducer<String, byte[]> sending = producer();
        Future<?> acknowledged;
        try {
            acknowledged = sending.send(message);
        } catch (KafkaException | IllegalStateException e) {
            // No metadata within its time, or discarded by another thread.
            mustNotRefuse(sending);
            return false;
        }
        while (true) {
            try {
                acknowledged.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                mustNotRefuse(sending);
            } catch (ExecutionException e) {
                mustNotRefuse(sending);
                return retryOrFail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw RpcFailure.internal("interrupted");
            }
        }
    }

    private static boolean retryOrFail(ExecutionException e) {
        if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
            return false;
        }
        throw RpcFailure.internal(String.valueOf(e.getCause()));
    }

    private void mustNotRefuse(KafkaProducer<String, byte[]> sending) {
        try (Socket probe = new Socket()) {
            probe.connect(broker, DIAL_MILLIS);
        } catch (ConnectException e) {
            discard(sending);
            throw RpcFailure.internal(unreachable);
        } catch (IOException e) {
            // Not refused: it may come back.
            return;
        }
    }

    /** Forgets the producer with all that it still holds, so that nothing refused arrives later. */
    private synchronized void discard(KafkaProducer<String, byte[]> failed) {
        if (producer == failed) {
            close();
        }
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrap,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            PATIENCE.toMillis(),
                            ProducerConfig.LINGER_MS_CONFIG,
                            0,
                            ProducerConfig.BUFFER_MEMORY_CONFIG,
                            4 * 1024 * 1024L,
                            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                            200L,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            600_000),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
