package openim.verify.message.ledger.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import openim.verify.message.ledger.WrittenLedger;
import openim.verify.target.account.AccountPool;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowTest {

    @TempDir
    Path directory;

    @Test
    void accountsOfALedgerThatCouldNotBeBegunAreFreeAgain() {
        var protections = new AccountPool(directory, "chat.example_10002", "oiv", 3).protections();
        try (WrittenLedger ledger = WrittenLedger.in(directory)) {
            assertThatThrownBy(() -> Flow.protecting(protections, ledger.opening, () -> {
                        assertThat(protections.isProtected(1)).isTrue();
                        throw new CannotLook("the ledger cannot be written: disk full");
                    }))
                    .isInstanceOf(CannotLook.class);
            assertThat(protections.isProtected(1)).isFalse();

            Flow.protecting(protections, ledger.opening, () -> "begun");
            assertThat(protections.isProtected(1)).isTrue();
        }
    }
}
