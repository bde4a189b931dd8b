package openim.verify.target.account;

import openim.verify.await.SideBySide;
import openim.verify.client.ConversationId;
import openim.verify.client.Platform;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;

/**
 * Two people who talk to each other.
 *
 * @param sender the one who sends
 * @param receiver the one who receives
 */
public record Pair(User sender, User receiver) {

    /** The web: the only platform that the gateway pings by itself. */
    private static final Platform PLATFORM = Platform.WEB;

    /**
     * Gets both their tokens, which ends whatever sessions they had.
     *
     * @throws openim.verify.verdict.BrokenPromise if one gets none
     */
    public static Pair loggedIn(RegisteredAccounts residents, Drivers drivers) {
        return SideBySide.both(
                () -> User.mustLogInKickingOthers(residents.first(), PLATFORM, drivers),
                () -> User.mustLogInKickingOthers(residents.second(), PLATFORM, drivers),
                Pair::new);
    }

    public ConversationId conversation() {
        return ConversationId.between(sender.id(), receiver.id());
    }
}
