package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.CHAT;
import static openim.verify.suite.Section.PROBES;

import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.AppAdministrator;
import openim.verify.target.AppUser;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** Each login leaves a token behind, so there is one of each in a run. */
@DisplayName("ChatServer: people and administrators log in")
public final class LoginSpec {

    @Proves("chat.login")
    @Promise(
            text = "a person logs in to the app",
            section = CHAT,
            suspect = "chat-rpc",
            askedBy = SMOKE,
            required = false,
            rank = 760)
    void personLogsIn(AppUser user, Note note) {
        note.says(user.answer().meaning("logged in"));
    }

    @Proves("admin.login")
    @Promise(
            text = "an administrator logs in",
            section = CHAT,
            suspect = "admin-rpc",
            askedBy = SMOKE,
            required = false,
            rank = 750)
    void administratorLogsIn(AppAdministrator admin, Note note) {
        note.says(admin.answer().meaning("logged in"));
    }

    @Proves("probe.bot")
    @Promise(
            text = "bot-api and bot-rpc list the agents",
            section = PROBES,
            suspect = "bot-rpc",
            askedBy = SMOKE,
            required = false,
            rank = 740)
    void agentsAreListed(Deployment openim, AppAdministrator admin, Note note) {
        var answer = openim.bots().agents(admin.token());

        answer.require("an administrator", Judged.ok("lists the agents"));
        note.says(answer.meaning("the agents are listed"));
    }
}
