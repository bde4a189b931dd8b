package openim.verify.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import org.junit.jupiter.api.Test;

class EventuallyTest {

    private static final Expectation<Integer> ONE = Expectation.of("has one message", count -> switch (count) {
        case 0 -> Judgement.notYet("no message");
        case 1 -> Judgement.met("one message");
        default -> Judgement.never(count + " messages");
    });

    @Test
    void looksAgainUntilItIsMet() {
        var looks = inTurn(0, 0, 1);

        assertThat(bob(Duration.ofSeconds(30)).sees(looks, ONE)).isEqualTo(1);
    }

    @Test
    void whatCanNoLongerBeEndsTheWaitAtOnce() {
        var looks = inTurn(0, 2);

        assertThatThrownBy(() -> bob(Duration.ofHours(1)).sees(looks, ONE))
                .isInstanceOf(BrokenPromise.class)
                .hasMessage("2 messages (it can no longer be, 2 looks); expected that bob has one message");
    }

    @Test
    void aDuplicateWithinTheQuietWindowIsSeen() {
        var looks = inTurn(1, 1, 2);

        assertThatThrownBy(() -> bob(Duration.ofSeconds(30))
                        .andStaysFor(Duration.ofSeconds(20))
                        .sees(looks, ONE))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("2 messages (it can no longer be, 3 looks)");
    }

    @Test
    void aLookTooSlowToSayThatItStaysAccusesNobody() {
        Callable<Integer> slow = () -> {
            new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
            return 1;
        };

        assertThatThrownBy(() -> bob(Duration.ofMillis(100))
                        .andStaysFor(Duration.ofMillis(200))
                        .sees(slow, ONE))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("took too long to look");
    }

    @Test
    void whatVanishesWithinTheQuietWindowIsSeen() {
        var looks = inTurn(1, 0, 1, 1, 1);

        assertThatThrownBy(() -> bob(Duration.ofSeconds(30))
                        .andStaysFor(Duration.ofSeconds(20))
                        .sees(looks, ONE))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("did not stay so");
    }

    @Test
    void aTimeOutTellsEachThingThatWasSeen() {
        assertThatThrownBy(() -> bob(Duration.ofMillis(60)).sees(() -> 0, ONE))
                .isInstanceOfSatisfying(
                        BrokenPromise.class,
                        broken -> assertThat(broken.evidence())
                                .anySatisfy(e ->
                                        assertThat(e).isEqualTo(Evidence.of(Evidence.EXPECTED, "bob has one message")))
                                .anySatisfy(e -> assertThat(e.value()).startsWith("no message")));
    }

    @Test
    void aLookThatFailsEndsTheWaitAsItIs() {
        var looks = new AtomicInteger();

        assertThatThrownBy(() -> bob(Duration.ofHours(1))
                        .sees(
                                () -> {
                                    looks.incrementAndGet();
                                    throw new CannotLook("no token");
                                },
                                ONE))
                .isInstanceOf(CannotLook.class);
        assertThat(looks).hasValue(1);
    }

    private static Eventually bob(Duration time) {
        return Eventually.within(Deadline.in(time), "bob").lookingEvery(Duration.ofMillis(5));
    }

    private static Callable<Integer> inTurn(Integer... sightings) {
        Iterator<Integer> next = List.of(sightings).iterator();
        return next::next;
    }
}
