package openim.verify.message.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.Platform;
import openim.verify.client.Told;
import openim.verify.client.UserId;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

/** Pulls conversations by seq as their receivers do, by REST, which needs no gateway. */
final class PullReads {

    private static final int AT_ONCE = 100;

    private final Drivers drivers;
    private final Map<UserId, User> people = new HashMap<>();

    PullReads(Drivers drivers) {
        this.drivers = drivers;
    }

    /** All messages after a seq. */
    Reading read(ConversationId conversation, UserId receiver, long after) {
        Instant at = Instant.now();
        List<Message> pulled = new ArrayList<>();
        try {
            User person = person(receiver);
            long newest = told(drivers.messages().newestSeqs(receiver, person.token()), person)
                    .getOrDefault(conversation, 0L);
            for (long first = after + 1; first <= newest; first += AT_ONCE) {
                long last = Math.min(newest, first + AT_ONCE - 1);
                pulled.addAll(
                        told(drivers.messages().pull(receiver, person.token(), conversation, first, last), person));
            }
            return Reading.whole(Layer.PULLED, conversation, at, "pulled up to seq " + newest, pulled);
        } catch (CannotLook | BrokenPromise failed) {
            return Reading.partial(Layer.PULLED, conversation, at, String.valueOf(failed.getMessage()), pulled);
        }
    }

    private static <T> T told(Told<T> told, User person) {
        return told.withTokenOf(person.id()).requireOk(person.toString(), "pulls by REST");
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
