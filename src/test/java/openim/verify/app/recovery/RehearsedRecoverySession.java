package openim.verify.app.recovery;

import java.util.List;
import openim.verify.app.Rehearsed;
import openim.verify.app.Screen;
import openim.verify.app.recovery.DrillRun.RehearsalFaults;
import openim.verify.config.Settings;
import openim.verify.recovery.Recovery.Allowances;
import openim.verify.recovery.RecoveryResult;

/** An operator at a rehearsal that is broken or lies: what he lets be done, how it ended, and all that he read meanwhile. */
public final class RehearsedRecoverySession {

    /** Nothing is done: the plan is printed. */
    static final Allowances PRINT = new Allowances(false, false, false);

    /** What the runbook has, restarts included. */
    public static final Allowances APPLY = new Allowances(true, true, false);

    /** All that can be allowed, beyond the runbook too. */
    public static final Allowances BEYOND = new Allowances(true, true, true);

    private static final int WIDTH = 400;

    private final Rehearsed rehearsed;
    private final Screen screen = new Screen(WIDTH);
    private boolean acceptFirstRun;

    private RehearsedRecoverySession(Rehearsed rehearsed) {
        this.rehearsed = rehearsed;
    }

    /** With time for a machine that has other things to do, and a gate that watches for a moment only. */
    public static RehearsedRecoverySession at(Rehearsed rehearsed) {
        return new RehearsedRecoverySession(rehearsed
                .with("openim.deadline.call", "8s")
                .with("openim.deadline.push", "15s")
                .with("openim.deadline.idle", "3s")
                .with("openim.deadline.tool", "40s")
                .with("openim.deadline.run", "240s")
                .with("openim.deadline.full-run", "400s")
                .with("openim.gate.ladder", "1s,2s"));
    }

    /** The same with another setting. */
    public RehearsedRecoverySession with(String key, String value) {
        rehearsed.with(key, value);
        return this;
    }

    /** Has a good run on record, which a gate compares with. */
    public RehearsedRecoverySession afterAGoodRun() {
        rehearsed.whenHealthy();
        return this;
    }

    /** Nothing need be on record. */
    RehearsedRecoverySession acceptingFirstRun() {
        acceptFirstRun = true;
        return this;
    }

    Rehearsed rehearsed() {
        return rehearsed;
    }

    public RecoveryResult recover(Allowances allowances) {
        return harness().recover(allowances);
    }

    RecoveryResult gate() {
        return harness().gate();
    }

    /** A drill of these parts, which the rehearsal strikes as it is told. */
    RecoveryResult drill(List<String> parts, boolean hung, boolean beyondRunbook) {
        Settings settings = rehearsed.settings();
        return new DrillRun(settings, true, new RehearsalFaults(rehearsed.deployment()), screen.terminal(settings))
                .run(parts, hung, beyondRunbook);
    }

    private RecoverySession harness() {
        Settings settings = rehearsed.settings();
        return new RecoverySession(settings, true, screen.terminal(settings), acceptFirstRun);
    }

    public String said() {
        return screen.said();
    }

    String oneLine() {
        return screen.oneLine();
    }

    String firstCause() {
        return screen.firstCause();
    }
}
