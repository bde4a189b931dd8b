package openim.verify.message;

import java.util.List;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.UserApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.config.setting.MultiLogin;
import openim.verify.verdict.Absent;

/**
 * A person's second device, which is to show what the person wrote on the first.
 *
 * @param first from which is sent
 * @param second with a session of its own
 * @param sent from the first device, one by WebSocket, one in the person's name by REST
 */
public record OtherDevice(User first, User second, List<Sent> sent) implements AutoCloseable {

    public OtherDevice {
        sent = List.copyOf(sent);
    }

    /**
     * Opens a session for each, and sends from the first device.
     *
     * @param account of a person who does nothing else, so that a deployment which lets people have one device only ends no
     *     session that others need
     * @throws openim.verify.verdict.BrokenPromise if there is no session for one, or a message is not acknowledged
     * @throws Absent if the deployment is set up so that a second device of another kind ends the first one's session
     */
    public static OtherDevice of(UserId account, User receiver, Drivers drivers, UserApi users, MultiLogin allowed) {
        User first = User.mustLogInKickingOthers(account, Platform.WEB, drivers);
        User second = first;
        try {
            first.mustOpenSession();
            second = User.mustLogInKickingOthers(account, Platform.IOS, drivers);
            second.mustOpenSession();
            Attendance.awaitSettled(second, users);
            if (!first.session().isOpen() && !allowed.allowsWebAndPhone()) {
                throw new Absent("this deployment lets a person have one of these devices at a time (" + allowed + ")");
            }
            return new OtherDevice(
                    first,
                    second,
                    Volley.of(SendRoute.values().length, first, receiver.id()).sent());
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
