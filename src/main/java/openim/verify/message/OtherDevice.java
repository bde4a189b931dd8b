package openim.verify.message;

import java.util.List;
import openim.verify.client.Platform;
import openim.verify.client.api.UserApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/**
 * The sender's second device, which is to show what he wrote on the first.
 *
 * @param device with a session of its own
 * @param sent from the first device, one by WebSocket, one in his name by REST
 */
public record OtherDevice(User device, List<Sent> sent) implements AutoCloseable {

    public OtherDevice {
        sent = List.copyOf(sent);
    }

    /**
     * Opens its session, and sends from the first device.
     *
     * @throws openim.verify.verdict.BrokenPromise if there is no session for it, or a message is not acknowledged
     */
    public static OtherDevice of(User sender, User receiver, Drivers drivers, UserApi users) {
        User device = User.mustLogInKickingOthers(sender.id(), Platform.IOS, drivers);
        try {
            device.mustOpenSession();
            Attendance.awaitSettled(device, users);
            return new OtherDevice(
                    device,
                    Volley.of(Way.values().length, sender, receiver.id()).sent());
        } catch (RuntimeException | Error failed) {
            device.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        device.close();
    }
}
