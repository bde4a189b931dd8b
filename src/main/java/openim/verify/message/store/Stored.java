package openim.verify.message.store;

import static openim.verify.target.Backends.known;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Failure;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.Page;
import openim.verify.client.mongo.MongoReader;
import openim.verify.client.user.Sent;
import openim.verify.config.store.Mongo;
import openim.verify.message.Inbox;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.NotLookedAt;

/**
 * Messages in MongoDB. A pull does not tell: it reads Redis first, for a day, and what was never stored is gone after that.
 *
 * @param how by which way it was looked
 * @param messages those of ours that were found
 */
public record Stored(String how, List<Message> messages) {

    /** How far back from the newest to look. */
    private static final long BACK = 100;

    private static final Duration BETWEEN_SCANS = Duration.ofMillis(2500);

    public Stored {
        messages = List.copyOf(messages);
    }

    /**
     * Whether it is known where MongoDB is, and it lets us in and answers. One that is silent is known by this sooner than by a look
     * that waits for it as long as for a message.
     */
    public static boolean isToBeSeenInMongo(Deployment openim) {
        try {
            mustBeAlive(openim);
            return true;
        } catch (CannotLook | NotLookedAt notFromHere) {
            return false;
        }
    }

    /**
     * Looks in MongoDB itself if that can be done, else has the server search it: one scan at a time, and few of them.
     *
     * @param inMongo what {@link #isToBeSeenInMongo} said
     * @param beforeSearch waits until a search, which is dear, will most likely find them
     * @throws openim.verify.verdict.BrokenPromise if they are not there in time, or the search is refused
     * @throws CannotLook if the day has more messages than we let the server scan, or a search is not answered in time
     */
    public static Stored mustBeFound(
            Deployment openim, Pair pair, List<Sent> sent, boolean inMongo, Runnable beforeSearch) {
        Stored stored = looked(openim, pair, sent, inMongo, beforeSearch);
        Instant now = Instant.now();
        sent.forEach(one -> openim.latencies().took(Step.STORED, Duration.between(one.at(), now)));
        return stored;
    }

    private static Stored looked(
            Deployment openim, Pair pair, List<Sent> sent, boolean inMongo, Runnable beforeSearch) {
        if (inMongo) {
            try {
                return read(openim, sent);
            } catch (CannotLook | NotLookedAt notFromHere) {
                // The server can.
            }
        }
        return bySearch(openim, pair, sent, beforeSearch);
    }

    /**
     * Looks in MongoDB itself, and nowhere else: whatever the conversations, no scan.
     *
     * @throws openim.verify.verdict.BrokenPromise if they are not there in time
     * @throws NotLookedAt if it is not known where MongoDB is, or it does not let us in
     */
    public static Stored mustBeInMongo(Deployment openim, List<Sent> sent) {
        mustBeAlive(openim);
        return read(openim, sent);
    }

    /**
     * Holds what was found to a further expectation.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if it is not met
     */
    public String mustMeet(Expectation<List<Message>> expected) {
        return Inbox.mustMeet("whoever looks into MongoDB", expected, messages);
    }

    private static Stored read(Deployment openim, List<Sent> sent) {
        Duration within = openim.settings().deadlines().stored();
        try (MongoReader reader =
                MongoReader.open(mongo(openim), openim.underneath().tls(), Deadline.in(within.plus(within)))) {
            List<Message> found = Eventually.within(Deadline.in(within), "MongoDB")
                    .sees(() -> stored(reader, sent), Inbox.holdsIntact(sent));
            return new Stored("in MongoDB", found);
        }
    }

    private static void mustBeAlive(Deployment openim) {
        mustBeAlive(openim, openim.settings().deadlines().call());
    }

    private static void mustBeAlive(Deployment openim, Duration within) {
        Deadline deadline = Deadline.in(within);
        try (MongoReader reader =
                MongoReader.open(mongo(openim), openim.underneath().tls(), deadline)) {
            reader.hello();
        }
    }

    private static Mongo mongo(Deployment openim) {
        return known(openim.settings(), openim.settings().stores().mongo(), "openim.mongo.uri");
    }

    private static List<Message> stored(MongoReader reader, List<Sent> sent) {
        Map<ConversationId, Long> newest = new HashMap<>();
        List<Message> found = new ArrayList<>();
        for (Sent message : sent) {
            ConversationId conversation = message.draft().conversation();
            long from = newest.computeIfAbsent(
                            conversation, id -> reader.highestSeq(id).orElse(0))
                    - BACK;
            found.addAll(reader.findAll(conversation, message.id(), Math.max(1, from)));
        }
        return found;
    }

    private static Stored bySearch(Deployment openim, Pair pair, List<Sent> sent, Runnable beforeSearch) {
        beforeSearch.run();
        StoredSearch search = new StoredSearch(
                (day, page) -> openim.im()
                        .messages()
                        .search(pair.sender().id(), pair.receiver().id(), day, page),
                () -> isMongoSilent(openim),
                openim.settings().deadlines().stored(),
                BETWEEN_SCANS);
        return new Stored("found by the server's search", search.found(sent));
    }

    /** Whether it is known where MongoDB is, and it does not answer at once. */
    private static boolean isMongoSilent(Deployment openim) {
        try {
            mustBeAlive(openim, openim.settings().deadlines().call().dividedBy(4));
            return false;
        } catch (NotLookedAt notFromHere) {
            return false;
        } catch (CannotLook silent) {
            return true;
        }
    }

    /**
     * How far a conversation was stored before anything of ours was sent to it.
     *
     * @param highest the highest seq in MongoDB; 0 if none was stored
     */
    public record StoredMark(long highest) {

