package openim.verify.message.ledger;

import java.nio.file.Path;
import openim.verify.AtOnce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LedgerFileTest {

    private static final int MANY = 6;

    @TempDir
    Path directory;

    @Test
    void oneThatIsNotThereYetIsMadeByManyAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = directory.resolve(round + ".db");
            AtOnce.done(MANY, () -> {
                LedgerReader.of(file).close();
                return file;
            });
        }
    }
}
