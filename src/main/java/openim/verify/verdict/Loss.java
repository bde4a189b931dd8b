package openim.verify.verdict;

import java.time.Instant;

/**
 * A message that the deployment acknowledged, and then did not do with as it should.
 *
 * @param message the sender's id of it
 * @param state what became of it: {@code lost}, {@code not-stored}, {@code not-pullable}, {@code not-pushed}
 * @param from who sent it, a user id
 * @param to who was to have it, a user id
 * @param conversation whose it is
 * @param sentAt when it was sent, by our clock
 * @param lastSeen the layer that saw it last, such as {@code kafka} and where in it; or that nobody did
 * @param cause the known cause of such a loss; empty if none is known
 */
public record Loss(
        String message,
        String state,
        String from,
        String to,
        String conversation,
        Instant sentAt,
        String lastSeen,
        String cause) {}
