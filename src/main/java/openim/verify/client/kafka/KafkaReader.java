package openim.verify.client.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.Failure;
import openim.verify.client.LoginRefused;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.KafkaCluster.Advertised;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.Names;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.config.store.Kafka;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenIM's topics and consumer groups.
 *
 * <p>Each call opens a client of its own and closes it, so a reader holds nothing and is safe for all threads. Nothing is
 * connected to before the advertised addresses were compared.
 *
 * <p>Every method throws {@link NotLookedAt} if the brokers advertise addresses that lead elsewhere, or refuse our credentials;
 * and {@link CannotLook} if Kafka does not answer by the deadline.
 */
public final class KafkaReader {

    private final KafkaAccess access;

    /** What leads to those whose advertised addresses were compared; empty before, and again after nobody was found there. */
    private final AtomicReference<@Nullable KafkaAccess> compared = new AtomicReference<>();

    /**
     * A reader that has not connected yet.
     *
     * @param authorities a file of certificates that vouch for Kafka's; empty for those of the JDK
     */
    public KafkaReader(Kafka kafka, Optional<Path> authorities) {
        this(kafka, authorities, KnownNames.NONE);
    }

    /**
     * One of a Kafka whose brokers may advertise names that this process alone can find.
     *
     * @param authorities a file of certificates that vouch for Kafka's; empty for those of the JDK
     */
    public KafkaReader(Kafka kafka, Optional<Path> authorities, KnownNames names) {
        this(KafkaAccess.of(kafka, authorities, names));
    }

    KafkaReader(KafkaAccess access) {
        this.access = access;
    }

    /** Asks for the cluster and for the leaders of those topics, at the given address only. */
    public KafkaCluster cluster(Collection<String> topics, Deadline deadline) {
        return bounded(deadline, () -> KafkaCluster.ask(access, topics, deadline));
    }

    /** The loopback address that a cluster advertises though it was reached elsewhere; empty if it advertises none. */
    public Optional<String> misleading(KafkaCluster cluster, Deadline deadline) {
        return new Advertised(access.names(), deadline).loopback(cluster);
    }

    /** Where a topic ends now: take it before the send, so that the search need not begin at the beginning. */
    public Offsets endOffsets(String topic, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> TopicScan.on(brokers, deadline).endOffsets(topic));
    }

    /**
     * Looks for a message from there on, in the records of a topic whose values are messages, which is {@code toRedis}.
     *
     * @throws CannotLook also if Kafka stopped answering, so that "not there" would be a guess
     */
    public Search find(MessageId id, Offsets from, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> TopicScan.on(brokers, deadline).find(id, from));
    }

    /**
     * Looks for several messages from there on, in one pass.
     *
     * @param form in which the topic carries messages
     * @throws CannotLook also if Kafka stopped answering, so that "not there" would be a guess
     */
    public ScanResult findAll(Collection<MessageId> ids, Offsets from, Carries form, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> TopicScan.on(brokers, deadline).find(ids, from, form));
    }

    /**
     * Reads every record of a topic whose values are messages, from there to where it ends now.
     *
     * @param batch is given what was read, some records at a time and in no order; a message that has several records comes as often
     * @throws CannotLook also if the end was not reached in time; what was read until then was handed over
     */
    public void readEveryRecord(
            Offsets from, java.util.function.Consumer<List<Search.Found>> batch, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        bounded(deadline, () -> {
            TopicScan.on(brokers, deadline).readEveryRecord(from, batch);
            return from;
        });
    }

    /** Describes consumer groups, in the order in which they were named. */
    public List<ConsumerGroup> groups(Collection<String> names, Deadline deadline) {
        KafkaAccess brokers = compared(deadline);
        return bounded(deadline, () -> ConsumerGroup.all(brokers, names, deadline));
    }

    private KafkaAccess compared(Deadline deadline) {
        KafkaAccess before = compared.get();
        if (before != null) {
            return before;
        }
        KafkaAccess once = access.lookingUpOnce();
        // Names are looked up for it, which can outlast every patience: bounded like the rest.
        KafkaCluster cluster = bounded(deadline, () -> {
            KafkaCluster asked = KafkaCluster.ask(once, Set.of(), deadline);
            new Advertised(once.names(), deadline).complaint(asked).ifPresent(complaint -> {
                throw new NotLookedAt(complaint);
            });
            return asked;
        });
        KafkaAccess brokers = leadsBySystem(cluster) ? access : once;
        compared.set(brokers);
        return brokers;
    }

    /**
     * Whether the public clients, which ask the system themselves, are led by it where we were told to go: brokers have addresses for
     * names, or the names that were given.
     */
    private boolean leadsBySystem(KafkaCluster cluster) {
        return !access.knowsNames()
                && cluster.advertised().stream()
                        .map(broker -> HostPort.parse(broker).host())
                        .allMatch(host -> Names.isAddress(host) || access.isGiven(host));
    }

    private <T> T bounded(Deadline deadline, Callable<T> look) {
        boolean answered = false;
        try {
            Reachability.any(access.addresses(), access.names(), deadline);
            T seen = Bounded.call(deadline, "kafka", look);
            answered = true;
            return seen;
        } catch (CannotLook | NotLookedAt said) {
            throw said;
        } catch (NotConnected e) {
            if (Reachability.isUnknownName(e)) {
                throw new NotLookedAt(access + " cannot be found from here: " + e.words());
            }
            throw failed(e.failure(), e.words(), e);
        } catch (SslAuthenticationException untrusted) {
            throw new NotLookedAt(access + ": no TLS (" + cause(untrusted) + "); see openim.ca-file");
        } catch (AuthenticationException | AuthorizationException refused) {
            throw new LoginRefused(access.toString(), String.valueOf(refused.getMessage()));
        } catch (TimeoutException | org.apache.kafka.common.errors.TimeoutException late) {
            throw failed(Failure.NO_ANSWER, "no answer within " + deadline, late);
        } catch (Exception e) {
            if (deadline.isOver()) {
                throw failed(Failure.NO_ANSWER, "no answer within " + deadline, e);
            }
            throw failed(Failure.CUT, Excerpt.of(String.valueOf(e.getMessage())), e);
        } finally {
            if (!answered) {
                // The brokers may be elsewhere by now.
                compared.set(null);
            }
        }
    }

    private static String cause(Exception e) {
        return Excerpt.of(String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()));
    }

    private CannotLook failed(Failure failure, String words, Exception cause) {
        return new CannotLook(
                access + ": " + words,
                cause,
                Evidence.of(Evidence.FROM, access),
                Evidence.of(Evidence.FAILURE, failure.word()),
                Evidence.of(Evidence.WORDS, words));
    }

    /** One pass over a topic with a consumer that belongs to no group and commits nothing. */
    static final class TopicScan {

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
                return KafkaNetwork.consumer(access, properties(access, deadline), deadline);
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
                        Optional.ofNullable(consumer.partitionsFor(topic, deadline.remaining()))
                                .orElse(List.of())
                                .stream()
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
            Deadline reading =
                    deadline.atMost(deadline.remaining().multipliedBy(4).dividedBy(5));
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
                                message.id(),
                                new Search.Found(each.topic(), each.partition(), each.offset(), message)));
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
                                .map(message ->
                                        new Search.Found(each.topic(), each.partition(), each.offset(), message))
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
                    throw new CannotLook("not everything was read: " + partition + " could only be read up to "
                            + position + " of " + end + " within " + deadline);
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
    }
}
