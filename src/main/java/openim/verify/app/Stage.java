package openim.verify.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.config.Deadlines;
import openim.verify.message.Acknowledged;
import openim.verify.message.Arrived;
import openim.verify.message.Dispatch;
import openim.verify.message.OpenSessions;
import openim.verify.message.Sent;
import openim.verify.suite.Fixtures;
import openim.verify.target.AccountPool;
import openim.verify.target.Administrator;
import openim.verify.target.AppAdministrator;
import openim.verify.target.AppUser;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.Pair;
import openim.verify.target.Remembered;
import openim.verify.target.Residents;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Sets the stage for the specs: says how each fixture is made, from which others, and which check is red if it cannot be.
 */
final class Stage {

    private static final int BURST = 3;

    private final Deployment openim;
    private final AccountPool pool;
    private final History history;
    private final Remembered known;
    private final Fixtures fixtures;

    private Stage(Deployment openim, AccountPool pool, History history, Remembered known, Deadline runEnds) {
        this.openim = openim;
        this.pool = pool;
        this.history = history;
        this.known = known;
        this.fixtures = new Fixtures(runEnds);
    }

    static Fixtures set(Deployment openim, AccountPool pool, History history, Remembered known, Deadline runEnds) {
        Stage stage = new Stage(openim, pool, history, known, runEnds);
        stage.offerPeople();
        stage.offerMessages();
        return stage.fixtures;
    }

    private void offerPeople() {
        var credentials = openim.settings().credentials();
        fixtures.offer(Deployment.class, "probe.api", () -> openim)
                .offer(
                        Administrator.class,
                        "probe.auth",
                        () -> Administrator.authenticated(openim.administrator(), credentials))
                .offer(AppUser.class, "chat.login", () -> AppUser.loggedIn(openim.chat(), credentials))
                .offer(
                        AppAdministrator.class,
                        "admin.login",
                        () -> AppAdministrator.loggedIn(openim.admin(), credentials))
                .offer(Residents.Census.class, "probe.auth", () -> {
                    fixtures.need(Administrator.class, "probe.auth");
                    return Residents.Census.taken(known, pool, openim.users());
                })
                .offer(
                        Residents.class,
                        "deployment.identity",
                        () -> Residents.settled(
                                fixtures.need(Residents.Census.class, "deployment.identity"),
                                pool,
                                history,
                                openim.users(),
                                openim.friends()))
                .offer(
                        Pair.class,
                        "probe.auth",
                        () -> Pair.authenticated(fixtures.need(Residents.class, "probe.auth"), openim.auth()));
    }

    private void offerMessages() {
        Deadlines deadlines = openim.settings().deadlines();
        fixtures.offer(
                        OpenSessions.class,
                        "probe.gateway",
                        () -> OpenSessions.opened(fixtures.need(Pair.class, "probe.gateway"), openim.gateway()))
                .offer(Sent.class, "message.acknowledged", () -> {
                    OpenSessions sessions = fixtures.need(OpenSessions.class, "message.acknowledged");
                    sessions.awaitSettled(openim.users());
                    return Sent.byWebSocket(sessions, BURST);
                })
                .offer(Sent.ByRest.class, "message.rest-acknowledged", () -> {
                    Pair pair = fixtures.need(Pair.class, "message.rest-acknowledged");
                    settleIfOpen();
                    return Sent.byRest(pair, openim.messages());
                })
                .offer(Acknowledged.class, "message.acknowledged", this::acknowledged)
                .offer(
                        Arrived.class,
                        "message.pushed",
                        () -> Arrived.awaited(
                                fixtures.need(OpenSessions.class, "message.pushed"),
                                fixtures.need(Acknowledged.class, "message.pushed").dispatches(),
                                deadlines.push()));
    }

    /** REST needs no gateway; but where there are open sessions, its message is to reach them too. */
    private void settleIfOpen() {
        orNone(() -> {
            fixtures.need(OpenSessions.class, "message.rest-acknowledged").awaitSettled(openim.users());
            return List.of();
        });
    }

    private Acknowledged acknowledged() {
        List<Dispatch> all = new ArrayList<>();
        all.addAll(orNone(() -> fixtures.need(Sent.class, "message.stored").dispatches()));
        all.addAll(orNone(() ->
                List.of(fixtures.need(Sent.ByRest.class, "message.stored").dispatch())));
        if (all.isEmpty()) {
            fixtures.need(Sent.class, "message.stored");
            fixtures.need(Sent.ByRest.class, "message.stored");
        }
        return new Acknowledged(all);
    }

    private static List<Dispatch> orNone(Supplier<List<Dispatch>> maker) {
        try {
            return maker.get();
        } catch (BrokenPromise | CannotLook | NotLookedAt otherwise) {
            // Whoever it belongs to tells; here it is only missing.
            return List.of();
        }
    }
}
