package openim.verify.message;

import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.config.setting.MultiLogin;
import openim.verify.verdict.Absent;

/**
 * A person's second device, which is to show what the person writes on the first.
 *
 * @param first from which is sent
 * @param second with a session of its own
 */
public record OtherDevice(User first, User second) implements AutoCloseable {

    /**
     * Opens a session for each.
     *
     * @param account of a person who does nothing else, so that a deployment which lets people have one device only ends no
     *     session that others need
     * @throws openim.verify.verdict.BrokenPromise if there is no session for one
     * @throws Absent if the deployment is set up so that a second device of another kind ends the first one's session
     */
    public static OtherDevice mustOpen(UserId account, Drivers drivers, MultiLogin allowed) {
        User first = User.mustLogInKickingOthers(account, Platform.WEB, drivers);
        User second = first;
        try {
            first.mustOpenSession();
            second = User.mustLogInKickingOthers(account, Platform.IOS, drivers);
            second.mustOpenSession();
            Attendance.awaitSettled(second, drivers.users());
            if (!first.session().isOpen() && !allowed.allowsWebAndPhone()) {
                throw new Absent("this deployment lets a person have one of these devices at a time (" + allowed + ")");
            }
            return new OtherDevice(first, second);
        } catch (RuntimeException | Error failed) {
            first.close();
            second.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
