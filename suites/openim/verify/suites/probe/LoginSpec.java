package openim.verify.suites.probe;

import openim.verify.probe.Judged;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.AppAdministrator;
import openim.verify.target.AppUser;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Each login leaves a token behind, so there is one of each in a run. */
@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("ChatServer: people and administrators log in")
final class LoginSpec {

    @Proves("chat.login")
    @DisplayName("a person logs in to the app")
    void personLogsIn(AppUser user, Note note) {
        note.says(user.answer().description());
    }

    @Proves("admin.login")
    @DisplayName("an administrator logs in")
    void administratorLogsIn(AppAdministrator admin, Note note) {
        note.says(admin.answer().description());
    }

    @Proves("probe.bot")
    @DisplayName("bot-api and bot-rpc list the agents")
    void agentsAreListed(Deployment openim, AppAdministrator admin, Note note) {
        var answer = openim.bots().agents(admin.token());

        answer.require("an administrator", Judged.ok("lists the agents"));
        note.says(answer.description());
    }
}
