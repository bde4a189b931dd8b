package openim.verify.target.account;

import openim.verify.await.SideBySide;
import openim.verify.client.ConversationId;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.AuthApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;

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

    /**
     * Sees to it that the server takes each one's token for theirs: an answer that nobody can give who did not read it.
     *
     * @throws BrokenPromise if it says that one is somebody else's, or none
     */
    public void mustOwnTheirTokens(AuthApi auth) {
        mustOwnTheToken(sender, auth);
        mustOwnTheToken(receiver, auth);
    }

    private static void mustOwnTheToken(User person, AuthApi auth) {
        UserId owner = auth.parseToken(person.token().value())
                .withTokenOf(person.id())
                .mustBeOk(person.toString(), "is told whose token it is");
        if (!owner.equals(person.id())) {
            throw BrokenPromise.seeing(
                    "the server says that the token of " + person + " is that of " + owner, "it is that of " + person);
        }
    }

    public ConversationId conversation() {
        return ConversationId.between(sender.id(), receiver.id());
    }
}
