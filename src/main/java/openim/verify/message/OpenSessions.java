package openim.verify.message;

import java.time.Duration;
import java.util.Set;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Platform;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.user.User;
import openim.verify.target.Pair;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/**
 * A pair, each with a session open on the gateway.
 *
 * @param pair whose the sessions are
 */
public record OpenSessions(Pair pair) implements AutoCloseable {

    private static final Duration SHOWING_ONLINE = Duration.ofSeconds(3);

    /**
     * Opens both.
     *
     * @throws BrokenPromise if the gateway refuses one
     * @throws CannotLook if somebody else uses one of the accounts
     */
    public static OpenSessions opened(Pair pair) {
        OpenSessions sessions = new OpenSessions(pair);
        try {
            pair.sender().mustOpenSession();
            pair.receiver().mustOpenSession();
            return sessions;
        } catch (RuntimeException | Error failed) {
            sessions.close();
            throw failed;
        }
    }

    public User sender() {
        return pair.sender();
    }

    public User receiver() {
        return pair.receiver();
    }

    /**
     * Waits until pushes can be expected to reach the receiver. Whether the server shows him online is only waited for: the
     * pushes will tell what comes of it if it does not.
     */
    public void awaitSettled(UserApi users) {
        User person = receiver();
        try {
            Eventually.within(Deadline.in(SHOWING_ONLINE), person.toString())
                    .lookingEvery(Duration.ofMillis(200))
                    .sees(() -> users.onlinePlatforms(person.id()).value().orElse(Set.of()), shows(person.platform()));
        } catch (BrokenPromise notShown) {
            // Not what is judged here.
        }
        person.session().awaitSettled();
    }

    private static Expectation<Set<Platform>> shows(Platform platform) {
        return Expectation.of(
                "shows online",
                online -> online.contains(platform)
                        ? Judgement.met("online on " + platform)
                        : Judgement.notYet("online on " + online));
    }

    /**
     * Sees to it that the receiver could be reached all the while.
     *
     * @throws CannotLook if another device took the place of his
     * @throws BrokenPromise if the gateway dropped him
     */
    void requireReceiverWasThere() {
        receiver().session().end().ifPresent(end -> {
            Evidence how = Evidence.of(Evidence.SEEN, end.description());
            if (end.kind() == SessionEnd.Kind.KICKED) {
                throw new CannotLook("another run uses account " + receiver() + ": " + end.description(), how);
            }
            throw new BrokenPromise(
                    receiver() + " expected: keeps an open session; " + end.description(),
                    Evidence.of(Evidence.EXPECTED, receiver() + " keeps an open session"),
                    how);
        });
    }

    @Override
    public void close() {
        sender().close();
        receiver().close();
    }
}
