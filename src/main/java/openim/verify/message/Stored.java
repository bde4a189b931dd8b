package openim.verify.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
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
    private static final long BACK = 50;

    private static final int PAGE = 100;

    /** More pages than these are not scanned: the scan would be felt. */
    private static final int MOST_PAGES = 5;

    private static final Duration BETWEEN_SCANS = Duration.ofMillis(2500);

    public Stored {
        messages = List.copyOf(messages);
    }

    /**
     * Looks in MongoDB itself if it is known where it is and lets us in, else has the server search it: one scan at a time,
     * and few of them.
     *
     * @throws openim.verify.verdict.BrokenPromise if they are not there in time, or the search is refused
     * @throws CannotLook if the day has more messages than we let the server scan
     */
    public static Stored found(Deployment openim, Pair pair, List<Sent> sent) {
        Stored stored = looked(openim, pair, sent);
        Instant now = Instant.now();
        sent.forEach(one -> openim.latencies().took(Step.STORED, Duration.between(one.at(), now)));
        return stored;
    }

    private static Stored looked(Deployment openim, Pair pair, List<Sent> sent) {
        Optional<Mongo> mongo = openim.settings().stores().mongo();
        if (mongo.isPresent()) {
            try {
                return inMongo(mongo.get(), openim, pair, sent);
            } catch (CannotLook | NotLookedAt notFromHere) {
                return bySearch(openim, pair, sent);
            }
        }
        return bySearch(openim, pair, sent);
    }

    private static Stored inMongo(Mongo mongo, Deployment openim, Pair pair, List<Sent> sent) {
        Duration within = openim.settings().deadlines().stored();
        try (MongoReader reader = MongoReader.open(mongo, openim.tls(), Deadline.in(within.plus(within)))) {
            List<Message> found = Eventually.within(Deadline.in(within), "MongoDB")
                    .sees(() -> stored(reader, pair, sent), Inbox.holdsIntact(sent));
            return new Stored("in MongoDB", found);
        }
    }

    private static List<Message> stored(MongoReader reader, Pair pair, List<Sent> sent) {
        long newest = reader.highestSeq(pair.conversation()).orElse(0);
        List<Message> found = new ArrayList<>();
        for (Sent message : sent) {
            found.addAll(reader.findAll(pair.conversation(), message.id(), Math.max(1, newest - BACK)));
        }
        return found;
    }

    private static Stored bySearch(Deployment openim, Pair pair, List<Sent> sent) {
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
        for (int number = 1; number <= MOST_PAGES; number++) {
            var page = openim.im()
                    .messages()
                    .search(pair.sender().id(), pair.receiver().id(), day, new Page(number, PAGE))
                    .requireOk("the administrator", "searches the messages of our pair");
            found.addAll(page.messages());
            boolean all = sent.stream().allMatch(one -> found.stream().anyMatch(seen -> Inbox.is(one, seen)));
            if (all || (long) number * PAGE >= page.total()) {
                return found;
            }
        }
        throw new CannotLook("our pair has more than " + MOST_PAGES * PAGE + " messages on " + day
                + ", and a longer scan would be felt; with openim.mongo.uri no scan is needed");
    }
}
