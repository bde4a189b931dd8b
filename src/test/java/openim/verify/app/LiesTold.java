package openim.verify.app;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shared rehearsal tells lies, those that a test lists under the name {@code lies}, one at a time, and each is found out. */
abstract class LiesTold {

    @TempDir
    Path reports;

    @AfterEach
    void tellTheTruthAgain() {
        Rehearsed.shared().lies().recantAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void turnsExactlyItsChecksRed(Told told) {
        told.isFoundOut(Rehearsed.quick(reports));
    }
}
