package openim.verify.message.store;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.client.Ack;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Failure;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.api.MessageApi;
import openim.verify.client.api.Page;
import openim.verify.client.user.Sent;
import openim.verify.message.Inbox;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

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
