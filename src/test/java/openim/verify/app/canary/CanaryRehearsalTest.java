package openim.verify.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.app.PickyDoor;
import openim.verify.app.Rehearsed;
import openim.verify.app.canary.CanaryProber.CanaryFlow;
import openim.verify.app.run.Drill;
import openim.verify.app.run.RunHistory;
import openim.verify.canary.Alert.Kind;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;
import openim.verify.config.Settings;
import openim.verify.history.PastRun;
import openim.verify.history.RunDatabase;
import openim.verify.message.ledger.State;
import openim.verify.rehearsal.Lie;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A canary on the rehearsal, while a part of it dies and comes back. */
@Timeout(600)
class CanaryRehearsalTest {

    /** Shorter ones are in every file by chance. */
    private static final int TELLING = 6;

    private static final String NOT_STORED =
            "openim_verify_messages_total{state=\"not-stored\"," + Watched.TARGET + "}";

    private static final String DEAD = "openim-rpc-friend";

    @TempDir
    Path reports;

    @AfterEach
    void mend() {
        Rehearsed.shared().part(DEAD).start();
        Rehearsed.shared().lies().recantAll();
    }

    private Watched watched() {
        return Watched.with(Rehearsed.reportingTo(reports).settings());
    }

    @Test
    void aDeadPartIsToldOnceAndItsReturnToo() throws Exception {
        Watched canary = watched();
        CanaryRound good = canary.round(Round.MESSAGES).orElseThrow();
        assertThat(good.verdict().isHealthy())
                .as("%s %s", good, canary.faults())
                .isTrue();
        assertThat(good.first()).as("a suite, and a ledger").hasSize(2);
        assertThat(canary.told()).isEmpty();

        Rehearsed.shared().part(DEAD).kill();
        canary.round(Round.MESSAGES);
        assertThat(canary.told()).containsExactly(Kind.RED);
        assertThat(canary.alerts().get(0).sentence()).contains("probe.friend");
        assertThat(canary.metrics().text())
                .contains("openim_verify_check_up{check=\"probe.friend\"," + Watched.TARGET + "} 0.0");

        Rehearsed.shared().part(DEAD).start();
        Watched restarted = watched();
        restarted.round(Round.MESSAGES);
        restarted.round(Round.MESSAGES);
        assertThat(restarted.told())
                .as("what the first one believed is known to the second")
                .containsExactly(Kind.GREEN);

        assertThat(restarted.judged())
                .isNotEmpty()
                .allMatch(one -> one.state() == State.DELIVERED || one.state() == State.LATE);
        assertThat(kept()).extracting(run -> run.occasion().look()).contains(1, 2);
        assertThat(canary.faults()).isEmpty();
        holdsNoSecret(restarted);
    }

    @Test
    void whatTheStoreLacksIsRedWhenASecondLookLacksTheVerySameAndIsCountedOnce() {
        Rehearsed rehearsed = Rehearsed.reportingTo(reports);
        Settings settings = rehearsed.settings();
        Watched canary = Watched.with(settings);
        assertThat(canary.round(Round.MESSAGES).orElseThrow().verdict().isHealthy())
                .as("%s", canary.faults())
                .isTrue();
        assertThat(canary.metrics().text()).contains(NOT_STORED + " 0.0");
        Rehearsed.shared().lies().tell(Lie.STORES_NOTHING);
        new CanaryFlow(settings, true, CanaryPlaces.of(settings).ledger(), Clock.systemUTC()).send();
        new Drill(rehearsed).awaitTakenAll();
        Rehearsed.shared().lies().recant(Lie.STORES_NOTHING);

        CanaryRound look = canary.round(Round.MESSAGES).orElseThrow();

        assertThat(look.red()).extracting(CheckId::value).containsExactly("ledger.stored");
        assertThat(look.first().get(1).verdict().isUnhealthy()).isTrue();
        long lacking = canary.judged().stream()
                .filter(one -> one.state() == State.NOT_STORED)
                .count();
        assertThat(lacking).isPositive();
        assertThat(canary.metrics().text()).contains(NOT_STORED + " " + lacking + ".0");
        assertThat(canary.told()).containsExactly(Kind.RED);

        CanaryRound mended = canary.round(Round.MESSAGES).orElseThrow();
        assertThat(mended.verdict().isHealthy())
                .as("%s %s", mended.verdict(), canary.faults())
                .isTrue();
        assertThat(canary.metrics().text()).contains(NOT_STORED + " " + lacking + ".0");
        assertThat(canary.told()).containsExactly(Kind.RED, Kind.GREEN);
        assertThat(canary.faults()).isEmpty();
    }

    /** As one bad gateway of several, which lets the pair of the smoke in and nobody else. */
    @Test
    void aGatewayThatLetsOnlySomeInIsRed() throws Exception {
        URI gateway = Rehearsed.reportingTo(reports).settings().endpoints().gateway();
        try (PickyDoor door = PickyDoor.to(gateway, head -> head.contains("sendID=oiv01"))) {
            Watched canary = Watched.with(Rehearsed.reportingTo(reports)
                    .fromOutside()
                    .with("openim.gateway.url", door.uri().toString())
                    .settings());

            CanaryRound look = canary.round(Round.MESSAGES).orElseThrow();

            assertThat(look.verdict().isUnhealthy())
                    .as("%s %s", look.verdict(), canary.faults())
                    .isTrue();
            assertThat(look.red()).extracting(CheckId::value).containsExactly("ledger.kept");
            assertThat(canary.told()).containsExactly(Kind.RED);
            assertThat(canary.faults()).isEmpty();
        }
    }

    private void holdsNoSecret(Watched canary) throws Exception {
        StringBuilder all = new StringBuilder(canary.metrics().text());
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(Rehearsed.reportingTo(reports).settings().secrets().reveal().stream()
                        .filter(secret -> secret.length() >= TELLING))
                .isNotEmpty()
                .noneMatch(secret -> all.indexOf(secret) >= 0);
    }

    private List<PastRun> kept() throws Exception {
        try (RunDatabase chronicle = RunDatabase.in(reports, 100);
                Stream<Path> rounds = Files.list(reports.resolve("canary").resolve("rounds"))) {
            List<PastRun> kept = chronicle.last(RunHistory.REHEARSALS, 100);
            assertThat(rounds.filter(Files::isDirectory)
                            .filter(run -> !Files.isSymbolicLink(run))
                            .map(run -> run.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            kept.stream().map(PastRun::id).toList());
            return kept;
        }
    }
}
