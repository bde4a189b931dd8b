package openim.verify.message;

import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.UserApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;

/** Somebody who is in our groups besides the pair, with a session open. */
public record Membership(User member) implements AutoCloseable {

    /**
     * Opens it.
     *
     * @throws openim.verify.verdict.BrokenPromise if he gets no token or no session
     */
    public static Membership opened(UserId id, Drivers drivers) {
        User member = User.mustLogInKickingOthers(id, Platform.WEB, drivers);
        member.mustOpenSession();
        return new Membership(member);
    }

    /** Waits until pushes can be expected to reach him. */
    public void awaitSettled(UserApi users) {
        Attendance.awaitSettled(member, users);
    }

    @Override
    public void close() {
        member.close();
    }
}
