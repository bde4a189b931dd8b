package openim.verify.message.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import openim.verify.target.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 15})
    void eachOfAFewWritesToEachOther(int gateways) {
        assertThat(Rounds.strides(gateways, new Turn(7)))
                .hasSize(gateways - 1)
                .startsWith(1)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 50, 100, 240})
    void ofManyNoMoreMessagesGoThanOfAFew(int gateways) {
        assertThat(gateways * Rounds.strides(gateways, new Turn(7)).size()).isBetween(150, 240);
    }

    @Test
    void theyWriteToOthersInOtherRuns() {
        Set<Integer> seen = new HashSet<>();

        for (int turn = 0; turn < 200; turn++) {
            seen.addAll(Rounds.strides(50, new Turn(turn)));
        }

        assertThat(seen).hasSize(49).doesNotContain(0);
    }
}
