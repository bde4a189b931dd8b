package openim.verify.rehearsal.service.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import openim.verify.rehearsal.service.process.DeadProcessException;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Life;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * One member of a consumer group, in the name of one process.
 *
 * <p>When the process ends the member falls silent without leaving the group, and its partitions wait for it: until it
 * comes back, or its session is over. A partition of which the group has committed nothing begins at its end.
 */
final class Intake implements Duty {

    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

    /** How long it waits for records while it has nothing to commit; what comes, and its end, wake it. */
    private static final Duration IDLE = Duration.ofSeconds(3);

    /** As OpenIM's library has it. There are 32 of these members, so that a shorter one costs more than all messages do. */
    private static final int HEARTBEAT_MILLIS = 3_000;

    private static final int FETCH_WAITS_MILLIS = 10_000;

    private final Subscription subscription;

    /** What it reads in this life, from a position that is known; null while it does not live. */
    private volatile @Nullable Set<TopicPartition> positioned;

    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    Intake(Subscription subscription) {
        this.subscription = subscription;
    }

    /** How many partitions it reads, from a position that is known. */
    int partitions() {
        Set<TopicPartition> read = positioned;
        return read == null ? 0 : read.size();
    }

    /**
     * Whether it lives and has no share yet. Then the group is about to take partitions from other members, and what is
     * written meanwhile to a partition without commits is read by nobody.
     */
    boolean awaitsItsShare() {
        Set<TopicPartition> read = positioned;
        return read != null && read.isEmpty();
    }

    @Override
    public void begin(Life life) {
        Set<TopicPartition> read = ConcurrentHashMap.newKeySet();
        positioned = read;
        Thread thread = new Thread(() -> work(life, read), subscription.member());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void end() {
        KafkaConsumer<String, byte[]> reading = consumer;
        positioned = null;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, subscription.bootstrap());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, subscription.group());
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, subscription.member());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, subscription.member());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                subscription.session().toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAITS_MILLIS);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        // Nobody reads figures of the readers: without them each starts faster.
        settings.put(ConsumerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    private void work(Life life, Set<TopicPartition> read) {
        KafkaConsumer<String, byte[]> reading =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer());
        consumer = reading;
        Progress progress = new Progress(reading);
        try {
            reading.subscribe(Set.of(subscription.topic().id()), new Positions(reading, read));
            while (life.lasts()) {
                var polled = reading.poll(progress.isOpen() ? COMMIT_EVERY : IDLE);
                life.pass();
                for (ConsumerRecord<String, byte[]> record : polled) {
                    boolean handled = subscription.handler().handle(record.key(), record.value(), life);
                    if (subscription.commits().after(handled)) {
                        progress.reached(record);
                    }
                }
                progress.commitNowAndThen();
            }
        } catch (WakeupException | DeadProcessException e) {
            // Killed: what was done last is not committed.
            read.clear();
        } catch (KafkaException e) {
            // Its successor took its name in the group.
            read.clear();
        } finally {
            reading.close(CloseOptions.timeout(Duration.ZERO)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    /** What is to be committed, and when that was last done. */
    private static final class Progress {

        private final KafkaConsumer<String, byte[]> reading;
        private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        private Instant committed = Instant.now();

        Progress(KafkaConsumer<String, byte[]> reading) {
            this.reading = reading;
        }

        void reached(ConsumerRecord<String, byte[]> record) {
            reached.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }

        /** Whether something is to be committed yet. */
        boolean isOpen() {
            return !reached.isEmpty();
        }

        void commitNowAndThen() {
            if (reached.isEmpty() || committed.plus(COMMIT_EVERY).isAfter(Instant.now())) {
                return;
            }
            reached.keySet().retainAll(reading.assignment());
            reading.commitAsync(Map.copyOf(reached), null);
            reached.clear();
            committed = Instant.now();
        }
    }

    /** Fixes where each partition begins as soon as it is ours. */
    private final class Positions implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, byte[]> reading;
        private final Set<TopicPartition> read;

        Positions(KafkaConsumer<String, byte[]> reading, Set<TopicPartition> read) {
            this.reading = reading;
            this.read = read;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                long begins = reading.position(partition);
                if (subscription.commits() != Commits.NOTHING) {
                    reading.commitAsync(Map.of(partition, new OffsetAndMetadata(begins)), null);
                }
                read.add(partition);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            read.removeAll(partitions);
        }
    }
}
