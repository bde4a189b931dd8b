package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.CHAT;
import static openim.verify.suite.Section.PROBES;

import openim.verify.client.Platform;
import openim.verify.probe.Administration;
import openim.verify.probe.Judged;
import openim.verify.suite.Journey;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.suite.Steps;
import openim.verify.target.AppAdministrator;
import openim.verify.target.AppUser;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** ChatServer answers, and lets people and administrators in. Each login leaves a token behind, so there is one of each in a run. */
@DisplayName("ChatServer: people and administrators log in")
public final class ChatSpec {

    private static final String NUMBER_OF_NOBODY = "00000000000";

    @Proves("probe.chat")
    @Promise(
            text = "chat-api answers with a judgement of its own",
            section = PROBES,
            suspect = "chat-api",
            askedBy = SMOKE,
            rank = 720)
    void chatHandsOutClientSettings(Deployment openim, Note note) {
        var answer = openim.chat().clientConfig();

        answer.require("a client", Judged.ok("gets the settings for clients"));
        note.says(answer.meaning("clients are given their settings"));
    }

    @Proves("probe.chat-rpc")
    @Promise(
            text = "chat-rpc knows that a number is not registered",
            section = PROBES,
            suspect = "chat-rpc",
            askedBy = SMOKE,
            rank = 730)
    void chatRpcKnowsThatNobodyHasTheNumber(Deployment openim, Note note) {
        var answer = openim.chat()
                .loginByPhone("+00", NUMBER_OF_NOBODY, "nobody", Platform.WEB)
                .answer();

        answer.require("a client", Judged.noSuchAccount());
        note.says(answer.meaning("a number of nobody is said to be unregistered"));
    }

    @Proves("probe.admin")
    @Promise(
            text = "admin-api answers with a judgement of its own",
            section = PROBES,
            suspect = "admin-api",
            askedBy = SMOKE,
            rank = 710)
    void adminApiAnswers(Deployment openim, Note note) {
        note.says(Administration.mustAnswer(openim.admin()));
    }

    @Proves("chat.login")
    @Promise(
            text = "a person logs in to the app",
            section = CHAT,
            suspect = "chat-rpc",
            askedBy = SMOKE,
            required = false,
            rank = 760)
    void personLogsIn(Deployment openim, Note note) {
        var user = AppUser.mustLogIn(openim.chat(), openim.settings().credentials());

        note.says(user.answer().meaning("logged in"));
    }

    /** An administrator logs in, and sees what only administrators see. */
    @Journey
    @Promise(
            check = "admin.login",
            text = "an administrator logs in",
            section = CHAT,
            suspect = "admin-rpc",
            askedBy = SMOKE,
            required = false,
            rank = 750)
    @Promise(
            check = "probe.bot",
            text = "bot-api and bot-rpc list the agents",
            section = PROBES,
            suspect = "bot-rpc",
            askedBy = SMOKE,
            required = false,
            rank = 740)
    void anAdministratorComesIn(Deployment openim, Steps step) {
        var administrator = step.check("admin.login", note -> {
            var admin =
                    AppAdministrator.mustLogIn(openim.admin(), openim.settings().credentials());

            note.says(admin.answer().meaning("logged in"));
            return admin;
        });

        step.check("probe.bot", note -> {
            var answer = openim.bots().agents(administrator.get().token());

            answer.require("an administrator", Judged.ok("lists the agents"));
            return note.says(answer.meaning("the agents are listed"));
        });
    }
}
