package openim.verify.message;

import java.util.List;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/**
 * Messages to somebody who has a session that was idle and a new one.
 *
 * @param sent one by WebSocket, one by REST
 */
public record HeldMessages(HeldSession sessions, List<Sent> sent) {

    public HeldMessages {
        sent = List.copyOf(sent);
    }

    /**
     * Sends them.
     *
     * @throws openim.verify.verdict.BrokenPromise if one is not acknowledged
     */
    public static HeldMessages from(User sender, HeldSession sessions) {
        return new HeldMessages(
                sessions,
                Volley.of(SendRoute.values().length, sender, sessions.held().id())
                        .sent());
    }
}
