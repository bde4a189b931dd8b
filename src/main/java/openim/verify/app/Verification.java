package openim.verify.app;

import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.report.NextCommand;
import openim.verify.report.Terminal;
import openim.verify.suite.Run;
import openim.verify.suite.Subject;
import openim.verify.suite.Suite;
import openim.verify.target.Flavour;
import openim.verify.target.NextCommands;

/** From settings to a verdict. */
final class Verification {

    private Verification() {}

    /**
     * Runs a suite against the deployment that the settings name.
     *
     * @param rehearsal whether that is the rehearsal
     * @param terminal where the run is told
     * @param ends when it is over
     */
    static Run of(Suite suite, Settings settings, boolean rehearsal, Terminal terminal, Deadline ends) {
        Flavour flavour = Flavour.of(settings.directories(), rehearsal);
        Subject subject = new Subject(settings.endpoints().api().toString(), flavour.word(), rehearsal);
        NextCommands commands = new NextCommands(
                flavour, settings.directories(), settings.endpoints().api().getHost());
        NextCommand next = check -> commands.after(check.id().value(), check.suspect());
        return new SuiteRun(suite, settings, subject, next, terminal, ends).run(Wiring.forSettings(settings));
    }
}
