package openim.verify.target;

import openim.verify.client.Platform;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.api.AuthApi;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * One of our accounts with a token in hand.
 *
 * @param id who it is
 * @param platform the platform that the token is for
 */
public record Person(UserId id, Token token, Platform platform) {

    /**
     * Gets a token for one of our accounts, which ends whatever session it had on that platform.
     *
     * @throws openim.verify.verdict.BrokenPromise if there is none to be had
     */
    static Person authenticated(UserId id, Platform platform, AuthApi auth) {
        return new Person(
                id,
                auth.userTokenKillingTheOneBefore(id, platform).requireOk(id.value(), "gets a token"),
                platform);
    }

    /**
     * Sees to it that the server takes the token for his.
     *
     * @throws BrokenPromise if it says that it is somebody else's, or none
     */
    public void requireOwnToken(AuthApi auth) {
        UserId owner = auth.parseToken(token.value()).requireOk(id.value(), "is told whose his token is");
        if (!owner.equals(id)) {
            throw new BrokenPromise(
                    id + " expected: a token of his own; the server says that it is that of " + owner,
                    Evidence.of(Evidence.EXPECTED, id),
                    Evidence.of(Evidence.SEEN, owner));
        }
    }

    @Override
    public String toString() {
        return id.value();
    }
}
