package openim.verify.message.instances;

import java.util.ArrayList;
import java.util.List;
import openim.verify.client.Platform;
import openim.verify.client.api.UserApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.message.Attendance;
import openim.verify.target.account.Spread;

/**
 * The people of a {@link Spread}, each with a session open.
 *
 * @param receivers in the order of the spread
 */
public record SpreadSessions(Spread spread, List<User> receivers) implements AutoCloseable {

    public SpreadSessions {
        receivers = List.copyOf(receivers);
    }

    /**
     * Opens one for each.
     *
     * @throws openim.verify.verdict.BrokenPromise if somebody gets no token or no session
     */
    public static SpreadSessions mustOpen(Spread spread, Drivers drivers) {
        List<User> opened = new ArrayList<>();
        try {
            spread.receivers().forEach(id -> {
                User person = User.mustLogInKickingOthers(id, Platform.WEB, drivers);
                opened.add(person);
                person.mustOpenSession();
            });
            return new SpreadSessions(spread, opened);
        } catch (RuntimeException | Error failed) {
            opened.forEach(User::close);
            throw failed;
        }
    }

    /** The same, once pushes can be expected to reach all of them. */
    public SpreadSessions settled(UserApi users) {
        // Who came last settles last.
        Attendance.awaitSettled(receivers.get(receivers.size() - 1), users);
        return this;
    }

    @Override
    public void close() {
        receivers.forEach(User::close);
    }
}
