package openim.verify.client.gateway;

import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;

/** What a gateway did before it said nothing more, in words: how far it came tells what hangs. */
final class Silence {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Silence() {}

    /** Of one that was asked for a session; empty if it was in the middle of a word. */
    static Optional<String> of(SessionSocket line, Deadline deadline) {
        boolean upgraded = line.upgraded().isDone() && !line.upgraded().isCompletedExceptionally();
        if (upgraded) {
            return Optional.of("it accepted the connection, shook hands, and then sent nothing for " + words(deadline));
        }
        return line.connection().arrivals().count() == 0
                ? Optional.of("it accepted the connection, and then sent nothing for " + words(deadline))
                : Optional.empty();
    }

    /** Of one that had opened the session and was pinged. */
    static String toAPing(Deadline deadline) {
        return "it opened the session, and then answered no ping for " + words(deadline);
    }

    private static String words(Deadline deadline) {
        Duration waited = deadline.elapsed();
        return waited.compareTo(SECOND) < 0 ? deadline.toString() : waited.toSeconds() + " s";
    }
}
