package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.IDLE;
import static openim.verify.suite.Within.PUSH;

import openim.verify.message.Arrived;
import openim.verify.message.Attendance.Kick;
import openim.verify.message.Correspondents;
import openim.verify.message.OpenSessions;
import openim.verify.message.OpenSessions.HeldSession;
import openim.verify.message.OpenSessions.OtherDevice;
import openim.verify.message.SendRoute;
import openim.verify.message.Volley;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Build;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountRoles;
import org.junit.jupiter.api.DisplayName;

/** A session that looks open may be deaf. */
@DisplayName("Message send / consume / push verification: sessions hear, and are heard")
public final class SessionSpec {

    private static final int ONE_EACH_WAY = SendRoute.values().length;

    /** Sessions of all ages, on several devices of a person, to each of which somebody writes. */
    @Journey
    @Promise(
            check = "session.answers",
            text = "an open session has its requests answered, not only its pings",
            section = MESSAGES,
            suspect = "openim-msggateway",
            needs = "probe.gateway",
            askedBy = FULL,
            rank = 190)
    @Promise(
            check = "session.idle",
            text = "a session that did nothing but ping for a while still hears",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = IDLE,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 360)
    @Promise(
            check = "session.new",
            text = "a session that was opened just now hears",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 370)
    @Promise(
            check = "session.other-device",
            text = "what a person writes shows on the other device of that person",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 380)
    @Promise(
            check = "session.kicked",
            text = "a session whose place another device takes is told so",
            section = MESSAGES,
            suspect = "openim-msggateway",
            needs = "probe.gateway",
            askedBy = FULL,
            rank = 200)
    void eachSessionHears(
            Deployment openim,
            Given<Build> build,
            Given<OpenSessions> sessions,
            Given<Correspondents> people,
            Given<AccountRoles> cast,
            Steps step) {
        var im = openim.im();
        var within = openim.settings().deadlines();
        var multiLogin = openim.settings().multiLogin();

        step.check("session.answers", note -> {
            var receiver = sessions.get().receiver();
            var told = receiver.session().newestSeqs().withTokenOf(receiver.id());
            told.mustBeOk(receiver.toString(), "asks for the newest seqs by WebSocket");

            return note.says("the newest seqs in " + told.answer().took().toMillis() + " ms");
        });

        var held = step.act(
                "session.idle",
                () -> HeldSession.mustIdle(within.idle(), cast.get().idle(), im));

        var toThem = step.act("session.idle", () -> {
            var settled = held.get().settled(im.users());
            return Volley.mustSend(
                            ONE_EACH_WAY, people.get().sender(), settled.held().id())
                    .sent();
        });

        step.check("session.idle", note -> {
            var messages = toThem.get();

            return note.says(held.get().heldMustHear(messages, within.push()));
        });

        step.check("session.new", note -> {
            var messages = toThem.get();
            var arrived = Arrived.mustReach(held.get().fresh(), messages, within.push());

            return note.says(arrived.sent().size() + " messages by WebSocket and by REST");
        });

        var devices = step.act("session.other-device", () -> {
            people.get();
            return OtherDevice.mustOpen(cast.get().twin(), im, multiLogin);
        });

        step.check("session.other-device", note -> {
            var first = devices.get().first();
            var second = devices.get().second();
            var sent = Volley.mustSend(
                            ONE_EACH_WAY, first, people.get().receiver().id())
                    .sent();
            var arrived = Arrived.mustReach(second, sent, within.push());

            return note.says(arrived.sent().size() + " messages by WebSocket and by REST on " + second.platform());
        });

        step.check("session.kicked", note -> {
            var kicked = cast.get().kicked();
            sessions.get();

            return note.says(Kick.mustBeTold(kicked, im, build.get(), multiLogin, within.call()));
        });
    }
}
