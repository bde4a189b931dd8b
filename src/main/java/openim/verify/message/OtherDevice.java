package openim.verify.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.await.Pause;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.config.setting.MultiLogin;
import openim.verify.target.Build;
import openim.verify.target.KnownWeakness;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A person's second device, which is to show what the person writes on the first.
 *
 * @param first from which is sent
 * @param second with a session of its own
 */
public record OtherDevice(User first, User second) implements AutoCloseable {

    /**
     * Opens a session for each.
     *
     * @param account of a person who does nothing else, so that a deployment which lets people have one device only ends no
     *     session that others need
     * @throws openim.verify.verdict.BrokenPromise if there is no session for one
     * @throws Absent if the deployment is set up so that a second device of another kind ends the first one's session
     */
    public static OtherDevice mustOpen(UserId account, Drivers drivers, MultiLogin allowed) {
        User first = User.mustLogInKickingOthers(account, Platform.WEB, drivers);
        User second = first;
        try {
            first.mustOpenSession();
            second = User.mustLogInKickingOthers(account, Platform.IOS, drivers);
            second.mustOpenSession();
            Attendance.awaitSettled(second, drivers.users());
            if (!first.session().isOpen() && !allowed.allowsWebAndPhone()) {
                throw new Absent("this deployment lets a person have one of these devices at a time (" + allowed + ")");
            }
            return new OtherDevice(first, second);
        } catch (RuntimeException | Error failed) {
            first.close();
            second.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        first.close();
        second.close();
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
                    // nobody
                    // be
                    // kicked.
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

    /**
     * A person with two devices: a session that did nothing but ping for a long while, and one that was opened just now.
     *
     * @param held the one that was idle
     * @param fresh the other
     */
    public record HeldSession(User held, User fresh) implements AutoCloseable {

        /**
         * Opens the one, waits, and opens the other.
         *
         * @throws BrokenPromise if he gets no token or no session
         */
        public static HeldSession mustIdle(Duration idle, UserId person, Drivers drivers) {
            User held = User.mustLogInKickingOthers(person, Platform.WEB, drivers);
            try {
                held.mustOpenSession();
                Pause.until(Deadline.in(idle));
                User fresh = User.mustLogInKickingOthers(person, Platform.IOS, drivers);
                fresh.mustOpenSession();
                return new HeldSession(held, fresh);
            } catch (RuntimeException | Error failed) {
                held.close();
                throw failed;
            }
        }

        /** The same, once pushes can be expected to reach the session that was opened just now. */
        public HeldSession settled(UserApi users) {
            Attendance.awaitSettled(fresh, users);
            return this;
        }

        /**
         * Waits for messages on the session that was idle.
         *
         * @return what was seen, in words
         * @throws BrokenPromise if they do not come; it says whether they came to the new one
         */
        public String heldMustHear(List<Sent> sent, Duration within) {
            Deadline deadline = Deadline.in(within);
            List<Sent> missing = Arrived.missing(held, sent, deadline);
            Attendance.requireThere(held);
            String age = age(held).toSeconds() + " s";
            if (missing.isEmpty()) {
                return "all " + sent.size() + " came to a session of " + age + " that only pinged";
            }
            boolean newHears =
                    Arrived.missing(fresh, sent, Deadline.in(Duration.ZERO)).isEmpty();
            String seen = missing.size() + " of " + sent.size() + " did not come"
                    + (newHears
                            ? ", though all came to another session, opened "
                                    + age(fresh).toSeconds() + " s ago: only new sessions are pushed to"
                            : ", nor to a new session");
            String expected = "receives " + sent.size() + " messages on a session that only pinged for " + age;
            throw BrokenPromise.seeing(
                    seen + ", within " + within.toMillis() + " ms",
                    held + " " + expected,
                    List.of(Evidence.of(Evidence.SEEN, seen), Evidence.of(Evidence.AFTER_MS, within.toMillis())));
        }

        private static Duration age(User device) {
            return Duration.between(device.session().openedAt(), Instant.now());
        }

        @Override
        public void close() {
            held.close();
            fresh.close();
        }
    }
}
