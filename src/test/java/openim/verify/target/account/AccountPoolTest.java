package openim.verify.target.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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
    void severalPairsAreLeasedFromTheEndAndAllOrNone() {
        AccountPool pool = pool(4);
        var three = pool.leaseSeveral(3, ids -> false);
        assertThat(three).extracting(AccountPool.Lease::slot).containsExactly(4, 3, 2);

        assertThatThrownBy(() -> pool.leaseSeveral(2, ids -> false))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("only 1 of 4")
                .hasMessageContaining("openim.pairs");
        assertThat(pool.leaseSlot(1)).isPresent();
        three.forEach(AccountPool.Lease::close);
    }

    @Test
    void whatALedgerProtectsIsLeasedLastAndNeverForAnotherFlow() {
        AccountPool pool = pool(3);
        pool.protections().protect(List.of(1, 3), "ledger-1");
        assertThat(IntStream.of(1, 2, 3).filter(pool.protections()::isProtected))
                .containsExactly(1, 3);

        try (var free = pool.lease(ids -> false);
                var last = pool.lease(ids -> false)) {
            assertThat(List.of(free.slot(), last.slot())).containsExactly(2, 1);
        }
        assertThatThrownBy(() -> pool.leaseSeveral(2, ids -> false)).isInstanceOf(CannotLook.class);

        pool.protections().release(List.of(1, 3), "ledger-1");
        assertThat(IntStream.of(1, 2, 3).filter(pool.protections()::isProtected))
                .isEmpty();
    }

    @Test
    void thePoolIsFixed() {
        assertThat(pool(2).accounts()).containsExactly("oiv01a", "oiv01b", "oiv02a", "oiv02b");
    }

    private AccountPool pool(int pairs) {
        return new AccountPool(locks, "chat.example_10002", "oiv", pairs);
    }
}
