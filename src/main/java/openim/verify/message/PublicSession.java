package openim.verify.message;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import openim.verify.client.Answer;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.doctor.GatewayFindings;
import openim.verify.client.gateway.doctor.Seen;
import openim.verify.client.gateway.doctor.Way;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.config.Endpoints;
import openim.verify.probe.PublicWay;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

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
            String ended =
                    person.session().end().map(end -> ", " + end.description()).orElse("");
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
