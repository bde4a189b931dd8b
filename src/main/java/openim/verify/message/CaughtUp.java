package openim.verify.message;

import java.time.Duration;
import java.util.List;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.MessageApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/**
 * Messages to somebody who was away, and comes back for them.
 *
 * @param away without a session when they were sent
 * @param sent in the order of sending
 */
public record CaughtUp(User away, List<Sent> sent) implements AutoCloseable {

    public CaughtUp {
        sent = List.copyOf(sent);
    }

    /**
     * Sends so many to somebody who has no session.
     *
     * @throws openim.verify.verdict.BrokenPromise if one is not acknowledged
     */
    public static CaughtUp mustMiss(int count, User sender, UserId away, Drivers drivers) {
        User person = User.mustLogInKickingOthers(away, Platform.WEB, drivers);
        return new CaughtUp(person, Volley.mustSend(count, sender, away).sent());
    }

    /**
     * Opens his session, and pulls both ways: all of them, the last included, in order and intact.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if something is missing, changed or in another order
     */
    public String mustCatchUp(MessageApi messages, Duration within) {
        away.mustOpenSession();
        var expected = Inbox.holdsExactlyOnceInOrder(sent);
        String seen = Pulled.mustPullByWebSocket(away, sent, within).mustMeet(away, expected);
        Pulled.mustPullByRest(away, messages, sent, within).mustMeet(away, expected);
        return seen + ", by WebSocket and by REST";
    }

    @Override
    public void close() {
        away.close();
    }
}