        /**
         * Looks in MongoDB.
         *
         * @throws openim.verify.verdict.NotLookedAt if it is not known where it is, or it does not let us in
         */
        public static StoredMark of(Deployment openim, ConversationId conversation) {
            var mongo = known(openim.settings(), openim.settings().stores().mongo(), "openim.mongo.uri");
            Deadline deadline = Deadline.in(openim.settings().deadlines().call());
            try (MongoReader reader =
                    MongoReader.open(mongo, openim.underneath().tls(), deadline)) {
                return new StoredMark(reader.highestSeq(conversation).orElse(0));
            }
        }
    }

    /**
     * Has the server search MongoDB for messages of ours: each search is a scan of its whole collection, so one at a time, and few.
     *
     * @param search asks for a page
     * @param mongoIsSilent whether MongoDB itself, asked directly, gives no answer either
     */
    record StoredSearch(Search search, BooleanSupplier mongoIsSilent, Duration within, Duration between) {

        private static final int PAGE = 100;

        /** More pages than these are not scanned: the scan would be felt. */
        private static final int MOST_PAGES = 5;

        /** A page of what our pair wrote on a day. */
        interface Search {
            ApiResult<MessageApi.Found> page(LocalDate day, Page page);
        }

        /** What one look showed, and why that may not be all. */
        private record Looked(List<Message> found, Optional<String> gap) {}

        /**
         * Searches until all are there.
         *
         * @throws BrokenPromise if they are not there in time though everything was read, or the search is refused
         * @throws CannotLook if not everything could be read, or the search was not answered in time
         */
        List<Message> found(List<Sent> sent) {
            List<Looked> looks = new ArrayList<>();
            try {
                return Eventually.within(Deadline.in(within), "the administrator, searching MongoDB,")
                        .lookingEvery(between)
                        .sees(
                                () -> {
                                    looks.clear();
                                    looks.add(looked(sent));
                                    return looks.get(0).found();
                                },
                                Inbox.holdsIntact(sent));
            } catch (BrokenPromise missing) {
                looks.stream().flatMap(look -> look.gap().stream()).findFirst().ifPresent(gap -> {
                    throw new CannotLook(gap, missing);
                });
                throw missing;
            }
        }

        private Looked looked(List<Sent> sent) {
            List<Message> found = new ArrayList<>();
            Optional<String> gap = Optional.empty();
            for (LocalDate day : days(sent)) {
                gap = gap.or(() -> searched(day, sent, found));
                if (holdsAll(sent, found)) {
                    return new Looked(found, Optional.empty());
                }
            }
            return new Looked(found, gap);
        }

        /** The days that the server filed them under: those of UTC on which, by its own clock, it took them. */
        private static SortedSet<LocalDate> days(List<Sent> sent) {
            SortedSet<LocalDate> days = new TreeSet<>();
            sent.forEach(one -> {
                Ack ack = one.ack().value().orElseThrow();
                days.add(ack.sentAt().atZone(ZoneOffset.UTC).toLocalDate());
            });
            return days;
        }

        /** One message at one place: the server promises no order, so a page may repeat what another had. */
        private record Place(MessageId id, String serverId, long seq) {}

        /** Reads a day until all are found, and says why that may not be all of the day if they are not. */
        private Optional<String> searched(LocalDate day, List<Sent> sent, List<Message> found) {
            Set<Place> shown = new HashSet<>();
            long total = 0;
            int number = 1;
            for (int looks = 0; looks < MOST_PAGES; looks++) {
                var page = page(day, number);
                total = Math.max(total, page.total());
                for (Message seen : page.messages()) {
                    boolean isNew = shown.add(new Place(seen.id(), seen.serverId(), seen.seq()));
                    if (isNew && sent.stream().anyMatch(one -> Inbox.is(one, seen))) {
                        found.add(seen);
                    }
                }
                int last = (int) Math.max(1, (page.total() + PAGE - 1) / PAGE);
                // The newest, which are ours, are mostly on the last page; but no order is promised.
                number = looks == 0 ? last : number - 1;
                if (holdsAll(sent, found) || number <= 1) {
                    return shown.size() < total
                            ? Optional.of("the server's search says that our pair has " + total + " messages on " + day
                                    + ", and its pages showed " + shown.size() + " different ones")
                            : Optional.empty();
                }
            }
            throw new CannotLook("our pair has more than " + MOST_PAGES * PAGE + " messages on " + day
                    + ", and a longer scan would be felt; with openim.mongo.uri no scan is needed");
        }

        private static boolean holdsAll(List<Sent> sent, List<Message> found) {
            return sent.stream().allMatch(one -> found.stream().anyMatch(seen -> Inbox.is(one, seen)));
        }

        /** A scan that takes longer than we wait is no fault of a large deployment, unless MongoDB is silent for whoever asks. */
        private MessageApi.Found page(LocalDate day, int number) {
            ApiResult<MessageApi.Found> told = search.page(day, new Page(number, PAGE));
            if (told.answer() instanceof Answer.NoReply none
                    && none.failure() == Failure.NO_ANSWER
                    && !mongoIsSilent.getAsBoolean()) {
                throw new CannotLook(
                        "the server's search, which scans all of its messages, gave " + none.description()
                                + ": on a large deployment it may take longer; with openim.mongo.uri no search is needed",
                        told.answer().evidence().toArray(openim.verify.verdict.Evidence[]::new));
            }
            return told.mustBeOk("the administrator", "searches the messages of our pair");
        }
    }
}
