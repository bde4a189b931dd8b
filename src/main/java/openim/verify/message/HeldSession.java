package openim.verify.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.UserApi;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

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
