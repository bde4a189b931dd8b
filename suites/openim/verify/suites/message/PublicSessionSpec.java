package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.IDLE;

import openim.verify.message.PublicSession;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import org.junit.jupiter.api.DisplayName;

/** What a proxy takes from a session that it let through. */
@DisplayName("Message send / consume / push verification: from outside")
public final class PublicSessionSpec {

    @Proves("public.large-frame")
    @Promise(
            text = "a message that fills a frame passes from outside",
            section = MESSAGES,
            suspect = "proxy",
            needs = "public.gateway",
            askedBy = FULL,
            required = false,
            rank = 184)
    void largeFramePasses(PublicSession session, Pair pair, Note note) {
        note.says(session.passesALargeFrame(pair.receiver()));
    }

    @Proves("public.silence")
    @Promise(
            text = "a session from outside that is silent until its next heartbeat stays open",
            section = MESSAGES,
            suspect = "proxy",
            within = IDLE,
            needs = "public.gateway",
            askedBy = FULL,
            required = false,
            rank = 185)
    void silentSessionStaysOpen(Deployment openim, PublicSession session, Note note) {
        note.says(session.bearsSilence(openim.settings().deadlines().idle()));
    }
}
