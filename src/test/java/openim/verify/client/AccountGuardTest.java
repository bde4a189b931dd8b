package openim.verify.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountGuardTest {

    private final AccountGuard circle = AccountGuard.ofPool("oiv");

    @ParameterizedTest
    @ValueSource(strings = {"oiv01a", "oiv08b", "oiv120a", "oiv01c", "oiv01g", "oiv01p17", "oiv01i3", "oiv01nobody"})
    void accountsOfThePoolAreInIt(String id) {
        assertThatCode(() -> circle.requireHolds(new UserId(id))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice", "oiv", "oiv1a", "oiv01h", "oiv01p", "oiv01i", "oiv01ab", "xoiv01a", "oiv01a2", "imAdmin",
                "OIV01a"
            })
    void nobodyElseIs(String id) {
        assertThatThrownBy(() -> circle.requireHolds(new UserId(id)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(id);
    }

    @Test
    void aGroupIsInItOnceWeMadeIt() {
        GroupId group = GroupId.fresh();
        assertThatThrownBy(() -> circle.requireHolds(group)).isInstanceOf(IllegalArgumentException.class);

        circle.admit(group);

        assertThatCode(() -> circle.requireHolds(group)).doesNotThrowAnyException();
    }
}
