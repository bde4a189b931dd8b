package openim.verify.app;

import java.nio.file.Path;
import openim.verify.rehearsal.RehearsalDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal that all share is broken, or lies; after each test it is whole again and tells the truth. */
public abstract class MendedAfterwards {

    @TempDir
    public Path reports;

    public final RehearsalDeployment deployment = Rehearsed.shared();

    @AfterEach
    void mend() {
        deployment.lies().recantAll();
        deployment.mend();
    }
}
