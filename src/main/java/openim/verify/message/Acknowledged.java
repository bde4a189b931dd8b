package openim.verify.message;

import java.util.List;

/**
 * All messages of a run that the deployment acknowledged, by whichever way they were sent.
 *
 * @param dispatches those by WebSocket first, in the order of sending
 */
public record Acknowledged(List<Dispatch> dispatches) {

    public Acknowledged {
        dispatches = List.copyOf(dispatches);
        if (dispatches.isEmpty()) {
            throw new IllegalArgumentException("nothing was acknowledged, so nothing can be proven by it");
        }
    }
}
