package openim.verify.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import openim.verify.config.Settings;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.report.Redactor;
import openim.verify.report.Terminal;
import openim.verify.target.Rehearsal.Form;

/** A rehearsal of one release, for all tests of one class. */
final class ReleasedDeployment implements AutoCloseable {

    private static final int WIDTH = 160;

    private final RehearsalDeployment deployment;

    private ReleasedDeployment(RehearsalDeployment deployment) {
        this.deployment = deployment;
    }

    static ReleasedDeployment of(Edition edition) {
        return new ReleasedDeployment(RehearsalDeployment.start(Form.TOGETHER, edition));
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

    /** The harness there, which tells what it does to this stream. */
    static Harness harness(Rehearsed rehearsed, ByteArrayOutputStream output) {
        Settings settings = rehearsed.settings();
        Terminal terminal = new Terminal(
                new PrintStream(output, true, StandardCharsets.UTF_8),
                WIDTH,
                false,
                Redactor.of(settings.secrets().reveal()));
        return new Harness(settings, true, terminal, false);
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
