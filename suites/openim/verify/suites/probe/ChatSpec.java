package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.CHAT;
import static openim.verify.suite.Section.PROBES;

import java.util.Optional;
import openim.verify.client.Platform;
import openim.verify.client.api.AdminApi;
import openim.verify.config.secret.Login;
import openim.verify.probe.Judged;
import openim.verify.suite.Journey;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import openim.verify.verdict.NotLookedAt;
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
        note.says(mustAnswer(openim.admin()));
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
        var account = given(openim.settings().credentials().chat(), "openim.chat.account and openim.chat.password");
        var told = openim.chat().login(account, Platform.WEB);

        told.mustBeOk("the account of openim.chat.account", "logs in to the app");
        note.says(told.answer().meaning("logged in"));
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
            var account =
                    given(openim.settings().credentials().admin(), "openim.admin.account and openim.admin.password");
            var told =
                    openim.admin().login(account.account(), account.password().reveal());
            var token = told.mustBeOk("the account of openim.admin.account", "logs in as an administrator");

            note.says(told.answer().meaning("logged in"));
            return token;
        });

        step.check("probe.bot", note -> {
            var answer = openim.bots().agents(administrator.get());

            answer.require("an administrator", Judged.ok("lists the agents"));
            return note.says(answer.meaning("the agents are listed"));
        });
    }

    /** An account, if the settings have one. */
    private static Login given(Optional<Login> account, String keys) {
        return account.orElseThrow(() -> new NotLookedAt(keys + " are not set"));
    }

    /**
     * Sees to it that the latest version of the app is told, or, by a release that has no such call (ChatServer up to 1.8.2), that a
     * login of nobody is refused as admin-rpc alone can; what was seen, in words.
     */
    private static String mustAnswer(AdminApi admin) {
        var version = admin.latestVersion();
        if (!version.hasNoSuchCall()) {
            return version.require("a client", Judged.ok("is told the latest version of the app"))
                    .meaning("the latest version of the app is told");
        }
        var nobody = admin.loginOfNobody();
        return nobody.require("a client", Judged.noSuchAccount()).meaning("a login of nobody is refused")
                + "; this release tells no latest version";
    }
}
