package openim.verify.probe;

import openim.verify.client.UserId;
import openim.verify.client.api.AuthApi;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;

/** Whose a token is, in the server's eyes: an answer that nobody can give who did not read it. */
public final class TokenOwner {

    private TokenOwner() {}

    /**
     * Sees to it that the server takes a person's token for his.
     *
     * @throws BrokenPromise if it says that it is somebody else's, or none
     */
    public static void mustBe(User person, AuthApi auth) {
        UserId owner = auth.parseToken(person.token().value())
                .withTokenOf(person.id())
                .mustBeOk(person.toString(), "is told whose token it is");
        if (!owner.equals(person.id())) {
            throw BrokenPromise.seeing(
                    "the server says that the token of " + person + " is that of " + owner, "it is that of " + person);
        }
    }
}
