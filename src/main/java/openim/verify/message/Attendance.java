package openim.verify.message;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.Session;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;
import openim.verify.config.setting.MultiLogin;
import openim.verify.target.Build;
import openim.verify.target.KnownWeakness;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Whether somebody can be reached by a push: long enough there, and there all the while. */
public final class Attendance {

    private static final Duration SHOWING_ONLINE = Duration.ofSeconds(3);

    private Attendance() {}

    /**
     * Waits until pushes can be expected to reach this person: until those who push are told of his session, or, where the server
     * does not show it, or showed an earlier one of his when it was opened, until it has been open for long enough. Whether the
     * server shows him online is only waited for: the pushes will tell what comes of it if it does not.
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
                && session.wasHiddenBefore()
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

    /** A session that another device of the same kind takes the place of. The account is one that nobody else uses. */
    public static final class Kick {

        private Kick() {}

        /** Some builds tell one time in four: of one that is not known to tell, so many in a row say that it always does. */
        private static final int TRIES = 5;

        /**
         * Opens a session, and kicks it by a second login of our own; of a build that is not known to tell it, several times,
         * each login taking the place of the one before.
         *
         * @return what was seen, in words
         * @throws openim.verify.verdict.BrokenPromise if the first lives on, or is not told by a build that is known to tell, or
         *     the second does not live
         * @throws Absent if the deployment lets several devices of a platform be online together
         * @throws openim.verify.verdict.Weakness if the first is not told, by a build that may be one of those that do not
         */
        public static String mustBeTold(
                UserId account, Drivers drivers, Build build, MultiLogin allowed, Duration within) {
            if (!allowed.endsTheSamePlatform()) {
                throw new Absent(
                        "this deployment lets several devices of a platform be online together (" + allowed + ")");
            }
            int tries = build.isRight(KnownWeakness.DROPS_WITHOUT_A_WORD) ? 1 : TRIES;
            User device = loggedIn(account, drivers);
            try {
                @Nullable SessionEnd end = null;
                for (int kick = 0; kick < tries; kick++) {
                    // A token holds the second of its issue: two of the same second would be one and the same, and
                    // nobody be kicked.
                    device.session().awaitSettled();
                    User next = loggedIn(account, drivers);
                    try {
                        end = kicked(device, next, build, within);
                    } finally {
                        device.close();
                        device = next;
                    }
                }
                return (tries == 1 ? "" : tries + " times of " + tries + " it was told, at last so: ")
                        + Objects.requireNonNull(end).description() + "; the session that took its place lives";
            } finally {
                device.close();
            }
        }

        private static User loggedIn(UserId account, Drivers drivers) {
            User device = User.mustLogInKickingOthers(account, Platform.WEB, drivers);
            device.mustOpenSession();
            return device;
        }

        private static SessionEnd kicked(User device, User next, Build build, Duration within) {
            UserId account = device.id();
            SessionEnd end = Eventually.within(Deadline.in(within), account + ", on the first device,")
                    .sees(() -> device.session().end(), ended())
                    .orElseThrow();
            next.session().ping().mustBeOk(account + ", on the second device,", "gets a pong for a ping");
            if (end.kind() != SessionEnd.Kind.KICKED) {
                throw build.weakness(
                        KnownWeakness.DROPS_WITHOUT_A_WORD,
                        "the gateway dropped a session whose place another device took without telling it ("
                                + end.description() + ")",
                        List.of(
                                Evidence.of(Evidence.EXPECTED, "a frame 2002 before the end"),
                                Evidence.of(Evidence.SEEN, end.description())));
            }
            return end;
        }

        static Expectation<Optional<SessionEnd>> ended() {
            return Expectation.of(
                    "is told that another device took its place",
                    end -> end.map(how -> Judgement.met(how.description()))
                            .orElseGet(() -> Judgement.notYet("the first session is still open")));
        }
    }
}
