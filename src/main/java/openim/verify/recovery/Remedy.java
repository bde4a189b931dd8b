package openim.verify.recovery;

import openim.verify.diagnosis.Cause;
import openim.verify.runbook.Fix;
import openim.verify.runbook.RunbookEntry;
import openim.verify.runbook.Server;

/** A cause, and the row of the runbook that is for it. */
record Remedy(Cause cause, RunbookEntry entry) {

    /**
     * What is done.
     *
     * @throws IllegalStateException if the row has nothing that we may do
     */
    Fix fix() {
        return entry.fix().orElseThrow(() -> new IllegalStateException(cause + " has no fix"));
    }

    boolean restarts(Server server) {
        return (fix() instanceof Fix.RestartServer restart && restart.server() == server)
                || (fix() instanceof Fix.KillSurvivor kill && kill.server() == server);
    }
}
