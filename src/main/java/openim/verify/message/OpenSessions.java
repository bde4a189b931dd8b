package openim.verify.message;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.await.SideBySide;
import openim.verify.client.Answer;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.doctor.GatewayFindings;
import openim.verify.client.gateway.doctor.Seen;
import openim.verify.client.gateway.doctor.Way;
import openim.verify.client.user.Drivers;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.config.Endpoints;
import openim.verify.config.setting.MultiLogin;
import openim.verify.probe.PublicWay;
import openim.verify.target.account.Pair;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * A pair, each with a session open on the gateway.
 *
 * @param pair whose the sessions are
 */
public record OpenSessions(Pair pair) implements AutoCloseable {

    /**
     * Opens both.
     *
     * @throws BrokenPromise if the gateway refuses one
     * @throws CannotLook if somebody else uses one of the accounts, or the gateway is of a release that speaks gob only
     */
    public static OpenSessions mustOpen(Pair pair) {
        OpenSessions sessions = new OpenSessions(pair);
        try {
            SideBySide.both(
                    () -> pair.sender().mustOpenSessionForPushes(),
                    () -> pair.receiver().mustOpenSessionForPushes());
            Language.requireJson(pair.sender());
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

    /** The same, once pushes can be expected to reach the receiver. */
    public OpenSessions settled(UserApi users) {
        Attendance.awaitSettled(receiver(), users);
        return this;
    }

    /**
     * Has the one write to the other so many times by WebSocket, each when the one before was acknowledged.
     *
     * @return in the order of sending
     * @throws BrokenPromise if one is not acknowledged
     */
    public List<Sent> mustSend(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(
                        number -> sender().mustSend(Text.fresh("by WebSocket, " + number + " of " + count), receiver()))
                .toList();
    }

    @Override
    public void close() {
        sender().close();
        receiver().close();
    }

    /**
     * A session as clients outside open theirs, through whatever stands before the gateway.
     *
     * @param person who asked for it there
     * @param gateway the public URL
     * @param api the public URL of openim-api, or that inside
     * @param answer to the handshake
     * @param pong to the first ping, before anything else went over the session and could end it; the answer to the handshake where
     *     that opened none
     * @param insideIsWell whether the gateway takes sessions inside
     * @param call how long each look may take
     */
    public record PublicSession(
            User person, URI gateway, URI api, Answer answer, Answer pong, boolean insideIsWell, Duration call)
            implements AutoCloseable {

        /**
         * Asks for it, and pings once.
         *
         * @throws openim.verify.verdict.CannotLook if somebody else uses the account
         */
        public static PublicSession asked(User person, Endpoints endpoints, boolean insideIsWell, Duration call) {
            Handshake handshake = person.opensSession();
            Answer answer = handshake.answer();
            return new PublicSession(
                    person,
                    person.gateway(),
                    endpoints.outside().api().orElse(endpoints.api()),
                    answer,
                    answer.isOk() ? person.session().ping() : answer,
                    insideIsWell,
                    call);
        }

        private boolean isOpen() {
            return answer.isOk();
        }

        /**
         * Sees to it that it opens and answers, and looks at what is on the way.
         *
         * @return what was seen, in words, with what is wrong soon
         * @throws BrokenPromise if something is wrong on the way
         */
        public String mustOpenAndAnswer() {
            String soon = PublicWay.judged(
                    GatewayFindings.of(way().upTo(answer)),
                    isOpen() && !pong.isOk() ? List.of(pong.seen()) : List.of(),
                    gateway,
                    insideIsWell,
                    "a client at " + gateway + " gets a session, and a pong for a ping",
                    pong.evidence());
            return "handshake in " + answer.took().toMillis() + " ms, pong in "
                    + pong.took().toMillis() + " ms" + soon;
        }

        /**
         * Sees to it that a message whose frame is just within the limit passes.
         *
         * @return what was seen, in words
         * @throws BrokenPromise if it does not
         */
        public String mustPassALargeFrame(User receiver) {
            requireOpen();
            Sent sent = person.sends(LargeFrame.justWithin(person, receiver), receiver);
            Answer said = sent.ack().withTokenOf(person.id()).answer();
            // Whatever the server says to it, it has passed.
            if (said instanceof Answer.NoReply) {
                String ended = person.session()
                        .end()
                        .map(end -> ", " + end.description())
                        .orElse("");
                PublicWay.judged(
                        List.of(),
                        List.of("a frame of nearly " + LargeFrame.LARGEST_FRAME + " bytes is not answered at " + gateway
                                + ": " + said.description() + ended),
                        gateway,
                        insideIsWell,
                        "whatever the gateway takes passes the proxy too",
                        said.evidence());
            }
            return "a frame of nearly " + LargeFrame.LARGEST_FRAME + " bytes answered in "
                    + said.took().toMillis() + " ms";
        }

        /**
         * Sees to it that a session which is silent for a while is not ended before a client's next heartbeat.
         *
         * @return what was seen, in words
         * @throws BrokenPromise if it is
         */
        public String mustBearSilence(Duration idle) {
            requireOpen();
            Seen seen = way().goneBy(person::opensAnother, idle);
            PublicWay.judged(
                    GatewayFindings.of(seen),
                    List.of(),
                    gateway,
                    insideIsWell,
                    "a client that is silent until its next heartbeat keeps its session",
                    seen.cutAfter()
                            .map(after -> List.of(
                                    Evidence.of(Evidence.FROM, seen.answer().asked()),
                                    Evidence.of(
                                            Evidence.SEEN,
                                            "the session was opened, and ended after " + after.toSeconds()
                                                    + " s in which neither side said anything")))
                            .orElseGet(() -> seen.answer().evidence()));
            return seen.cutAfter()
                    .map(after ->
                            "ended after " + after.toSeconds() + " s of silence, later than a client's next heartbeat")
                    .orElse("still open after " + idle.toSeconds() + " s of silence");
        }

        private Way way() {
            return new Way(gateway, api, call);
        }

        private void requireOpen() {
            if (!isOpen()) {
                throw new NotLookedAt("there is no session at " + gateway + ", which public.gateway tells");
            }
        }

        @Override
        public void close() {
            person.close();
        }
    }

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
                second.mustOpenSessionForPushes();
                Attendance.awaitSettled(second, drivers.users());
                if (!first.session().isOpen() && !allowed.allowsWebAndPhone()) {
                    throw new Absent(
                            "this deployment lets a person have one of these devices at a time (" + allowed + ")");
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
                fresh.mustOpenSessionForPushes();
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
