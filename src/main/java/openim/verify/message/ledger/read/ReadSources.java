package openim.verify.message.ledger.read;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.kafka.ConsumerGroup;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.kafka.Search;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.config.store.Kafka;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerReader;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.Sighting;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Where the {@link FinalReads} look.
 *
 * @param pulls what receivers can pull
 * @param store where messages are stored
 * @param carriers who carries them from one place to the next
 */
record ReadSources(LaneReader pulls, Store store, Carriers carriers) {

    /** Those of a deployment: pulls by REST, and Kafka where it is known. */
    static ReadSources of(Deployment openim, LedgerSettings opening, Store store, Deadline end) {
        return new ReadSources(PullReads.byRest(openim.im(), end), store, KafkaReads.of(openim, opening));
    }

    /** Reads a conversation at one layer, from the first message after the flow began to the newest. */
    interface LaneReader {

        /** The layer that it reads. */
        Layer layer();

        /**
         * Reads it, and hands over what is read as it comes, other people's and other flows' messages included. What was handed over
         * is there; what was not proves something only if the look is complete.
         *
         * @param batch is given some messages at a time, never all of a long conversation
         * @return how far it came: complete only if nothing that was there all the time can have been passed over
         */
        FinalRead read(LaneRead lane, Consumer<List<Message>> batch);
    }

    /** Where messages can be stored. */
    interface Store extends LaneReader {

        /** Whether looking again and again goes unfelt. */
        boolean isCheap();

        /** Whether it is looked at all. If not, nobody waits for what is to be found there. */
        default boolean isPossible() {
            return true;
        }
    }

    /** Who carries messages from one place to the next. */
    interface Carriers {

        /** How far they have come. */
        Consumed consumed();

        /** Where in Kafka the messages of the ledger are. */
        void records(LedgerReader ledger, Consumer<Sighting> each);
    }

    /**
     * How far OpenIM's consumers have come, at one look.
     *
     * @param backlog what they have still before them; empty if they are past it all, or if nobody could tell
     * @param unknown why nobody could tell; empty if somebody could
     */
    record Consumed(Optional<Backlog> backlog, Optional<String> unknown) {

        static Consumed all() {
            return new Consumed(Optional.empty(), Optional.empty());
        }

        static Consumed allBut(Backlog backlog) {
            return new Consumed(Optional.of(backlog), Optional.empty());
        }

        static Consumed unknown(String why) {
            return new Consumed(Optional.empty(), Optional.of(why));
        }

        boolean isKnown() {
            return unknown.isEmpty();
        }
    }

    /**
     * Pulls conversations by seq as their receivers do, by REST, which needs no gateway.
     *
     * <p>The server numbers a message before it writes it down, and a pull in between has it remember for a day that there is nothing
     * under that number. So only numbers are pulled that were given a while ago; where there are younger ones, the look is partial.
     */
    static final class PullReads implements LaneReader {

        private static final int AT_ONCE = 100;

        /** By then a message is written down that was numbered. */
        private static final Duration WRITTEN = Duration.ofSeconds(1);

        private final Door door;
        private final Duration written;
        private final Deadline deadline;

        /** The newest seqs that were told a while ago. */
        private final Map<ConversationId, Long> numbered = new HashMap<>();

        /** What a receiver asks the server. */
        interface Door {
            ApiResult<Map<ConversationId, Long>> newestSeqs(UserId receiver);

            ApiResult<List<Message>> pull(UserId receiver, ConversationId from, long firstSeq, long lastSeq);
        }

        PullReads(Door door, Duration written, Deadline deadline) {
            this.door = door;
            this.written = written;
            this.deadline = deadline;
        }

        /** By REST, in the names of the receivers, whose accounts must be leased. */
        static PullReads byRest(Drivers drivers, Deadline deadline) {
            return new PullReads(new Rest(drivers), WRITTEN, deadline);
        }

        private record Rest(Drivers drivers, Map<UserId, User> people) implements Door {

            Rest(Drivers drivers) {
                this(drivers, new HashMap<>());
            }

