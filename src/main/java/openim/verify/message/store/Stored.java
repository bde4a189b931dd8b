package openim.verify.message.store;

import static openim.verify.target.Backends.known;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.mongo.MongoReader;
import openim.verify.client.user.Sent;
import openim.verify.config.store.Mongo;
import openim.verify.message.Inbox;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
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
}
