package openim.verify.client.kafka;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import openim.verify.await.Deadline;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ConsumerDelegateCreator;
import org.apache.kafka.clients.consumer.internals.ConsumerMetadata;
import org.apache.kafka.clients.consumer.internals.ConsumerUtils;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** One pass over a topic with a consumer that belongs to no group and commits nothing. */
final class TopicScan {

    private static final Duration AT_A_TIME = Duration.ofMillis(250);

    private final Function<Deadline, Consumer<byte[], byte[]>> consumers;
    private final Deadline deadline;

    TopicScan(Function<Deadline, Consumer<byte[], byte[]>> consumers, Deadline deadline) {
        this.consumers = consumers;
        this.deadline = deadline;
    }

    static TopicScan on(KafkaAccess access, Deadline deadline) {
        return new TopicScan(until -> consumer(access, until), deadline);
    }

    private static Consumer<byte[], byte[]> consumer(KafkaAccess access, Deadline deadline) {
        if (access.knowsNames()) {
            return NamedConsumer.of(access, properties(access, deadline), deadline);
        }
        return new KafkaConsumer<>(
                properties(access, deadline), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Without a group there is nothing to join, and nowhere to commit to. */
    static Map<String, Object> properties(KafkaAccess access, Deadline deadline) {
        Map<String, Object> properties = access.properties(deadline.remaining());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) AT_A_TIME.toMillis());
        return properties;
    }