            @Override
            public ApiResult<Map<ConversationId, Long>> newestSeqs(UserId receiver) {
                return drivers.messages().newestSeqs(receiver, person(receiver).token());
            }

            @Override
            public ApiResult<List<Message>> pull(UserId receiver, ConversationId from, long firstSeq, long lastSeq) {
                return drivers.messages().pull(receiver, person(receiver).token(), from, firstSeq, lastSeq);
            }

            /** The accounts are leased, and whoever held their tokens has ended. */
            private User person(UserId id) {
                User person = people.get(id);
                if (person == null) {
                    person = User.mustLogInKickingOthers(id, Platform.WEB, drivers);
                    people.put(id, person);
                }
                return person;
            }
        }

        @Override
        public Layer layer() {
            return Layer.PULLED;
        }

        @Override
        public FinalRead read(LaneRead lane, Consumer<List<Message>> batch) {
            Instant at = Instant.now();
            try {
                return read(lane, at, batch);
            } catch (CannotLook | BrokenPromise failed) {
                return partial(lane, at, String.valueOf(failed.getMessage()));
            }
        }

        private FinalRead read(LaneRead lane, Instant at, Consumer<List<Message>> batch) {
            long newest = newest(lane);
            if (!numbered.containsKey(lane.conversation())) {
                numbered.put(lane.conversation(), newest);
                Pause.until(Deadline.in(written).atMost(deadline.remaining()));
                newest = newest(lane);
            }
            long last = Math.min(newest, numbered.getOrDefault(lane.conversation(), 0L));
            numbered.put(lane.conversation(), newest);
            for (long first = lane.after() + 1; first <= last; first += AT_ONCE) {
                if (deadline.isOver()) {
                    return partial(
                            lane,
                            at,
                            "time was over when " + lane.conversation() + " was pulled up to seq " + (first - 1)
                                    + " of " + newest);
                }
                batch.accept(told(
                        door.pull(lane.to(), lane.conversation(), first, Math.min(last, first + AT_ONCE - 1)),
                        lane.to()));
            }
            // What was numbered while the pages were read is not on them.
            long then = newest(lane);
            numbered.merge(lane.conversation(), then, Math::max);
            return then <= last
                    ? FinalRead.whole(layer(), lane.conversation(), at, "pulled up to seq " + last)
                    : partial(
                            lane,
                            at,
                            "messages still got their numbers in " + lane.conversation()
                                    + " while it was pulled: it was read up to seq " + last + " of " + then);
        }

        private FinalRead partial(LaneRead lane, Instant at, String why) {
            return FinalRead.partial(layer(), lane.conversation(), at, why);
        }

        private long newest(LaneRead lane) {
            return told(door.newestSeqs(lane.to()), lane.to()).getOrDefault(lane.conversation(), 0L);
        }

        private static <T> T told(ApiResult<T> told, UserId person) {
            return told.withTokenOf(person).mustBeOk(person.value(), "pulls by REST");
        }
    }

    /** Finds the records of a flow in Kafka, and says whether OpenIM's consumers have come past them. Commits nothing. */
    static final class KafkaReads implements Carriers {

        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final LedgerSettings opening;
        private final Optional<Topics> topics;
        private final Kafka.ConsumerGroups groups;
        private final Kafka.Topics names;

        /** Where the topics ended when it was first asked: what others send since then need not be waited for. */
        private final Map<String, Map<Integer, Long>> ends = new HashMap<>();

        /** What is asked of Kafka. */
        interface Topics {

            Offsets ends(String topic);

            Optional<ConsumerGroup> group(String name);

            /** Hands over every record from there to the end, some at a time. */
            void records(Offsets from, Consumer<List<Search.Found>> batch);
        }

        KafkaReads(LedgerSettings opening, Optional<Topics> topics, Kafka.ConsumerGroups groups, Kafka.Topics names) {
            this.opening = opening;
            this.topics = topics;
            this.groups = groups;
            this.names = names;
        }

