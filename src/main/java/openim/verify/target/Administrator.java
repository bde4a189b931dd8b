package openim.verify.target;

import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.api.AdminSession;
import openim.verify.config.Credentials;

/**
 * The administrator of an OpenIMServer, with the token that he got.
 *
 * @param id who he is
 * @param token his token at openim-api
 */
public record Administrator(UserId id, Token token) {

    /**
     * Gets him his token.
     *
     * @throws openim.verify.verdict.BrokenPromise if he gets none
     */
    public static Administrator authenticated(AdminSession session, Credentials credentials) {
        UserId id = new UserId(credentials.imAdminUser());
        return new Administrator(id, session.token().mustBeOk("administrator " + id, "gets a token"));
    }
}
