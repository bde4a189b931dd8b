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
    public static Membership mustOpen(UserId id, Drivers drivers) {
        User member = User.mustLogInKickingOthers(id, Platform.WEB, drivers);
        member.mustOpenSessionForPushes();
        return new Membership(member);
    }

    /** The same, once pushes can be expected to reach him. */
    public Membership settled(UserApi users) {
        Attendance.awaitSettled(member, users);
        return this;
    }

    @Override
    public void close() {
        member.close();
    }
}
