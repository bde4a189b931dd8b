package openim.verify.rehearsal.service.user;

import java.util.List;

/** What the gateway answers about the connections it holds. */
public interface Connections {

    /**
     * One connection.
     *
     * @param platform its platform
     * @param id its own id
     * @param token with which it was opened
     */
    record Connection(int platform, String id, String token) {}

    /** Those of this user. */
    List<Connection> of(String userId);

    /** Tells this user's connections of this platform that another one took their place, and drops them. */
    void kick(String userId, int platform);
}
