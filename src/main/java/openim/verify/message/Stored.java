package openim.verify.message;

import static openim.verify.target.Underneath.known;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.api.Page;
import openim.verify.client.mongo.MongoReader;
import openim.verify.client.user.Sent;
import openim.verify.config.Mongo;
import openim.verify.target.Deployment;
import openim.verify.target.Pair;
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

    private static final int PAGE = 100;

    /** More pages than these are not scanned: the scan would be felt. */
    private static final int MOST_PAGES = 5;

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
            requireAlive(openim);
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
     * @throws CannotLook if the day has more messages than we let the server scan
     */
    public static Stored found(Deployment openim, Pair pair, List<Sent> sent, boolean inMongo, Runnable beforeSearch) {
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
    public static Stored inMongo(Deployment openim, List<Sent> sent) {
        requireAlive(openim);
        return read(openim, sent);
    }

    /**
     * Holds what was found to a further expectation.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if it is not met
     */
    public String require(Expectation<List<Message>> expected) {
        return Inbox.require("whoever looks into MongoDB", expected, messages);
    }

    private static Stored read(Deployment openim, List<Sent> sent) {
        Duration within = openim.settings().deadlines().stored();
        try (MongoReader reader = MongoReader.open(mongo(openim), openim.tls(), Deadline.in(within.plus(within)))) {
            List<Message> found = Eventually.within(Deadline.in(within), "MongoDB")
                    .sees(() -> stored(reader, sent), Inbox.holdsIntact(sent));
            return new Stored("in MongoDB", found);
        }
    }

    private static void requireAlive(Deployment openim) {
        Deadline deadline = Deadline.in(openim.settings().deadlines().call());
        try (MongoReader reader = MongoReader.open(mongo(openim), openim.tls(), deadline)) {
            reader.hello();
        }
    }

    private static Mongo mongo(Deployment openim) {
        return known(openim.settings().stores().mongo(), "openim.mongo.uri");
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
        Duration within = openim.settings().deadlines().stored();
        List<Message> found = Eventually.within(Deadline.in(within), "the administrator, searching MongoDB,")
                .lookingEvery(BETWEEN_SCANS)
                .sees(() -> searched(openim, pair, sent), Inbox.holdsIntact(sent));
        return new Stored("found by the server's search", found);
    }

    private static List<Message> searched(Deployment openim, Pair pair, List<Sent> sent) {
        LocalDate day = sent.get(0)
                .ack()
                .value()
                .orElseThrow()
                .sentAt()
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        List<Message> found = new ArrayList<>();
        int number = 1;
        for (int looks = 0; looks < MOST_PAGES; looks++) {
            var page = openim.im()
                    .messages()
                    .search(pair.sender().id(), pair.receiver().id(), day, new Page(number, PAGE))
                    .requireOk("the administrator", "searches the messages of our pair");
            page.messages().stream()
                    .filter(seen -> sent.stream().anyMatch(one -> Inbox.is(one, seen)))
                    .forEach(found::add);
            int last = (int) Math.max(1, (page.total() + PAGE - 1) / PAGE);
            boolean all = sent.stream().allMatch(one -> found.stream().anyMatch(seen -> Inbox.is(one, seen)));
            // The newest, which are ours, are mostly on the last page; but no order is promised.
            number = looks == 0 ? last : number - 1;
            if (all || number <= 1) {
                return found;
            }
        }
        throw new CannotLook("our pair has more than " + MOST_PAGES * PAGE + " messages on " + day
                + ", and a longer scan would be felt; with openim.mongo.uri no scan is needed");
    }
}
