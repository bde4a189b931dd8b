package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Section.PROBES;
import static openim.verify.suite.Within.IDLE;

import openim.verify.message.OpenSessions;
import openim.verify.message.OpenSessions.PublicSession;
import openim.verify.message.instances.Posts;
import openim.verify.probe.Judged;
import openim.verify.probe.PublicWay;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import openim.verify.target.PublicDoors;
import openim.verify.target.account.Envoys;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

/** What clients do, as they come: a firewall, a certificate or a proxy in their way is on nobody's way inside. */
@DisplayName("Basic probes: from outside")
public final class PublicWaySpec {

    /** A client comes in by each door, and uses the session that it gets to the limits. */
    @Journey
    @Promise(
            check = "public.api",
            text = "openim-api judges a token for clients outside, too",
            section = PROBES,
            suspect = "proxy",
            askedBy = SMOKE,
            required = false,
            rank = 181)
    @Promise(
            check = "public.chat",
            text = "chat-api answers clients outside, too",
            section = PROBES,
            suspect = "proxy",
            askedBy = SMOKE,
            required = false,
            rank = 182)
    @Promise(
            check = "public.gateway",
            text =
                    "a client outside gets a session that answers, by a name, a certificate and a proxy that are in order",
            section = PROBES,
            suspect = "proxy",
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 183)
    @Promise(
            check = "public.large-frame",
            text = "a message that fills a frame passes from outside",
            section = MESSAGES,
            suspect = "proxy",
            needs = "public.gateway",
            askedBy = FULL,
            required = false,
            rank = 184)
    @Promise(
            check = "public.silence",
            text = "a session from outside that is silent until its next heartbeat stays open",
            section = MESSAGES,
            suspect = "proxy",
            within = IDLE,
            needs = "public.gateway",
            askedBy = FULL,
            required = false,
            rank = 185)
    void aClientComesInFromOutside(
            Deployment openim,
            Given<Pair> pair,
            Given<OpenSessions> inside,
            Given<Posts> posts,
            Given<Envoys> envoys,
            Steps step) {
        var settings = openim.settings();
        var within = settings.deadlines();

        step.check("public.api", note -> {
            var door = PublicDoors.given(openim.outside().api(), "openim.public.api.url");

            return note.says(PublicWay.mustLeadIn(
                    door.url(),
                    door.drivers().auth().judgesJunk(),
                    openim.im().auth().judgesJunk(),
                    Judged.tokenMalformed(),
                    within.call()));
        });

        step.check("public.chat", note -> {
            var chat = PublicDoors.given(openim.outside().chat(), "openim.public.chat.url");

            return note.says(PublicWay.mustLeadIn(
                    chat.url(),
                    chat.clientConfig(),
                    openim.chat().clientConfig(),
                    Judged.ok("gets the settings for clients"),
                    within.call()));
        });

        var session = step.act("public.gateway", () -> {
            PublicDoors.given(openim.outside().gateway(), "openim.public.gateway.url");
            var person = envoys.get().fromOutside();
            // One of several gateways that hangs is met through the proxy, too.
            var insideIsWell = inside.ifHad().isPresent()
                    && posts.ifHad().map(Posts::areAllManned).orElse(false);
            return PublicSession.asked(person, settings.endpoints(), insideIsWell, within.call());
        });

        step.check("public.gateway", note -> note.says(session.get().mustOpenAndAnswer()));

        step.check("public.large-frame", note -> {
            var open = session.get();

            return note.says(open.mustPassALargeFrame(pair.get().receiver()));
        });

        step.check("public.silence", note -> note.says(session.get().mustBearSilence(within.idle())));
    }
}
