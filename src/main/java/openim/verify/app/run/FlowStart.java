package openim.verify.app.run;

import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Wiring;
import openim.verify.config.Settings;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.flow.Flow;
import openim.verify.message.ledger.flow.FlowPlan;
import openim.verify.target.Administrator;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.account.AccountPool;
import openim.verify.target.account.RegisteredAccounts;

/** From settings to a flow that can begin: its accounts registered, and its ledger at hand. */
public final class FlowStart {

    private FlowStart() {}

    /** Writes to the ledgers of the deployment that the settings name. */
    public static LedgerWriter scribe(Settings settings) {
        return LedgerWriter.in(Ledgers.file(settings));
    }

    /**
     * Registers what the pool lacks, and opens a flow.
     *
     * @throws openim.verify.verdict.BrokenPromise if the deployment does not let it
     * @throws openim.verify.verdict.CannotLook if not enough accounts are free
     */
    public static Flow open(Settings settings, boolean rehearsal, LedgerWriter scribe, FlowPlan plan) {
        Deployment openim = Wiring.forSettings(settings);
        AccountPool pool = OwnPlaces.pool(settings);
        History history = new History(settings.reports());
        Administrator.authenticated(openim.administrator(), settings.credentials());
        var census = RegisteredAccounts.Census.taken(
                history.of(settings.endpoints().api(), rehearsal),
                pool,
                openim.im().users());
        RegisteredAccounts.registered(census, pool, history, openim.im().users());
        return Flow.opened(openim, pool, scribe, plan);
    }
}
