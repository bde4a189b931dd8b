package openim.verify.cli;

import openim.verify.config.Settings;
import openim.verify.report.Redactor;
import openim.verify.report.terminal.Terminal;

/** Standard output, as commands write to it. */
final class Console {

    private Console() {}

    /** A terminal that shows none of the secrets of these settings. */
    static Terminal of(Settings settings) {
        return Terminal.standardOutput(
                System.out, System.getenv(), Redactor.of(settings.secrets().reveal()));
    }

    /**
     * The same for a run.
     *
     * @param verbose whether each check is told, also on a screen
     */
    static Terminal of(Settings settings, boolean verbose) {
        return Terminal.standardOutput(
                System.out, System.getenv(), Redactor.of(settings.secrets().reveal()), verbose);
    }
}
