package openim.verify.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountPoolTest {

    @TempDir
    Path locks;

    @Test
    void twoRunsGetDifferentPairs() {
        try (var one = pool(2).lease(ids -> false);
                var other = pool(2).lease(ids -> false)) {
            assertThat(one.accounts()).containsExactly("oiv01a", "oiv01b");
            assertThat(other.accounts()).containsExactly("oiv02a", "oiv02b");
        }
    }

    @Test
    void aPairThatIsGivenBackIsLeasedAgain() {
        pool(1).lease(ids -> false).close();

        try (var again = pool(1).lease(ids -> false)) {
            assertThat(again.accounts()).containsExactly("oiv01a", "oiv01b");
        }
    }

    @Test
    void aPairThatIsOnlineElsewhereIsPassedOver() {
        try (var lease = pool(3).lease(List.of("oiv01a", "oiv01b")::equals)) {
            assertThat(lease.accounts()).containsExactly("oiv02a", "oiv02b");
        }
    }

    @Test
    void whenAllAreInUseNobodyIsAccused() {
        assertThatThrownBy(() -> pool(2).lease(ids -> true))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("all 2 pairs");
    }

    @Test
    void thePoolIsFixed() {
        assertThat(pool(2).accounts()).containsExactly("oiv01a", "oiv01b", "oiv02a", "oiv02b");
    }

    private AccountPool pool(int pairs) {
        return new AccountPool(locks, "chat.example_10002", "oiv", pairs);
    }
}
