package openim.verify.message.ledger.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import openim.verify.message.ledger.read.Backlog.StallDetector;
import org.junit.jupiter.api.Test;

class StallDetectorTest {

    private static final String WORDS = "consumer group mongo has 7 records of toMongo before it";

    private final StallDetector standstill = new StallDetector();

    private static Optional<Backlog> at(long committed, boolean attended) {
        return Optional.of(new Backlog(WORDS, Map.of(3, committed), attended));
    }

    private Optional<String> after(int looks, Optional<Backlog> backlog, boolean answered) {
        Optional<String> waits = Optional.empty();
        for (int look = 0; look < looks; look++) {
            waits = standstill.waitsFor(backlog, answered);
        }
        return waits;
    }

    @Test
    void nothingIsWaitedForWhereNothingIsBehind() {
        assertThat(standstill.waitsFor(Optional.empty(), true)).isEmpty();
    }

    @Test
    void recordsThatNobodyTakesThoughAllAreThereAreNotWaitedForForever() {
        assertThat(after(StallDetector.LOOKS, at(40, true), true)).contains(WORDS);
        assertThat(after(1, at(40, true), true)).isEmpty();
    }

    @Test
    void aConsumerThatTakesOneIsWaitedForAnew() {
        after(StallDetector.LOOKS, at(40, true), true);

        assertThat(after(StallDetector.LOOKS, at(41, true), true)).contains(WORDS);
        assertThat(after(1, at(41, true), true)).isEmpty();
    }

    @Test
    void absentConsumersAreWaitedForAsLongAsMayBe() {
        assertThat(after(10 * StallDetector.LOOKS, at(40, false), true)).contains(WORDS);
    }

    @Test
    void whileMongoDbDoesNotAnswerNothingIsSaid() {
        assertThat(after(10 * StallDetector.LOOKS, at(40, true), false)).contains(WORDS);
        assertThat(after(1, at(40, true), true)).as("it may take some now").contains(WORDS);
    }
}
