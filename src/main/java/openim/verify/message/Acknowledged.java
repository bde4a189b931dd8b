package openim.verify.message;

import java.util.List;
import openim.verify.client.user.Sent;

/**
 * All messages of a run that the deployment acknowledged, by whichever way they were sent.
 *
 * @param sent those by WebSocket first, in the order of sending
 */
public record Acknowledged(List<Sent> sent) {

    public Acknowledged {
        sent = List.copyOf(sent);
        if (sent.isEmpty()) {
            throw new IllegalArgumentException("nothing was acknowledged, so nothing can be proven by it");
        }
    }
}
