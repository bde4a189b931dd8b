package openim.verify.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMarkTest {

    private static final ProcessMark SELF = ProcessMark.self();

    private static ProcessMark selfAt(Duration later) {
        return new ProcessMark(SELF.pid(), SELF.startedAt().map(at -> at.plus(later)));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(ProcessMark.read(SELF.text())).isEqualTo(SELF);
        assertThat(ProcessMark.read(SELF.pid(), SELF.startedAtText())).isEqualTo(SELF);
        assertThat(SELF.lives()).isTrue();
        assertThat(SELF.isThis()).isTrue();
        assertThat(SELF.living()).contains(ProcessHandle.current());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1500, 1500})
    void aClockThatWasSetALittleMakesItNoOther(long millis) {
        ProcessMark moved = selfAt(Duration.ofMillis(millis));

        assertThat(moved.lives()).isTrue();
        assertThat(moved.isThis()).isTrue();
        assertThat(moved.living()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void whoeverWasGivenItsNumberLaterIsAnother(long seconds) {
        ProcessMark earlier = selfAt(Duration.ofSeconds(seconds));

        assertThat(earlier.lives()).isFalse();
        assertThat(earlier.isThis()).isFalse();
        assertThat(earlier.living()).isEmpty();
    }

    @Test
    void whereItsBeginningWasNotWrittenDownItIsLeftAloneAndNeitherAwaitedNorEnded() {
        ProcessMark numberAlone = ProcessMark.read(SELF.pid() + "\n");

        assertThat(numberAlone.startedAt()).isEmpty();
        assertThat(numberAlone.lives()).isTrue();
        assertThat(numberAlone.living()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNobody() {
        for (String torn : new String[] {"", "x", "12x", SELF.pid() + " yesterday"}) {
            assertThat(ProcessMark.read(torn).lives()).as(torn).isFalse();
        }
        assertThat(new ProcessMark(Integer.MAX_VALUE, Optional.of(Instant.EPOCH)).lives())
                .isFalse();
    }
}
