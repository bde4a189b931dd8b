package openim.verify.message.ledger;

import static openim.verify.message.ledger.Attempt.Outcome.ACKNOWLEDGED;
import static openim.verify.message.ledger.Attempt.Outcome.NO_ANSWER;
import static openim.verify.message.ledger.Attempt.Outcome.PENDING;
import static openim.verify.message.ledger.Attempt.Outcome.REFUSED;
import static openim.verify.message.ledger.Layer.KAFKA;
import static openim.verify.message.ledger.Layer.PULLED;
import static openim.verify.message.ledger.Layer.PUSHED;
import static openim.verify.message.ledger.Layer.STORED;
import static openim.verify.message.ledger.Layer.SYNCHRONISED;
import static org.assertj.core.api.Assertions.assertThat;

import openim.verify.message.ledger.settlement.StateCounts;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private final Facts facts = new Facts().watched(-5, 60);

    @Test
    void whatIsSeenEverywhereOnceIsDelivered() {
        facts.allRead().message(0).delivered(1);

        assertThat(facts.judged()).containsExactly(State.DELIVERED);
    }

    @Test
    void anotherTextIsCorruptedWhereverItIsSeen() {
        facts.allRead();
        for (Layer layer : Layer.values()) {
            facts.message(0).delivered(1).corrupted(layer, 1, 1);
        }
        facts.message(1).corrupted(KAFKA, 0, 60);

        assertThat(facts.judged()).hasSize(Layer.values().length + 1).containsOnly(State.CORRUPTED);
    }

    @Test
    void aSecondCopyIsDuplicated() {
        facts.allRead();
        facts.message(0).delivered(1).seen(PUSHED, 1, 0.8);
        facts.message(1).delivered(2).seen(STORED, 3, 60);
        facts.message(2).delivered(4).seen(PULLED, 5, 60);

        assertThat(facts.judged()).containsOnly(State.DUPLICATED);
    }

    @Test
    void aSecondRecordInKafkaAloneIsNoDuplicate() {
        facts.allRead().message(0).delivered(1).seen(KAFKA, 0, 60);

        assertThat(facts.judged()).containsExactly(State.DELIVERED);
    }

    @Test
    void twoCopiesOfWhatWeSentTwiceAreOurOwnDoing() {
        facts.allRead();
        facts.message(0)
                .answered(NO_ANSWER, 0)
                .answered(ACKNOWLEDGED, 5)
                .seen(PUSHED, 1, 1)
                .seen(PUSHED, 2, 6)
                .seen(STORED, 1, 60)
                .seen(STORED, 2, 60)
                .seen(PULLED, 1, 60);

        assertThat(facts.judged()).containsExactly(State.DELIVERED);
    }

    @Test
    void aRefusedSendingIsNoExcuseForASecondCopy() {
        facts.allRead();
        facts.message(0)
                .answered(REFUSED, 0)
                .answered(ACKNOWLEDGED, 5)
                .seen(PUSHED, 1, 6)
                .seen(PUSHED, 2, 6)
                .seen(PULLED, 1, 60)
                .seen(STORED, 1, 60);

        assertThat(facts.judged()).containsExactly(State.DUPLICATED);
    }

    @Test
    void acknowledgedAndNowhereIsLost() {
        facts.allRead();
        facts.message(0).acknowledged();
        facts.message(1).acknowledged().seen(KAFKA, 0, 60);

        assertThat(facts.judged()).containsOnly(State.LOST);
    }

    @Test
    void whereTheStoreCannotBeReadAPullThatLacksItSaysNotPullableAndNotLost() {
        facts.read(PULLED, 60, true).read(STORED, 60, false).message(0).acknowledged();

        assertThat(facts.judged()).containsExactly(State.NOT_PULLABLE);
    }

    @Test
    void storedAndPushedButNotToBePulledIsNotPullable() {
        facts.allRead();
        facts.message(0).acknowledged().seen(PUSHED, 1, 0.1).seen(STORED, 1, 60);
        facts.message(1).acknowledged().seen(STORED, 2, 60);

        assertThat(facts.judged()).containsOnly(State.NOT_PULLABLE);
        assertThat(State.NOT_PULLABLE.accuses()).isTrue();
        assertThat(State.NOT_PULLABLE.word()).isEqualTo("not-pullable");
    }

    @Test
    void aPullThatWasNotWholeDoesNotSayNotPullable() {
        facts.read(PULLED, 60, false).read(STORED, 60, true);
        facts.message(0).acknowledged().seen(PUSHED, 1, 0.1).seen(STORED, 1, 60);

        assertThat(facts.judged()).containsExactly(State.OPEN);
    }

    @Test
    void aStoreThatDoesNotHaveItSaysNotStoredWhereNobodyPulled() {
        facts.read(STORED, 60, true).message(0).acknowledged();

        assertThat(facts.judged()).containsExactly(State.NOT_STORED);
    }

    @Test
    void pushedAndPulledButNotInTheStoreIsNotStored() {
        facts.allRead();
        facts.message(0).acknowledged().seen(PUSHED, 1, 0.1).seen(PULLED, 1, 60);
        facts.message(1).acknowledged().seen(PUSHED, 2, 1.1);
        facts.message(2).acknowledged().seen(SYNCHRONISED, 3, 2.1);

        assertThat(facts.judged()).containsOnly(State.NOT_STORED);
    }

    @Test
    void aPartialLookIntoTheStoreAccusesNobodyAndClearsNobody() {
        facts.read(PULLED, 60, true).read(STORED, 60, false).read(STORED, 5.9, true);
        facts.message(0).acknowledged().seen(PUSHED, 1, 0.1).seen(PULLED, 1, 60);
        facts.message(0.1)
                .acknowledged()
                .seen(PUSHED, 2, 0.2)
                .seen(PULLED, 2, 60)
                .seen(STORED, 2, 60);
        facts.message(0.2).answered(REFUSED, 0.2);
        facts.message(0.3).answered(NO_ANSWER, 0.3);

        assertThat(facts.judged()).as("not accused, and not cleared").containsOnly(State.OPEN);
        assertThat(Judge.judge(facts.book()))
                .allSatisfy(one -> assertThat(one.whyOpen()).isEqualTo("for the test"));
    }

    @Test
    void whatWasLeftOutOnPurposeIsNotTakenForStoredAndDoesNotStayOpen() {
        facts.read(PULLED, 60, true).leftOut(STORED, 60);
        facts.message(0).acknowledged().seen(PUSHED, 1, 0.1).seen(PULLED, 1, 60);
        facts.message(1).acknowledged().seen(PUSHED, 2, 7.1).seen(PULLED, 2, 60);
        facts.message(2).acknowledged().seen(PULLED, 3, 60);
        facts.message(3).acknowledged().seen(PUSHED, 4, 3.1);
        facts.message(4).answered(NO_ANSWER, 4);

        assertThat(facts.judged())
                .containsExactly(
                        State.DELIVERED_STORE_NOT_LOOKED_AT,
                        State.LATE,
                        State.NOT_PUSHED,
                        State.NOT_PULLABLE,
                        State.OPEN);
        assertThat(Judge.judge(facts.book())).allMatch(JudgedMessage::isFinal);
        assertThat(Judge.judge(facts.book()).get(0).isCleared()).isFalse();
    }

    @Test
    void whatIsCertainIsSaidThoughTheStoreWasReadInPart() {
        facts.read(PULLED, 60, true).read(STORED, 60, false);
        facts.message(0).acknowledged().corrupted(PULLED, 1, 60);
        facts.message(1).acknowledged().seen(PUSHED, 2, 1.1).seen(PUSHED, 2, 1.2);
        facts.message(2).acknowledged().seen(PULLED, 3, 60);

        assertThat(facts.judged()).containsExactly(State.CORRUPTED, State.DUPLICATED, State.NOT_PUSHED);
    }

    @Test
    void theWordsOfAMessageThatIsOpenSayWhatWasNotLookedAt() {
        facts.read(PULLED, 60, true)
                .message(0)
                .acknowledged()
                .seen(PUSHED, 1, 0.1)
                .seen(PULLED, 1, 60);

        assertThat(Judge.judge(facts.book()).get(0).toString())
                .startsWith("open: ")
                .endsWith("; not looked for everywhere: MongoDB was not looked at for si_oiv01a_oiv01b");
    }

    @Test
    void storedAndNotPushedToAnObservedSessionIsNotPushed() {
        facts.allRead()
                .message(0)
                .acknowledged()
                .seen(PULLED, 1, 60)
                .seen(STORED, 1, 60)
                .seen(SYNCHRONISED, 1, 1);

        assertThat(facts.judged()).containsExactly(State.NOT_PUSHED);
    }

    @Test
    void nobodyIsAccusedOfAPushThatNobodyWatched() {
        for (double[] watch : new double[][] {{0.5, 60}, {-5, 5.0}, {-9, -1}, {20, 60}}) {
            Facts unwatched = new Facts().watched(watch[0], watch[1]).allRead();
            unwatched.message(0).acknowledged().seen(PULLED, 1, 60).seen(STORED, 1, 60);

            assertThat(unwatched.judged()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED);
        }
    }

    @Test
    void twoSessionsWithAGapBetweenThemAreNoWatch() {
        Facts gap = new Facts().watched(-5, 2).watched(3, 60).allRead();
        gap.message(0).acknowledged().seen(PULLED, 1, 60).seen(STORED, 1, 60);

        assertThat(gap.judged()).containsExactly(State.DELIVERED_PUSH_NOT_OBSERVED);
    }

    @Test
    void aLowerNumberThanOfOneTakenBeforeIsReordered() {
        facts.allRead();
        facts.message(0).delivered(2);
        facts.message(1).delivered(1);
        facts.message(2).delivered(3);

        assertThat(facts.judged()).containsExactly(State.DELIVERED, State.REORDERED, State.DELIVERED);
    }

    @Test
    void noOrderIsPromisedAmongThoseThatWereUnderWayTogether() {
        facts.allRead();
        facts.message(0).delivered(2);
        facts.message(0.003).delivered(1);

        assertThat(facts.judged()).containsOnly(State.DELIVERED);
    }

    @Test
    void pushedAfterTheDeadlineIsLate() {
        facts.allRead();
        facts.message(0).acknowledged().seen(PUSHED, 1, 5.1).seen(PULLED, 1, 60).seen(STORED, 1, 60);
        facts.message(1).acknowledged().seen(PUSHED, 2, 5.9).seen(PULLED, 2, 60).seen(STORED, 2, 60);

        assertThat(facts.judged()).containsExactly(State.LATE, State.DELIVERED);
    }

    @Test
    void refusedAndNowhereIsHonest() {
        facts.allRead();
        facts.message(0).answered(REFUSED, 0);
        facts.message(1).answered(REFUSED, 1).seen(KAFKA, 0, 60);

        assertThat(facts.judged()).containsOnly(State.REFUSED);
    }

    @Test
    void refusedAndDeliveredIsNoticed() {
        facts.allRead();
        for (Layer layer : new Layer[] {PUSHED, SYNCHRONISED, PULLED, STORED}) {
            facts.message(0).answered(REFUSED, 0).seen(layer, 1, 1);
        }

        assertThat(facts.judged()).hasSize(4).containsOnly(State.REFUSED_YET_DELIVERED);
    }

    @Test
    void withoutAnAnswerItIsDeliveredOrUnknownAndNeverLost() {
        facts.allRead();
        facts.message(0).answered(NO_ANSWER, 0).seen(PUSHED, 1, 1);
        facts.message(1).answered(NO_ANSWER, 1);
        facts.message(2).answered(PENDING, 2);
        facts.message(3);
        facts.message(4).answered(REFUSED, 4).answered(NO_ANSWER, 6);

        assertThat(facts.judged())
                .containsExactly(
                        State.DELIVERED_UNACKNOWLEDGED, State.UNKNOWN, State.UNKNOWN, State.UNKNOWN, State.UNKNOWN);
    }

    @Test
    void beforeTheFinalReadsNothingIsSaidButWhatIsCertain() {
        facts.message(0).acknowledged();
        facts.message(1).acknowledged().seen(PUSHED, 1, 1);
        facts.message(2).answered(NO_ANSWER, 2);
        facts.message(3).answered(REFUSED, 3);
        facts.message(4).answered(NO_ANSWER, 4).seen(PUSHED, 2, 5);
        facts.message(5).acknowledged().corrupted(PUSHED, 3, 6);

        assertThat(facts.judged())
                .containsExactly(
                        State.OPEN,
                        State.OPEN,
                        State.OPEN,
                        State.OPEN,
                        State.DELIVERED_UNACKNOWLEDGED,
                        State.CORRUPTED);
    }

    @Test
    void theFirstStateThatFitsIsTheState() {
        facts.allRead();
        facts.message(0).delivered(9);
        facts.message(1).acknowledged().corrupted(PUSHED, 1, 40).seen(PUSHED, 1, 41);
        facts.message(2).acknowledged().seen(PUSHED, 2, 40).seen(PUSHED, 2, 41);
        facts.message(3).acknowledged().seen(PULLED, 3, 60);
        facts.message(4).acknowledged().seen(STORED, 4, 60);
        facts.message(4.5).acknowledged().seen(PULLED, 4, 60).seen(STORED, 4, 60);
        facts.message(5).acknowledged().seen(PUSHED, 5, 40).seen(PULLED, 5, 60).seen(STORED, 5, 60);
        facts.message(6)
                .acknowledged()
                .seen(PUSHED, 10, 40)
                .seen(PULLED, 10, 60)
                .seen(STORED, 10, 60);

        assertThat(facts.judged())
                .containsExactly(
                        State.DELIVERED,
                        State.CORRUPTED,
                        State.DUPLICATED,
                        State.NOT_STORED,
                        State.NOT_PULLABLE,
                        State.NOT_PUSHED,
                        State.REORDERED,
                        State.LATE);
    }

    @Test
    void theSumsAddUp() {
        facts.allRead();
        facts.message(0).delivered(1);
        facts.message(1).acknowledged();
        facts.message(2).answered(REFUSED, 2);
        facts.message(3).answered(NO_ANSWER, 3);

        StateCounts sums = StateCounts.of(Judge.judge(facts.book()));

        assertThat(sums.toString())
                .isEqualTo("4 sent, 2 acknowledged, 1 refused, 1 without an answer: 1 lost, 1 delivered, 1 refused,"
                        + " 1 unknown");
    }
}
