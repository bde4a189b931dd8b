package openim.verify.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private final CyclicBarrier both = new CyclicBarrier(2);

    @Test
    void bothGoOnAtTheSameTime() {
        String made = SideBySide.both(() -> meets("a"), () -> meets("b"), String::concat);

        assertThat(made).isEqualTo("ab");
    }

    @Test
    void theFailureOfEitherIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SideBySide.both(() -> {}, () -> fails("the other")))
                .withMessage("the other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SideBySide.both(() -> fails("the one"), () -> fails("the other")))
                .withMessage("the one");
    }

    @Test
    void whenOneHasFailedTheOtherHasEndedToo() {
        AtomicBoolean ended = new AtomicBoolean();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SideBySide.both(
                        () -> {
                            meets("a");
                            fails("at once");
                        },
                        () -> {
                            meets("b");
                            ended.set(true);
                        }));

        assertThat(ended).isTrue();
    }

    @Test
    void whoeverIsStoppedWaitsForNobody() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CannotLook.class).isThrownBy(() -> SideBySide.both(() -> {}, () -> meets("nobody")));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void eachOfSeveralGoesOnAtTheSameTimeAndComesBackInItsPlace() {
        CyclicBarrier three = new CyclicBarrier(3);

        assertThat(SideBySide.each(List.of("a", "b", "c"), name -> meets(name, three) + name))
                .containsExactly("aa", "bb", "cc");
        assertThat(SideBySide.each(List.of(), name -> "nobody")).isEmpty();
    }

    private String meets(String who) {
        return meets(who, both);
    }

    private static String meets(String who, CyclicBarrier all) {
        try {
            all.await(60, TimeUnit.SECONDS);
            return who;
        } catch (Exception alone) {
            throw new IllegalStateException(alone);
        }
    }

    private static void fails(String words) {
        throw new IllegalArgumentException(words);
    }
}
