package openim.verify.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import openim.verify.await.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final Deadline OVER = Deadline.in(Duration.ZERO);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "fe80::1%1"})
    void anAddressIsNoNameAndIsNotWaitedFor(String literal) throws NotConnected {
        assertThat(Names.addressesOf(literal, OVER)).hasSize(1);
    }

    @Test
    void aNameThatIsNotFoundOutInTimeIsNotConnected() {
        assertThatThrownBy(() -> Names.addressesOf("name.invalid", OVER)).isInstanceOf(NotConnected.class);
    }
}
