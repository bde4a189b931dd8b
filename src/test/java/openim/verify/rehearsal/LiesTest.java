package openim.verify.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiesTest {

    private final Lies lies = new Lies();

    @Test
    void noneIsToldAtFirst() {
        assertThat(Lie.values()).noneMatch(lies::told);
    }

    @Test
    void oneIsToldUntilItIsRecanted() {
        lies.tell(Lie.CORRUPTS);
        assertThat(lies.told(Lie.CORRUPTS)).isTrue();
        assertThat(lies.told(Lie.DELIVERS_TWICE)).isFalse();
        lies.recant(Lie.CORRUPTS);
        assertThat(lies.told(Lie.CORRUPTS)).isFalse();
    }

    @Test
    void aConsequenceComesOnceEachTimeItsLieBegins() {
        AtomicInteger times = new AtomicInteger();
        lies.whenTold(Lie.COMES_BACK_EMPTY, times::incrementAndGet);
        lies.tell(Lie.COMES_BACK_EMPTY);
        lies.tell(Lie.COMES_BACK_EMPTY);
        assertThat(times).hasValue(1);
        lies.recantAll();
        lies.tell(Lie.COMES_BACK_EMPTY);
        assertThat(times).hasValue(2);
    }
}