    Offsets endOffsets(String topic) {
        return with(consumer -> {
            List<TopicPartition> partitions =
                    Optional.ofNullable(consumer.partitionsFor(topic, deadline.remaining())).orElse(List.of()).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                throw new CannotLook("Kafka has no topic " + topic);
            }
            return offsets(topic, consumer.endOffsets(partitions, deadline.remaining()));
        });
    }

    Search find(MessageId id, Offsets from) {
        return find(Set.of(id), from, Carries.MESSAGES).of(id);
    }

    /** Reads until all are found, or, if some are not, as long as there is time. */
    ScanResult find(Collection<MessageId> ids, Offsets from, Carries form) {
        // The end must be asked for when nothing came, and that takes time too.
        Deadline reading = deadline.atMost(deadline.remaining().multipliedBy(4).dividedBy(5));
        return with(consumer -> {
            Map<TopicPartition, Long> places = places(from);
            consumer.assign(places.keySet());
            places.forEach(consumer::seek);
            Reading read = new Reading(Set.copyOf(ids), form);
            while (!read.isDone() && !reading.isOver()) {
                consumer.poll(atMost(reading.remaining())).forEach(read::take);
            }
            if (!read.isDone()) {
                assureAtEnd(consumer, places);
            }
            return new ScanResult(from.topic(), read.found, read.records, read.unreadable, reading.elapsed());
        });
    }

    /** What was read so far, and what of it is looked for. */
    private static final class Reading {

        private final Set<MessageId> wanted;
        private final Carries form;
        private final Map<MessageId, Search.Found> found = new HashMap<>();
        private long records;
        private long unreadable;

        Reading(Set<MessageId> wanted, Carries form) {
            this.wanted = wanted;
            this.form = form;
        }

        boolean isDone() {
            return found.size() == wanted.size();
        }

        void take(ConsumerRecord<byte[], byte[]> each) {
            records++;
            List<Message> messages = messages(each, form);
            if (messages.isEmpty()) {
                unreadable++;
            }
            messages.stream()
                    .filter(message -> wanted.contains(message.id()))
                    .forEach(message -> found.putIfAbsent(
                            message.id(), new Search.Found(each.topic(), each.partition(), each.offset(), message)));
        }
    }

    /** Every message in every record, from there to where the topic ends now, as they are read. */
    void readEveryRecord(Offsets from, java.util.function.Consumer<List<Search.Found>> batch) {
        with(consumer -> {
            Map<TopicPartition, Long> places = places(from);
            consumer.assign(places.keySet());
            places.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places.keySet(), deadline.remaining());
            while (!isAt(ends, consumer)) {
                if (deadline.isOver()) {
                    assureAtEnd(consumer, places);
                }
                List<Search.Found> found = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(atMost(deadline.remaining()))) {
                    messages(each, Carries.MESSAGES).stream()
                            .map(message -> new Search.Found(each.topic(), each.partition(), each.offset(), message))
                            .forEach(found::add);
                }
                batch.accept(found);
            }
            return ends;
        });
    }

    private static List<Message> messages(ConsumerRecord<byte[], byte[]> each, Carries form) {
        return each.value() == null ? List.of() : form.messages(each.value());
    }

    private boolean isAt(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), deadline.remaining()) >= end.getValue());
    }

    private static Map<TopicPartition, Long> places(Offsets from) {
        Map<TopicPartition, Long> places = new HashMap<>();
        from.next().forEach((partition, next) -> places.put(new TopicPartition(from.topic(), partition), next));
        return places;
    }

    /** An empty poll says nothing: a dead broker gives one too. */
    private void assureAtEnd(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> places) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(places.keySet(), deadline.remaining());
        ends.forEach((partition, end) -> {
            long position = consumer.position(partition, deadline.remaining());
            if (position < end) {
                throw new CannotLook("not everything was read: " + partition + " could only be read up to " + position
                        + " of " + end + " within " + deadline);
            }
        });
    }

    private static Duration atMost(Duration remaining) {
        return remaining.compareTo(AT_A_TIME) < 0 ? remaining : AT_A_TIME;
    }

    private static Offsets offsets(String topic, Map<TopicPartition, Long> ends) {
        Map<Integer, Long> next = new HashMap<>();
        ends.forEach((partition, end) -> next.put(partition.partition(), end));
        return new Offsets(topic, next);
    }

    private <T> T with(Function<Consumer<byte[], byte[]>, T> look) {
        Consumer<byte[], byte[]> consumer = consumers.apply(deadline);
        Deadline.Guard guard = deadline.closing(consumer::wakeup);
        try {
            return look.apply(consumer);
        } catch (WakeupException atDeadline) {
            throw new CannotLook("Kafka did not answer within " + deadline, atDeadline);
        } finally {
            guard.close();
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    /** A consumer of a Kafka whose brokers advertise names that this process alone can find: the same that KafkaConsumer wraps. */
    private static final class NamedConsumer {

        private NamedConsumer() {}

        static Consumer<byte[], byte[]> of(KafkaAccess access, Map<String, Object> properties, Deadline deadline) {
            Map<String, Object> all = new HashMap<>(properties);
            all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            ConsumerConfig config = new ConsumerConfig(all);
            LogContext log = new LogContext();
            SubscriptionState subscriptions = ConsumerUtils.createSubscriptionState(config, log);
            ConsumerMetadata metadata =
                    new ConsumerMetadata(config, subscriptions, log, new ClusterResourceListeners());
            metadata.bootstrap(bootstrap(access, deadline));
            return new ConsumerDelegateCreator()
                    .create(
                            log,
                            Time.SYSTEM,
                            config,
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer(),
                            KafkaNetwork.to(metadata, config, access),
                            subscriptions,
                            metadata,
                            List.of());
        }

        private static List<InetSocketAddress> bootstrap(KafkaAccess access, Deadline deadline) {
            List<InetSocketAddress> addresses = new ArrayList<>();
            String why = "no address was given";
            for (HostPort address : access.addresses()) {
                try {
                    addresses.add(new InetSocketAddress(
                            access.names().addressesOf(address.host(), deadline)[0], address.port()));
                } catch (NotConnected unknown) {
                    why = unknown.words();
                }
            }
            if (addresses.isEmpty()) {
                throw new NotLookedAt(access + " cannot be found from here: " + why);
            }
            return addresses;
        }
    }
}