        static KafkaReads of(Deployment openim, LedgerSettings opening) {
            Optional<Kafka> kafka = openim.settings().stores().kafka();
            return new KafkaReads(
                    opening,
                    kafka.flatMap(known -> openim.underneath().topics()).map(Read::new),
                    kafka.map(Kafka::groups).orElse(Kafka.ConsumerGroups.DEFAULT),
                    kafka.map(Kafka::topics).orElse(Kafka.Topics.DEFAULT));
        }

        private record Read(KafkaReader reader) implements Topics {

            @Override
            public Offsets ends(String topic) {
                return reader.endOffsets(topic, Deadline.in(PATIENCE));
            }

            @Override
            public Optional<ConsumerGroup> group(String name) {
                return reader.groups(Set.of(name), Deadline.in(PATIENCE)).stream()
                        .findFirst();
            }

            @Override
            public void records(Offsets from, Consumer<List<Search.Found>> batch) {
                reader.readEveryRecord(from, batch, Deadline.in(PATIENCE));
            }
        }

        /** Nobody is accused by what is not in Kafka, so a look that is cut off is as good as far as it came. */
        @Override
        public void records(LedgerReader ledger, Consumer<Sighting> each) {
            if (topics.isEmpty() || opening.kafka().isEmpty()) {
                return;
            }
            try {
                topics.get().records(opening.kafka().get(), batch -> {
                    Map<MessageId, LedgerEntry> entries = ledger.entries(
                            opening.id(),
                            batch.stream().map(found -> found.message().id()).collect(Collectors.toSet()));
                    batch.forEach(found -> Optional.ofNullable(
                                    entries.get(found.message().id()))
                            .ifPresent(entry -> each.accept(Sighting.of(
                                    entry, found.message(), Layer.KAFKA, found.toString(), Instant.now()))));
                });
            } catch (CannotLook | NotLookedAt notNow) {
                // What was found is noted; what was not proves nothing.
            }
        }

        /** Of what was there at the first look. Topic by topic: only what has been numbered is on its way to be stored. */
        @Override
        public Consumed consumed() {
            if (topics.isEmpty()) {
                return Consumed.unknown("openim.kafka.bootstrap is not known");
            }
            try {
                Consumed numbered = consumed(topics.get(), groups.toRedis(), names.toRedis());
                return numbered.equals(Consumed.all())
                        ? consumed(topics.get(), groups.toMongo(), names.toMongo())
                        : numbered;
            } catch (CannotLook | NotLookedAt notNow) {
                return Consumed.unknown(String.valueOf(notNow.getMessage()));
            }
        }

        private Consumed consumed(Topics kafka, String name, String topic) {
            Map<Integer, Long> end =
                    ends.computeIfAbsent(topic, t -> kafka.ends(t).next());
            Optional<ConsumerGroup> group = kafka.group(name);
            Map<Integer, Long> committed = group.map(found -> found.committed().getOrDefault(topic, Map.of()))
                    .orElse(Map.of());
            List<Integer> untold = end.entrySet().stream()
                    .filter(partition -> partition.getValue() > before(topic, partition.getKey()))
                    .map(Map.Entry::getKey)
                    .filter(partition -> !committed.containsKey(partition))
                    .sorted()
                    .toList();
            if (end.isEmpty() || !untold.isEmpty()) {
                return Consumed.unknown("consumer group " + name + " has committed nothing in partitions " + untold
                        + " of " + topic + ", so nobody can say how far it has come");
            }
            long behind = committed.entrySet().stream()
                    .mapToLong(e -> Math.max(0, end.getOrDefault(e.getKey(), 0L) - e.getValue()))
                    .sum();
            return behind == 0
                    ? Consumed.all()
                    : Consumed.allBut(new Backlog(
                            "consumer group " + name + " has " + behind + " records of " + topic + " before it",
                            committed,
                            group.filter(ConsumerGroup::isAttended).isPresent()));
        }

        /** Where a partition ended before the flow, if that is known: one that ends there still has no record of it. */
        private long before(String topic, int partition) {
            return opening.kafka()
                    .filter(offsets -> offsets.topic().equals(topic))
                    .map(offsets -> offsets.next().getOrDefault(partition, 0L))
                    .orElse(0L);
        }
    }
}
