package openim.verify.message;

import openim.verify.await.SideBySide;
import openim.verify.client.api.UserApi;
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
    public static OpenSessions opened(Pair pair) {
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

    /** Waits until pushes can be expected to reach the receiver. */
    public void awaitSettled(UserApi users) {
        Attendance.awaitSettled(receiver(), users);
    }

    @Override
    public void close() {
        sender().close();
        receiver().close();
    }
}
