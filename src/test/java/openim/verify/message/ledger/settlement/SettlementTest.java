package openim.verify.message.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.client.ConversationId;
import openim.verify.message.ledger.Attempt;
import openim.verify.message.ledger.Facts;
import openim.verify.message.ledger.FinalRead;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.LedgerEntry;
import openim.verify.message.ledger.LedgerHeader;
import openim.verify.message.ledger.LedgerSettings;
import openim.verify.message.ledger.LedgerWriter;
import openim.verify.message.ledger.Sighting;
import openim.verify.message.ledger.State;
import openim.verify.message.ledger.WrittenLedger;
import openim.verify.target.account.AccountPool;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettlementTest {

    @TempDir
    Path directory;

    private final Facts facts = new Facts().watched(-5, 60);

    @Test
    void aFlowThatArrivedIsGreen() {
        facts.allRead().message(0).delivered(1);

        assertThat(settlement().mustHaveNone(State.LOST))
                .contains("1 sent, 1 acknowledged")
                .endsWith("1 delivered");
        assertThat(settlement().mustAllBePushed()).isEqualTo("1 of 1 acknowledged messages were pushed");
        assertThat(settlement().losses()).isEmpty();
    }

    @Test
    void aLostMessageIsNamedWithTheLayerThatSawItLastAndTheKnownCause() {
        var told = facts.allRead().message(0).acknowledged().seen(Layer.KAFKA, 0, 60);
        facts.message(1).delivered(1);

        assertThatThrownBy(() -> settlement().mustHaveNone(State.LOST))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageStartingWith("1 of 2 acknowledged messages lost");
        assertThat(settlement().losses()).singleElement().satisfies(loss -> {
            assertThat(loss.message()).isEqualTo(told.id());
            assertThat(loss.state()).isEqualTo("lost");
            assertThat(List.of(loss.from(), loss.to())).containsExactly("oiv01a", "oiv01b");
            assertThat(loss.sentAt()).isEqualTo(Facts.at(0));
            assertThat(loss.lastSeen()).startsWith("kafka");
            assertThat(loss.cause()).contains("Redis was dead");
        });
    }

    @Test
    void eachKindOfLossIsInTheStatement() {
        facts.allRead();
        facts.message(0).acknowledged();
        facts.message(1).acknowledged().seen(Layer.PUSHED, 1, 1.1);
        facts.message(2).acknowledged().seen(Layer.STORED, 2, 60);
        facts.message(3).acknowledged().seen(Layer.PULLED, 3, 60).seen(Layer.STORED, 3, 60);
        facts.message(4).answered(Attempt.Outcome.REFUSED, 4);

        assertThat(settlement().losses())
                .extracting(Loss::state)
                .containsExactly("lost", "not-stored", "not-pullable", "not-pushed");
        assertThat(settlement().losses())
                .allSatisfy(loss -> assertThat(loss.cause()).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"LOST", "NOT_STORED", "DUPLICATED", "CORRUPTED"})
    void whereItCouldNotBeLookedNothingIsProven(State state) {
        facts.read(Layer.PULLED, 60, false).read(Layer.STORED, 60, false);
        facts.message(0).acknowledged().seen(Layer.PUSHED, 1, 0.1);

        assertThatThrownBy(() -> settlement().mustHaveNone(state))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("cannot be settled yet");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"LOST", "NOT_STORED", "DUPLICATED", "CORRUPTED"})
    void whereNothingWasAcknowledgedNothingIsProven(State state) {
        facts.allRead().message(0).answered(Attempt.Outcome.REFUSED, 0);

        assertThatThrownBy(() -> settlement().mustHaveNone(state)).isInstanceOf(CannotLook.class);
        assertThatThrownBy(() -> settlement().mustAllBePushed()).isInstanceOf(CannotLook.class);
    }

    @Test
    void whereNobodyWatchedNoPushIsProvenAndNobodyAccused() {
        Facts unwatched = new Facts().allRead();
        unwatched.message(0).acknowledged().seen(Layer.PULLED, 1, 60).seen(Layer.STORED, 1, 60);

        assertThatThrownBy(() -> settlement(unwatched).mustAllBePushed())
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("nobody watched");
    }

    @Test
    void whatNobodyWatchedIsSaidBesideWhatWasPushed() {
        Facts partly = new Facts().watched(-5, 9).allRead();
        partly.message(0).delivered(1);
        partly.message(8).acknowledged().seen(Layer.PULLED, 2, 60).seen(Layer.STORED, 2, 60);

        assertThat(settlement(partly).mustAllBePushed())
                .isEqualTo("1 of 2 acknowledged messages were pushed; whether 1 more were, nobody watched");
    }

    @Test
    void whatCannotBePulledIsNamedWithTheLayerThatHasIt() {
        facts.allRead().message(0).acknowledged().seen(Layer.PUSHED, 1, 0.1).seen(Layer.STORED, 1, 60);

        assertThatThrownBy(() -> settlement().mustHaveNone(State.LOST, State.NOT_PULLABLE))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageStartingWith("1 of 1 acknowledged messages not-pullable");
        assertThat(settlement().losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.lastSeen()).startsWith("stored"));
    }

    @Test
    void whatWasNotNeededForAnAnswerAndNotLookedAtIsSaidWithIt() {
        facts.read(Layer.PULLED, 60, true).read(Layer.STORED, 60, false);
        facts.message(0).delivered(1);

        assertThat(settlement().mustHaveNone(State.LOST))
                .contains("1 open")
                .endsWith("; not looked at whole in ledger ledger-1: for the test");
        assertThat(settlement().isWhole()).isFalse();
        assertThatThrownBy(() -> settlement().mustHaveNone(State.NOT_STORED)).isInstanceOf(CannotLook.class);
    }

    @Test
    void aSampleOfTheStoreProvesWhatItReadAndSaysWhatItLeftOut() {
        Facts left = new Facts().read(Layer.PULLED, 60, true).leftOut(Layer.STORED, 60);
        left.message(0).delivered(1);
        ConversationId toCarol = ConversationId.between(Facts.ALICE, Facts.CAROL);
        Facts sample = new Facts()
                .allRead()
                .looked(FinalRead.whole(Layer.PULLED, toCarol, Facts.at(60), ""))
                .looked(FinalRead.leftOut(Layer.STORED, toCarol, Facts.at(60), "left out for the test"));
        sample.message(0).delivered(1);
        sample.message(0, Facts.CAROL).acknowledged().seen(Layer.PULLED, 1, 60);

        assertThatThrownBy(() -> settlement(left).mustHaveNone(State.NOT_STORED))
                .as("nothing of it was read")
                .isInstanceOf(CannotLook.class);
        assertThat(Tally.of(left.book()).isFinal()).isTrue();
        assertThat(Tally.of(left.book()).isWhole()).isFalse();
        assertThat(settlement(left).mustHaveNone(State.LOST)).contains("left out for the test");
        assertThat(settlement(sample).mustHaveNone(State.NOT_STORED))
                .contains("1 delivered-store-not-looked-at")
                .endsWith("; not looked at whole in ledger ledger-1: left out for the test");
        assertThat(settlement(sample).mustAllBePushed())
                .isEqualTo("1 of 2 acknowledged messages were pushed; whether 1 more were, nobody watched");
    }

    @Test
    void ofWhatIsOpenAndWasNotPushedItIsSaidThatNothingIsKnown() {
        Facts partly = new Facts().watched(-5, 9).read(Layer.PULLED, 60, true).read(Layer.STORED, 60, false);
        partly.message(0).delivered(1);
        partly.message(8).acknowledged().seen(Layer.PULLED, 2, 60).seen(Layer.STORED, 2, 60);

        assertThat(settlement(partly).mustAllBePushed())
                .isEqualTo("1 of 2 acknowledged messages were pushed; of 1 more it cannot be said yet");
    }

    @Test
    void aLedgerThatGoesOnIsLeftAloneAndTheOthersAreSettled() {
        try (WrittenLedger over = WrittenLedger.in(directory);
                LedgerWriter scribe = LedgerWriter.in(over.file)) {
            LedgerEntry entry = over.acknowledged();
            over.scribe.closes(over.opening.id(), WrittenLedger.THEN);
            scribe.opens(goingOn());

            Settlement settlement = Settlement.made(everythingIsThere(entry), pool(), over.file, Confirmation.ONE_LOOK);

            assertThat(settlement.settled())
                    .extracting(one -> one.opening().id())
                    .containsExactly(over.opening.id());
            assertThat(settlement.skipped())
                    .singleElement()
                    .asString()
                    .contains("ledger going-on is still being written by this process")
                    .doesNotContain("kill");
            assertThat(settlement.mustHaveNone(State.LOST)).contains("left alone: ledger going-on");
            assertThat(Settlement.unsettled(over.file))
                    .extracting(LedgerHeader::id)
                    .containsExactly("going-on");
        }
    }

    @Test
    void aLedgerWhoseAccountsAreInUseIsLeftAloneAndTheOthersAreSettled() {
        AccountPool pool = pool();
        try (WrittenLedger one = WrittenLedger.in(directory)) {
            LedgerEntry entry = one.acknowledged();
            one.scribe.closes(one.opening.id(), WrittenLedger.THEN);
            one.scribe.opens(goingOn());
            one.scribe.closes("going-on", WrittenLedger.THEN);
            AccountPool.Lease lease = pool.leaseSlot(2).orElseThrow();

            Settlement settlement = Settlement.made(everythingIsThere(entry), pool, one.file, Confirmation.ONE_LOOK);

            assertThat(settlement.settled()).hasSize(1);
            assertThat(settlement.skipped())
                    .containsExactly("the accounts of ledger going-on are in use by another run");
            lease.close();
        }
    }

    @Test
    void whereAllThatIsLeftGoesOnNothingCanBeSettled() {
        try (WrittenLedger ledger = WrittenLedger.in(directory)) {
            assertThatThrownBy(() -> Settlement.made(
                            (opening, reader, scribe) -> {}, pool(), ledger.file, Confirmation.ONE_LOOK))
                    .isInstanceOf(CannotLook.class)
                    .hasMessageContaining("still being written");
        }
    }

    @Test
    void aLedgerThatWasNotLookedAtWholeStaysOpen() {
        try (WrittenLedger ledger = WrittenLedger.in(directory)) {
            ledger.acknowledged();
            ledger.scribe.closes(ledger.opening.id(), WrittenLedger.THEN);

            Settlement settlement =
                    Settlement.made((opening, reader, scribe) -> {}, pool(), ledger.file, Confirmation.ONE_LOOK);

            assertThat(settlement.isWhole()).isFalse();
            assertThat(Settlement.unsettled(ledger.file)).hasSize(1);
        }
    }

    @Test
    void aMessageThatOneLookMissedIsLookedForAgainAndCountedAsWhatItTurnsOutToBe() {
        try (WrittenLedger ledger = WrittenLedger.in(directory)) {
            LedgerEntry entry = ledger.acknowledged();
            ledger.scribe.closes(ledger.opening.id(), WrittenLedger.THEN);

            Settlement first = Settlement.made(nothingIsStored(entry), pool(), ledger.file, Confirmation.TWO_LOOKS);

            assertThat(first.sums().of(State.NOT_STORED)).isEqualTo(1);
            assertThat(first.sumsOfThoseOver()).isEqualTo(StateCounts.NONE);
            assertThat(Settlement.unsettled(ledger.file)).hasSize(1);
            assertThat(Settlement.isDoubtful(ledger.file)).isTrue();

            Settlement second = Settlement.made(everythingIsThere(entry), pool(), ledger.file, Confirmation.TWO_LOOKS);

            assertThat(second.sumsOfThoseOver().of(State.NOT_STORED)).isZero();
            assertThat(second.sumsOfThoseOver().sent()).isEqualTo(1);
            assertThat(second.mustHaveNone(State.NOT_STORED)).contains("1 delivered-push-not-observed");
            assertThat(Settlement.unsettled(ledger.file)).isEmpty();
            assertThat(Settlement.isDoubtful(ledger.file)).isFalse();
        }
    }

    @Test
    void aMessageThatTwoLooksMissedIsCountedOnce() {
        try (WrittenLedger ledger = WrittenLedger.in(directory)) {
            LedgerEntry entry = ledger.acknowledged();
            ledger.scribe.closes(ledger.opening.id(), WrittenLedger.THEN);
            Settlement.made(nothingIsStored(entry), pool(), ledger.file, Confirmation.TWO_LOOKS);

            Settlement second = Settlement.made(nothingIsStored(entry), pool(), ledger.file, Confirmation.TWO_LOOKS);

            assertThat(second.sumsOfThoseOver().of(State.NOT_STORED)).isEqualTo(1);
            assertThat(Settlement.unsettled(ledger.file)).isEmpty();
        }
    }

    @Test
    void whoeverSettlesByHandIsToldByOneLook() {
        try (WrittenLedger ledger = WrittenLedger.in(directory)) {
            LedgerEntry entry = ledger.acknowledged();
            ledger.scribe.closes(ledger.opening.id(), WrittenLedger.THEN);

            Settlement only = Settlement.made(nothingIsStored(entry), pool(), ledger.file, Confirmation.ONE_LOOK);

            assertThat(only.sumsOfThoseOver().of(State.NOT_STORED)).isEqualTo(1);
            assertThat(Settlement.unsettled(ledger.file)).isEmpty();
        }
    }

    @Test
    void aSettlementIsGivenTimeEnoughToTellAnAbsence() {
        assertThat(Settlement.patience(Duration.ofSeconds(17))).isGreaterThanOrEqualTo(Duration.ofSeconds(90));
        assertThat(Settlement.patience(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
    }

    private static LedgerSettings goingOn() {
        return new LedgerSettings(
                "going-on", WrittenLedger.THEN, Facts.PATIENCE, List.of(2), Map.of(), Optional.empty());
    }

    private static Settlement.Looking everythingIsThere(LedgerEntry entry) {
        return isSeen(entry, List.of(Layer.PULLED, Layer.STORED));
    }

    private static Settlement.Looking nothingIsStored(LedgerEntry entry) {
        return isSeen(entry, List.of(Layer.PULLED));
    }

    /** A look at both places that is whole, and sees it there. */
    private static Settlement.Looking isSeen(LedgerEntry entry, List<Layer> there) {
        return (opening, reader, scribe) -> {
            for (Layer layer : there) {
                scribe.notes(new Sighting(entry.id(), layer, "seq 1", 1, WrittenLedger.THEN.plusSeconds(60), true));
            }
            for (Layer layer : List.of(Layer.PULLED, Layer.STORED)) {
                scribe.notes(
                        opening.id(),
                        new FinalRead(
                                layer,
                                WrittenLedger.CONVERSATION,
                                WrittenLedger.THEN.plusSeconds(60),
                                FinalRead.Reach.WHOLE,
                                ""));
            }
            scribe.flush();
        };
    }

    private AccountPool pool() {
        return new AccountPool(directory.resolve("locks"), "chat.example_10002", "oiv", 3);
    }

    @Test
    void sessionsThatLivedOnAreToldFromThoseThatCameBack() {
        Facts twoSessions = new Facts().watched(-5, 2).watched(4, 60).allRead();
        twoSessions.message(0).delivered(1);

        assertThat(Tally.of(twoSessions.book()).sessions().toString())
                .isEqualTo(
                        "0 of 1 sessions lived on, 1 reconnected; 0 pushes on the first connections, 1 on later ones");
    }

    private Settlement settlement() {
        return settlement(facts);
    }

    private static Settlement settlement(Facts facts) {
        Tally tally = Tally.of(facts.book());
        return new Settlement(
                List.of(new Settlement.Settled(facts.book().opening(), tally, tally.isFinal())),
                List.of(),
                tally.latencies());
    }
}
