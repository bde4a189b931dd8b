package openim.verify.message;

import java.util.List;
import java.util.stream.IntStream;
import openim.verify.await.SideBySide;
import openim.verify.client.api.UserApi;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.target.account.Pair;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;

/**
 * A pair, each with a session open on the gateway.
 *
 * @param pair whose the sessions are
 */
public record OpenSessions(Pair pair) implements AutoCloseable {

    /**
     * Opens both.
     *
     * @throws BrokenPromise if the gateway refuses one
     * @throws CannotLook if somebody else uses one of the accounts, or the gateway is of a release that speaks gob only
     */
    public static OpenSessions mustOpen(Pair pair) {
        OpenSessions sessions = new OpenSessions(pair);
        try {
            SideBySide.both(
                    () -> pair.sender().mustOpenSession(), () -> pair.receiver().mustOpenSession());
            Language.requireJson(pair.sender());
            return sessions;
        } catch (RuntimeException | Error failed) {
            sessions.close();
            throw failed;
        }
    }

    public User sender() {
        return pair.sender();
    }

    public User receiver() {
        return pair.receiver();
    }

    /** The same, once pushes can be expected to reach the receiver. */
    public OpenSessions settled(UserApi users) {
        Attendance.awaitSettled(receiver(), users);
        return this;
    }

    /**
     * Has the one write to the other so many times by WebSocket, each when the one before was acknowledged.
     *
     * @return in the order of sending
     * @throws BrokenPromise if one is not acknowledged
     */
    public List<Sent> mustSend(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        number -> sender().mustSend(Text.fresh("by WebSocket, " + number + " of " + count), receiver()))
                .toList();
    }

    @Override
    public void close() {
        sender().close();
        receiver().close();
    }
}
