package openim.verify.app.run;

import java.nio.file.Path;
import java.util.function.Consumer;
import openim.verify.app.Ledgers;
import openim.verify.app.program.WhenHung;
import openim.verify.config.Settings;
import openim.verify.history.RunOrigin;
import openim.verify.message.ledger.settlement.Settlement;
import openim.verify.suite.Suite;
import openim.verify.target.History;

/**
 * What a run is part of.
 *
 * @param occasion why it is made
 * @param memory what is known of the deployment, and is added to
 * @param runs the directory in which it gets one of its own
 * @param ledger the ledgers that it settles, if it settles any
 * @param settled told of a settlement, when a run made one
 * @param afterwards told in a sentence what failed when the verdict stood already
 * @param whenHung what is done if the run itself hangs
 */
public record RunContext(
        RunOrigin occasion,
        History memory,
        Path runs,
        LedgerAtHand ledger,
        Consumer<Settlement> settled,
        Consumer<String> afterwards,
        WhenHung whenHung) {

    /** Of a run that is all that was asked for. */
    static RunContext alone(Suite suite, Settings settings) {
        return of(
                RunOrigin.of(suite.name()),
                settings,
                new History(settings.reports()),
                WhenHung.endsWith(run -> run.exitStatus()));
    }

    public static RunContext of(RunOrigin occasion, Settings settings, History memory, WhenHung whenHung) {
        return new RunContext(
                occasion,
                memory,
                settings.reports(),
                LedgerAtHand.in(Ledgers.file(settings)),
                settlement -> {},
                // Not among the lines of the run, of which the verdict is the last.
                words -> System.err.println("note: " + words),
                whenHung);
    }
}
