package openim.verify.message;

import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.await.Expectation;
import openim.verify.await.Judgement;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.User;

/** A session that another device of the same kind takes the place of. The account is one that nobody else uses. */
public final class Kick {

    private Kick() {}

    /**
     * Opens a session, and kicks it by a second login of our own.
     *
     * @return what was seen, in words
     * @throws openim.verify.verdict.BrokenPromise if the first is not told, or the second does not live
     */
    public static String isTold(UserId account, Drivers drivers, Duration within) {
        try (User first = User.mustLogInKickingOthers(account, Platform.WEB, drivers)) {
            first.mustOpenSession();
            // A token holds the second of its issue: two of the same second would be one and the same, and nobody be
            // kicked.
            first.session().awaitSettled();
            try (User second = User.mustLogInKickingOthers(account, Platform.WEB, drivers)) {
                second.mustOpenSession();
                Optional<SessionEnd> end = Eventually.within(Deadline.in(within), account + ", on his first device,")
                        .sees(() -> first.session().end(), toldSo());
                second.session().ping().requireOk(account + ", on his second device,", "gets a pong for a ping");
                return end.orElseThrow().description() + "; the second session lives";
            }
        }
    }

    static Expectation<Optional<SessionEnd>> toldSo() {
        return Expectation.of(
                "is told that another device took his place",
                end -> end.map(Kick::judged).orElseGet(() -> Judgement.notYet("the first session is still open")));
    }

    private static Judgement judged(SessionEnd end) {
        return end.kind() == SessionEnd.Kind.KICKED
                ? Judgement.met(end.description())
                : Judgement.never("he was not told: " + end.description());
    }
}
