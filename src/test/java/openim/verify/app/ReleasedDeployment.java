package openim.verify.app;

import java.nio.file.Path;
import openim.verify.app.recovery.RehearsedRecoverySession;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.target.Rehearsal.Form;

/** A rehearsal of one release, for all tests of one class. */
final class ReleasedDeployment implements AutoCloseable {

    private final RehearsalDeployment deployment;

    private ReleasedDeployment(RehearsalDeployment deployment) {
        this.deployment = deployment;
    }

    static ReleasedDeployment of(Edition edition) {
        return new ReleasedDeployment(RehearsalDeployment.start(Form.TOGETHER_SMALL, edition));
    }

    RehearsalDeployment deployment() {
        return deployment;
    }

    /** Seen from where these reports lie; sessions are idle for a moment only. */
    Rehearsed from(Path reports) {
        return Rehearsed.on(deployment, reports)
                .with("openim.deadline.push", "15s")
                .with("openim.deadline.idle", "1s")
                .with("openim.deadline.full-run", "240s")
                .with("openim.gate.ladder", "1s,2s");
    }

    /** An operator there, who is more patient with calls. */
    RehearsedRecoverySession session(Path reports) {
        return RehearsedRecoverySession.at(from(reports)).with("openim.deadline.call", "12s");
    }

    /** All is whole again, and tells the truth. */
    void mend() {
        deployment.lies().recantAll();
        deployment.mend();
    }

    @Override
    public void close() {
        deployment.close();
    }
}
