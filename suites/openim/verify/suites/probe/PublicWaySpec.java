package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.PROBES;

import openim.verify.message.PublicSession;
import openim.verify.probe.Judged;
import openim.verify.probe.PublicWay;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import openim.verify.target.PublicDoors;
import org.junit.jupiter.api.DisplayName;

/** What clients do, as they come: a firewall, a certificate or a proxy in their way is on nobody's way inside. */
@DisplayName("Basic probes: from outside")
public final class PublicWaySpec {

    @Proves("public.api")
    @Promise(
            text = "openim-api judges a token for clients outside, too",
            section = PROBES,
            suspect = "proxy",
            askedBy = SMOKE,
            required = false,
            rank = 181)
    void apiIsReachedFromOutside(Deployment openim, Note note) {
        var door = PublicDoors.given(openim.outside().api(), "openim.public.api.url");

        note.says(PublicWay.leadsIn(
                door.url(),
                door.drivers().auth().judgesJunk(),
                openim.im().auth().judgesJunk(),
                Judged.tokenMalformed(),
                openim.settings().deadlines().call()));
    }

    @Proves("public.chat")
    @Promise(
            text = "chat-api answers clients outside, too",
            section = PROBES,
            suspect = "proxy",
            askedBy = SMOKE,
            required = false,
            rank = 182)
    void chatIsReachedFromOutside(Deployment openim, Note note) {
        var chat = PublicDoors.given(openim.outside().chat(), "openim.public.chat.url");

        note.says(PublicWay.leadsIn(
                chat.url(),
                chat.clientConfig(),
                openim.chat().clientConfig(),
                Judged.ok("gets the settings for clients"),
                openim.settings().deadlines().call()));
    }

    @Proves("public.gateway")
    @Promise(
            text =
                    "a client outside gets a session that answers, by a name, a certificate and a proxy that are in order",
            section = PROBES,
            suspect = "proxy",
            needs = "probe.auth",
            askedBy = SMOKE,
            required = false,
            rank = 183)
    void gatewayIsReachedFromOutside(PublicSession session, Note note) {
        note.says(session.opensAndAnswers());
    }
}
