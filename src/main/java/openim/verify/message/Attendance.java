package openim.verify.message;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Platform;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.Session;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/** Whether somebody can be reached by a push: long enough there, and there all the while. */
public final class Attendance {

    private static final Duration SHOWING_ONLINE = Duration.ofSeconds(3);

    private Attendance() {}

    /**
     * Waits until pushes can be expected to reach this person: until those who push are told of his session, or, where the server
     * does not show it, until it has been open for long enough. Whether the server shows him online is only waited for: the
     * pushes will tell what comes of it if it does not.
     */
    public static void awaitSettled(User person, UserApi users) {
        if (!isShownToPush(person, users)) {
            isSeenWithin(
                    Deadline.in(SHOWING_ONLINE),
                    Duration.ofMillis(200),
                    person,
                    () -> users.onlinePlatforms(person.id()).value().orElse(Set.of()));
        }
        person.session().awaitSettled();
    }

    private static boolean isShownToPush(User person, UserApi users) {
        Session session = person.session();
        if (!session.isShown()
                && !session.settled().isOver()
                && isSeenWithin(
                        session.settled(),
                        Duration.ofMillis(75),
                        person,
                        () -> users.platformsInRedis(person.id())
                                .mustBeOk(person.toString(), "is looked for among those online"))) {
            session.noteShown();
        }
        return session.isShown();
    }

    private static boolean isSeenWithin(Deadline deadline, Duration every, User person, Callable<Set<Platform>> look) {
        try {
            Eventually.within(deadline, person.toString()).lookingEvery(every).sees(look, shows(person.platform()));
            return true;
        } catch (BrokenPromise notShown) {
            return false; // Not what is judged here.
        }
    }

    private static Expectation<Set<Platform>> shows(Platform platform) {
        return Expectation.of(
                "shows online",
                online -> online.contains(platform)
                        ? Judgement.met("online on " + platform)
                        : Judgement.notYet("online on " + online));
    }

    /**
     * Sees to it that nobody else took a person's place.
     *
     * @throws CannotLook if another device did
     */
    public static void requireNotKicked(User person) {
        person.session()
                .end()
                .filter(end -> end.kind() == SessionEnd.Kind.KICKED)
                .ifPresent(end -> {
                    throw new CannotLook(
                            "another run uses account " + person + ": " + end.description(),
                            Evidence.of(Evidence.SEEN, end.description()));
                });
    }

    /**
     * Sees to it that a person could be reached all the while.
     *
     * @throws CannotLook if another device took the place of his
     * @throws BrokenPromise if the gateway dropped him
     */
    public static void requireThere(User person) {
        requireNotKicked(person);
        person.session().end().ifPresent(end -> {
            Evidence how = Evidence.of(Evidence.SEEN, end.description());
            throw BrokenPromise.seeing(
                    "the session of " + person + " ended: " + end.description(),
                    person + " keeps an open session",
                    List.of(how));
        });
    }
}
