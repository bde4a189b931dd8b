package openim.verify.target;

import openim.verify.client.ConversationId;
import openim.verify.client.Platform;
import openim.verify.client.api.AuthApi;

/**
 * Two people who talk to each other.
 *
 * @param sender the one who sends
 * @param receiver the one who receives
 */
public record Pair(Person sender, Person receiver) {

    /** The web: the only platform that the gateway pings by itself. */
    private static final Platform PLATFORM = Platform.WEB;

    /**
     * Gets both their tokens.
     *
     * @throws openim.verify.verdict.BrokenPromise if one gets none
     */
    public static Pair authenticated(Residents residents, AuthApi auth) {
        return new Pair(
                Person.authenticated(residents.first(), PLATFORM, auth),
                Person.authenticated(residents.second(), PLATFORM, auth));
    }

    public ConversationId conversation() {
        return ConversationId.between(sender.id(), receiver.id());
    }
}
