package openim.verify.message.ledger.read;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import openim.verify.await.Deadline;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.Page;
import openim.verify.client.mongo.MongoReader;
import openim.verify.config.store.Mongo;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.Layer;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Reads conversations in MongoDB, by its driver where it can be reached, else by the server's search: one scan at a time, and not
 * more of them than would be felt.
 */
public final class StoreReads implements ReadSources.Store, AutoCloseable {

    private static final int PAGE = 100;

    /** Of one conversation on one day. */
    private static final int MOST_PAGES = 5;

    /** In one settlement; each scans the whole collection. */
    private static final int MOST_SCANS = 60;

    private final Optional<Documents> documents;
    private final Search search;
    private final SearchBudget budget;
    private final Deadline deadline;
    private String why;

    /** MongoDB itself. */
    interface Documents extends AutoCloseable {

        /** Hands over every message of a conversation from a seq on, some at a time. */
        void from(ConversationId conversation, long firstSeq, Consumer<List<Message>> batch);

        @Override
        void close();
    }

    /** The server's own search. */
    interface Search {
        ApiResult<MessageApi.Found> page(UserId sender, UserId receiver, LocalDate day, Page page);
    }

    /**
     * @param documents MongoDB, if it can be reached
     * @param why why it cannot, if it cannot
     */
    StoreReads(Optional<Documents> documents, String why, Search search, SearchBudget budget, Deadline deadline) {
        this.documents = documents;
        this.why = why;
        this.search = search;
        this.budget = budget;
        this.deadline = deadline;
    }

    /** So many searches as go unfelt, in one settlement. */
    public static SearchBudget usualBudget() {
        return SearchBudget.of(MOST_SCANS);
    }

    static StoreReads of(Deployment openim, SearchBudget budget, Deadline deadline) {
        Search search = (sender, receiver, day, page) -> openim.im().messages().search(sender, receiver, day, page);
        try {
            Optional<Documents> documents =
                    openim.settings().stores().mongo().map(mongo -> opened(mongo, openim, deadline));
            return new StoreReads(documents, "openim.mongo.uri is not known", search, budget, deadline);
        } catch (CannotLook | NotLookedAt failed) {
            return new StoreReads(Optional.empty(), String.valueOf(failed.getMessage()), search, budget, deadline);
        }
    }

    private static Documents opened(Mongo settings, Deployment openim, Deadline deadline) {
        MongoReader reader = MongoReader.open(settings, openim.underneath().tls(), deadline);
        return new Documents() {

            @Override
            public void from(ConversationId conversation, long firstSeq, Consumer<List<Message>> batch) {
                reader.from(conversation, firstSeq, batch);
            }

            @Override
            public void close() {
                reader.close();
            }
        };
    }

    @Override
    public boolean isCheap() {
        return documents.isPresent();
    }

    @Override
    public boolean isPossible() {
        return documents.isPresent() || !budget.isNone();
    }

    @Override
    public Layer layer() {
        return Layer.STORED;
    }

    @Override
    public FinalRead read(LaneRead lane, Consumer<List<Message>> batch) {
        Instant at = Instant.now();
        if (documents.isPresent()) {
            try {
                documents.get().from(lane.conversation(), lane.after() + 1, batch);
                return FinalRead.whole(layer(), lane.conversation(), at, "in MongoDB");
            } catch (CannotLook | NotLookedAt failed) {
                why = String.valueOf(failed.getMessage());
            }
        }
        return bySearch(lane, at, batch);
    }

    private FinalRead bySearch(LaneRead lane, Instant at, Consumer<List<Message>> batch) {
        try {
            for (LocalDate day : lane.days()) {
                searchDay(lane, day, batch);
            }
            return FinalRead.whole(layer(), lane.conversation(), at, "by the server's search of " + lane.days());
        } catch (NotSearched refused) {
            String words = why + "; and " + refused.getMessage();
            return budget.isFinal()
                    ? FinalRead.leftOut(layer(), lane.conversation(), at, words)
                    : FinalRead.partial(layer(), lane.conversation(), at, words);
        } catch (CannotLook | BrokenPromise failed) {
            return FinalRead.partial(layer(), lane.conversation(), at, why + "; and " + failed.getMessage());
        }
    }

    /** The budget does not allow one more search. */
    private static final class NotSearched extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotSearched(String why) {
            super(why);
        }
    }

    /** One message at one place: the server promises no order, so a page may repeat what the one before it had. */
    private record Place(MessageId id, String serverId, long seq) {}

    /**
     * Reads a day page by page. It is whole only if as many different messages were shown as the server ever said that there are:
     * one that comes between two pages can push another one over the edge of a page that was read already.
     */
    private void searchDay(LaneRead lane, LocalDate day, Consumer<List<Message>> batch) {
        Set<Place> shown = new HashSet<>();
        long total = 0;
        for (int number = 1; ; number++) {
            mustBeAllowed(lane, day, number);
            var page = search.page(lane.from(), lane.to(), day, new Page(number, PAGE))
                    .mustBeOk("the administrator", "searches the messages of our pair");
            page.messages().forEach(message -> shown.add(new Place(message.id(), message.serverId(), message.seq())));
            batch.accept(page.messages());
            total = Math.max(total, page.total());
            if (page.messages().isEmpty() || (long) number * PAGE >= page.total()) {
                break;
            }
        }
        if (shown.size() < total) {
            throw new CannotLook("the server's search says that " + lane.from() + " wrote " + total + " messages to "
                    + lane.to() + " on " + day + ", and its pages showed " + shown.size() + " different ones");
        }
    }

    private void mustBeAllowed(LaneRead lane, LocalDate day, int page) {
        if (deadline.isOver()) {
            throw new CannotLook("time was over before page " + page + " of " + day + " was searched");
        }
        if (page > MOST_PAGES) {
            throw new CannotLook("the server's search would have to scan more than would go unfelt: " + lane.from()
                    + " wrote more than " + MOST_PAGES * PAGE + " messages to " + lane.to() + " on " + day);
        }
        budget.refusal().ifPresent(refused -> {
            throw new NotSearched(refused);
        });
    }

    @Override
    public void close() {
        documents.ifPresent(Documents::close);
    }
}
