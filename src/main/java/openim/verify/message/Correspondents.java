package openim.verify.message;

import openim.verify.client.user.User;

/**
 * The pair with its open sessions, once it was seen that what the one writes is taken and, if it ever does, that it reaches the other:
 * whoever takes part after that has no share in what a first message costs.
 */
public record Correspondents(OpenSessions sessions) {

    public User sender() {
        return sessions.sender();
    }

    public User receiver() {
        return sessions.receiver();
    }
}
