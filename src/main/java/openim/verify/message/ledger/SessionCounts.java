package openim.verify.message.ledger;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of the sessions of a flow.
 *
 * @param people who held one
 * @param kept how many kept the connection with which they began
 * @param reconnects how often one had to be opened anew
 * @param pushedBefore how many messages were pushed to a connection with which somebody began
 * @param pushedAfter how many to one that was opened later
 */
public record SessionCounts(long people, long kept, long reconnects, long pushedBefore, long pushedAfter) {

    static SessionCounts of(List<ObservationWindow> watches, long pushedBefore, long pushedAfter) {
        Map<Object, List<ObservationWindow>> byPerson = watches.stream().collect(Collectors.groupingBy(ObservationWindow::user));
        return new SessionCounts(
                byPerson.size(),
                byPerson.values().stream()
                        .filter(sessions -> sessions.size() == 1)
                        .count(),
                watches.size() - byPerson.size(),
                pushedBefore,
                pushedAfter);
    }

    static boolean isOnTheFirst(Sighting push) {
        return push.place().contains(" #1 ");
    }

    @Override
    public String toString() {
        return kept + " of " + people + " sessions lived on"
                + (reconnects == 0 ? "" : ", " + reconnects + " reconnected") + "; " + pushedBefore
                + " pushes on the first connections, " + pushedAfter + " on later ones";
    }
}
