package openim.verify.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openim.verify.recovery.Verifier.Strict;
import openim.verify.recovery.record.Journal;
import openim.verify.recovery.record.Journal.Journals;
import openim.verify.runbook.Installation;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final ObservationSchedule LADDER = new ObservationSchedule(
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60)),
            Duration.ofSeconds(90));

    private static final Instant THEN = Scripted.BEGINNING;

    private final Scripted deployment = new Scripted();

    @TempDir
    Path directory;

    @Test
    void whatHoldsSteadyOpensIt() {
        assertThat(watch()).isInstanceOf(GateVerdict.Open.class);
        assertThat(deployment.looks())
                .containsExactly("full@0", "smoke@4", "smoke@11", "smoke@31", "smoke@61", "full@62");
    }

    @Test
    void whatIsRedAtFirstKeepsItShut() {
        deployment.redFrom(0, "message.pushed");

        GateVerdict verdict = watch();

        assertThat(verdict).isInstanceOf(GateVerdict.Shut.class);
        assertThat(verdict.exitStatus()).isEqualTo(1);
        assertThat(verdict.sentence()).contains("message.pushed");
        assertThat(deployment.looks()).containsExactly("full@0");
    }

    @Test
    void whatComesBackAndDiesAgainIsFlapping() {
        deployment.redFrom(20, "message.pushed");

        GateVerdict verdict = watch();

        assertThat(verdict).isInstanceOf(GateVerdict.Flapping.class);
        assertThat(verdict.sentence()).contains("after 31 s").contains("message.pushed");
        assertThat(verdict.exitStatus()).isEqualTo(1);
    }

    @Test
    void theLastLookIsAsFullAsTheFirst() {
        deployment.redFrom(62, "process.server");

        assertThat(watch()).isInstanceOf(GateVerdict.Flapping.class);
        assertThat(deployment.looks()).endsWith("full@62");
    }

    @Test
    void aProcessCheckThatCannotBeLookedAtOpensNothing() {
        deployment.blindTo("process.chat");

        GateVerdict verdict = watch();

        assertThat(verdict).isInstanceOf(GateVerdict.Undetermined.class);
        assertThat(verdict.exitStatus()).isEqualTo(3);
    }

    @Test
    void withoutHistoryNothingIsProvenAndNothingIsLookedAt() {
        GateVerdict verdict = gate(ToldTokens.allDelivered(), Optional.of("no good run is on record"))
                .watch(Optional.empty(), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Undetermined.class);
        assertThat(deployment.looks()).isEmpty();
    }

    @Test
    void whileAStartIsGoingOnItIsShut() {
        GateVerdict verdict = gate(ToldTokens.allDelivered(), Optional.empty())
                .watch(Optional.empty(), Optional.empty(), () -> Optional.of("a mage start is going on"));

        assertThat(verdict).isInstanceOf(GateVerdict.Shut.class);
        assertThat(verdict.sentence()).contains("mage start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"corrupted", "duplicated", "lost", "not stored", "not pullable", "not pushed"})
    void tokensThatComeToABadEndSinceTheLastFixShutIt(String end) {
        GateVerdict verdict = gate(
                        ToldTokens.dividedAt(THEN, new Losses(40, Map.of(end, 1), 0, "", 0), Losses.NOBODY_WATCHED),
                        Optional.empty())
                .watch(Optional.of(THEN), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Shut.class);
        assertThat(verdict.sentence()).contains("1 " + end + ", 0 not looked for everywhere, of 40 messages");
    }

    @Test
    void messagesThatAreRefusedWhileItWatchesShutItAlsoIfAllElseIsGreen() {
        GateVerdict verdict = gate(
                        ToldTokens.of(new Losses(40, Map.of("lost", 0), 0, "", 2), Losses.NOBODY_WATCHED),
                        Optional.empty())
                .watch(Optional.empty(), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Shut.class);
        assertThat(verdict.sentence()).contains("2 of 42 messages").contains("refused or not answered");
    }

    @Test
    void messagesThatWereRefusedBeforeItWatchedShutNothing() {
        GateVerdict verdict = gate(
                        ToldTokens.of(
                                moment -> new Losses(40, Map.of("lost", 0), 0, "", moment.equals(THEN) ? 7 : 0),
                                moment -> Losses.NOBODY_WATCHED),
                        Optional.empty())
                .watch(Optional.of(THEN), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Open.class);
    }

    @Test
    void tokensLostBeforeAreNamedAndShutNothing() {
        GateVerdict verdict = gate(
                        ToldTokens.dividedAt(
                                THEN, new Losses(40, Map.of(), 0, "", 0), new Losses(75, Map.of("lost", 44), 0, "", 0)),
                        Optional.empty())
                .watch(Optional.of(THEN), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Open.class);
        assertThat(verdict.sentence()).contains("44 lost").contains("of 75 messages");
    }

    @Test
    void messagesThatWereNotLookedForEverywhereOpenNothing() {
        Losses partly = new Losses(312, Map.of("lost", 0, "not stored", 0), 40, "no answer from the search", 0);

        GateVerdict verdict = gate(ToldTokens.of(partly, Losses.NOBODY_WATCHED), Optional.empty())
                .watch(Optional.empty(), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Undetermined.class);
        assertThat(verdict.exitStatus()).isEqualTo(3);
        assertThat(verdict.sentence())
                .contains("40 not looked for everywhere, of 312 messages")
                .contains("no answer from the search");
    }

    @Test
    void whatIsLostIsNotHiddenByWhatWasNotLookedFor() {
        Losses both = new Losses(312, Map.of("lost", 1), 311, "no answer from the search", 0);

        assertThat(gate(ToldTokens.of(both, Losses.NOBODY_WATCHED), Optional.empty())
                        .watch(Optional.empty(), Optional.empty(), Optional::empty))
                .isInstanceOf(GateVerdict.Shut.class);
    }

    @Test
    void whatWasNotLookedForBeforeTheFixIsNamedAndShutsNothing() {
        Losses before = new Losses(75, Map.of("lost", 0), 75, "no answer from the search", 0);

        GateVerdict verdict = gate(
                        ToldTokens.dividedAt(THEN, new Losses(40, Map.of(), 0, "", 0), before), Optional.empty())
                .watch(Optional.of(THEN), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Open.class);
        assertThat(verdict.sentence()).contains("before it: 0 lost, 75 not looked for everywhere, of 75 messages");
    }

    @Test
    void tokensThatCannotBeCountedProveNothing() {
        GateVerdict verdict = gate(ToldTokens.neverCounted("ledger 1 is still being written"), Optional.empty())
                .watch(Optional.empty(), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Undetermined.class);
        assertThat(verdict.sentence()).contains("still being written");
    }

    @Test
    void messagesFlowWhileItWatches() {
        ToldTokens tokens = ToldTokens.allDelivered();

        GateVerdict verdict = gate(tokens, Optional.empty()).watch(Optional.empty(), Optional.empty(), Optional::empty);

        assertThat(verdict.sentence()).contains("of 40 messages sent since the first green run");
        assertThat(tokens.flows()).isEqualTo(1);
    }

    @Test
    void messagesThatNobodyTookProveNothing() {
        GateVerdict verdict = gate(ToldTokens.of(Losses.NOBODY_WATCHED, Losses.NOBODY_WATCHED), Optional.empty())
                .watch(Optional.empty(), Optional.empty(), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Undetermined.class);
    }

    @Test
    void aFlowThatCannotBeKeptProvesNothingAndOneThatIsNotLetBeginShutsIt() {
        GateVerdict blind = gate(ToldTokens.thatCannotBeKept("only 2 of 3 pairs are free"), Optional.empty())
                .watch(Optional.empty(), Optional.empty(), Optional::empty);
        GateVerdict refused = gate(ToldTokens.thatAreRefused("nobody gets a token"), Optional.empty())
                .watch(Optional.empty(), Optional.empty(), Optional::empty);

        assertThat(blind).isInstanceOf(GateVerdict.Undetermined.class);
        assertThat(blind.sentence()).contains("only 2 of 3");
        assertThat(refused).isInstanceOf(GateVerdict.Shut.class);
        assertThat(refused.sentence()).contains("nobody gets a token");
    }

    @Test
    void whatRegistrationsThatFallAwayDoToMessagesIsNotHeldAgainstTheFix() {
        ToldTokens tokens = ToldTokens.allDelivered();

        GateVerdict verdict =
                gate(tokens, Optional.empty()).watch(Optional.empty(), Optional.of(THEN), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Open.class);
        assertThat(tokens.flows()).as("only when registrations had their time").isEqualTo(1);
        assertThat(deployment.looks()).endsWith("smoke@90", "full@91");
    }

    @Test
    void afterAnOutageOfEtcdItWatchesAtLeastNinetySeconds() {
        GateVerdict verdict = gate(ToldTokens.allDelivered(), Optional.empty())
                .watch(Optional.empty(), Optional.of(THEN), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Open.class);
        assertThat(deployment.looks()).endsWith("full@91");
    }

    @Test
    void theLateCollapseAfterEtcdIsWaitedForAndIsNoFlapping() {
        deployment.redFrom(31, "probe.auth").redFrom(43);

        GateVerdict verdict = gate(ToldTokens.allDelivered(), Optional.empty())
                .watch(Optional.empty(), Optional.of(THEN), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Open.class);
        assertThat(lastLook()).isGreaterThanOrEqualTo(150);
    }

    @Test
    void whatIsStillRedWhenRegistrationsHaveHadTheirTimeIsRed() {
        deployment.redFrom(31, "probe.auth");

        GateVerdict verdict = gate(ToldTokens.allDelivered(), Optional.empty())
                .watch(Optional.empty(), Optional.of(THEN), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Shut.class);
    }

    @Test
    void afterEtcdRegistrationsMustBeSeen() {
        deployment.blindTo("component.etcd-registrations");

        GateVerdict verdict = gate(ToldTokens.allDelivered(), Optional.empty())
                .watch(Optional.empty(), Optional.of(THEN), Optional::empty);

        assertThat(verdict).isInstanceOf(GateVerdict.Undetermined.class);
    }

    private long lastLook() {
        String last = deployment.looks().get(deployment.looks().size() - 1);
        return Long.parseLong(last.substring(last.indexOf('@') + 1));
    }

    private GateVerdict watch() {
        return gate(ToldTokens.allDelivered(), Optional.empty())
                .watch(Optional.empty(), Optional.empty(), Optional::empty);
    }

    private Gate gate(Tokens tokens, Optional<String> unprovable) {
        Suite smoke = Strict.of(Suites.SMOKE, Installation.SOURCE);
        assertThat(smoke.required()).contains(new CheckId("process.server"), new CheckId("process.chat"));
        Suite full = new Suite("full", smoke.required(), smoke.optional());
        return new Gate(deployment, full, smoke, LADDER, tokens, deployment, journal(), unprovable);
    }

    private Journal journal() {
        return new Journals(directory, Clock.systemUTC()).begin(text -> text);
    }
}
