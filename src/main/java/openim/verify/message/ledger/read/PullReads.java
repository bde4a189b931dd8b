package openim.verify.message.ledger.read;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.LaneRead;
import openim.verify.message.ledger.Layer;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

/**
 * Pulls conversations by seq as their receivers do, by REST, which needs no gateway.
 *
 * <p>The server numbers a message before it writes it down, and a pull in between has it remember for a day that there is nothing
 * under that number. So only numbers are pulled that were given a while ago; where there are younger ones, the look is partial.
 */
final class PullReads implements LaneReader {

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
                        "time was over when " + lane.conversation() + " was pulled up to seq " + (first - 1) + " of "
                                + newest);
            }
            batch.accept(told(
                    door.pull(lane.to(), lane.conversation(), first, Math.min(last, first + AT_ONCE - 1)), lane.to()));
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
