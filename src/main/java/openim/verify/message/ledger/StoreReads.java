package openim.verify.message.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Message;
import openim.verify.client.api.Page;
import openim.verify.client.mongo.MongoReader;
import openim.verify.config.Mongo;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Reads conversations in MongoDB, by its driver where it can be reached, else by the server's search: one scan at a time, and not
 * more of them than would be felt.
 */
final class StoreReads implements AutoCloseable {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 5;

    /** In one settlement; each scans the whole collection. */
    private static final int MOST_SCANS = 60;

    private final Deployment openim;
    private Optional<MongoReader> mongo = Optional.empty();
    private String why = "openim.mongo.uri is not known";
    private int scans;

    private StoreReads(Deployment openim) {
        this.openim = openim;
    }

    static StoreReads of(Deployment openim, Deadline deadline) {
        StoreReads reads = new StoreReads(openim);
        openim.settings().stores().mongo().ifPresent(mongo -> reads.open(mongo, deadline));
        return reads;
    }

    /** Whether looking again and again goes unfelt. */
    boolean isCheap() {
        return mongo.isPresent();
    }

    private void open(Mongo settings, Deadline deadline) {
        try {
            mongo = Optional.of(MongoReader.open(settings, openim.tls(), deadline));
        } catch (CannotLook | NotLookedAt failed) {
            why = String.valueOf(failed.getMessage());
        }
    }

    /** All messages of a lane after a seq, those of the days of the flow. */
    Reading read(LaneRead lane) {
        Instant at = Instant.now();
        if (mongo.isPresent()) {
            try {
                return Reading.whole(
                        Layer.STORED,
                        lane.conversation(),
                        at,
                        "in MongoDB",
                        mongo.get().from(lane.conversation(), lane.after() + 1));
            } catch (CannotLook | NotLookedAt failed) {
                why = String.valueOf(failed.getMessage());
            }
        }
        return bySearch(lane, at);
    }

    private Reading bySearch(LaneRead lane, Instant at) {
        List<Message> found = new ArrayList<>();
        try {
            for (LocalDate day : lane.days()) {
                searchDay(lane, day, found);
            }
            return Reading.whole(Layer.STORED, lane.conversation(), at, "by the server's search", found);
        } catch (CannotLook | BrokenPromise failed) {
            return Reading.partial(Layer.STORED, lane.conversation(), at, why + "; and " + failed.getMessage(), found);
        }
    }

    private void searchDay(LaneRead lane, LocalDate day, List<Message> found) {
        for (int number = 1; ; number++) {
            if (number > MOST_PAGES || ++scans > MOST_SCANS) {
                throw new CannotLook("the server's search would have to scan more than would go unfelt");
            }
            var page = openim.im()
                    .messages()
                    .search(lane.from(), lane.to(), day, new Page(number, PAGE))
                    .requireOk("the administrator", "searches the messages of our pair");
            found.addAll(page.messages());
            if ((long) number * PAGE >= page.total()) {
                return;
            }
        }
    }

    /** The day that the server files a message under. */
    static LocalDate dayOf(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Override
    public void close() {
        mongo.ifPresent(MongoReader::close);
    }
}
