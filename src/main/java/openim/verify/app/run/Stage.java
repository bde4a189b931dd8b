package openim.verify.app.run;

import static openim.verify.target.Backends.known;

import openim.verify.await.Deadline;
import openim.verify.client.api.ApiClient;
import openim.verify.message.OpenSessions;
import openim.verify.message.kafka.InKafka;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.suite.Fixtures;
import openim.verify.target.Administrator;
import openim.verify.target.Build;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.account.AccountPool;
import openim.verify.target.account.Pair;
import openim.verify.target.account.RegisteredAccounts;

/**
 * Sets the stage for the specs: says how each fixture is made, from which others, and which check is red if it cannot be.
 */
final class Stage {

    private final Deployment openim;
    private final AccountPool pool;
    private final History history;
    private final boolean rehearsal;
    private final Fixtures fixtures;

    private Stage(Deployment openim, AccountPool pool, History history, boolean rehearsal, Deadline runEnds) {
        this.openim = openim;
        this.pool = pool;
        this.history = history;
        this.rehearsal = rehearsal;
        this.fixtures = new Fixtures(runEnds);
    }

    static Fixtures set(
            Deployment openim,
            AccountPool pool,
            History history,
            LedgerAtHand ledger,
            boolean rehearsal,
            String run,
            Deadline runEnds) {
        Stage stage = new Stage(openim, pool, history, rehearsal, runEnds);
        stage.offerPeople();
        stage.offerSessions();
        stage.offerKafka();
        InstanceStage.set(stage.fixtures, openim, history);
        MessageStage.set(stage.fixtures, openim, history);
        new FileStage(openim, stage.fixtures, run).set();
        stage.offerLedger(ledger, runEnds);
        return stage.fixtures;
    }

    private void offerPeople() {
        var credentials = openim.settings().credentials();
        fixtures.offer(Deployment.class, "probe.api", this::warmed)
                .offer(
                        Build.class,
                        "probe.api",
                        () -> new Build(openim.settings().release(), openim.im().messages()::hasSimpleMessages))
                .offer(
                        Administrator.class,
                        "probe.auth",
                        () -> Administrator.authenticated(openim.administrator(), credentials))
                .offer(RegisteredAccounts.Census.class, "probe.auth", () -> {
                    fixtures.need(Administrator.class);
                    return RegisteredAccounts.Census.taken(
                            history.of(openim.settings().endpoints().api(), rehearsal),
                            pool,
                            openim.im().users());
                })
                .offer(
                        RegisteredAccounts.class,
                        "deployment.identity",
                        () -> RegisteredAccounts.settled(
                                fixtures.need(RegisteredAccounts.Census.class),
                                pool,
                                history,
                                openim.im().users(),
                                openim.im().friends()))
                .offer(
                        Pair.class,
                        "probe.auth",
                        () -> Pair.loggedIn(fixtures.need(RegisteredAccounts.class), openim.im()));
    }

    /**
     * The deployment, once the REST client is loaded. All specs need it, so nothing else loads meanwhile: the longest way, that
     * of a message, begins with a REST call, and the drivers of components load while it waits for pushes. Meanwhile docker, where it is
     * needed, says where containers are.
     */
    private Deployment warmed() {
        Thread finding = new Thread(openim.underneath().tls().names()::prepare, "finds-containers");
        finding.setDaemon(true);
        finding.start();
        ApiClient.warmUp();
        return openim;
    }

    private void offerSessions() {
        fixtures.offer(OpenSessions.class, "probe.gateway", () -> OpenSessions.mustOpen(fixtures.need(Pair.class)));
    }

    /** Where Kafka's topic ends before anything is sent. */
    private void offerKafka() {
        fixtures.offer(
                InKafka.class,
                "message.in-kafka",
                () -> InKafka.fromNow(
                        known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap"),
                        known(openim.settings(), openim.settings().stores().kafka(), "openim.kafka.bootstrap")
                                .topics()
                                .toRedis(),
                        Deadline.in(openim.settings().deadlines().call())));
    }

    private void offerLedger(LedgerAtHand ledger, Deadline runEnds) {
        fixtures.offer(Settlement.class, "ledger.kept", () -> {
            ledger.unopened().ifPresent(broken -> {
                throw broken;
            });
            return Settlement.made(
                    openim,
                    pool,
                    ledger.file(),
                    runEnds.remaining().multipliedBy(2).dividedBy(3),
                    ledger.searches(),
                    ledger.confirmation());
        });
    }
}
