package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.client.Latencies;
import openim.verify.client.Platform;
import openim.verify.client.UserId;
import openim.verify.client.user.User;
import openim.verify.target.Deployment;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What our client adds to the time of an acknowledgement, against a bare loop over a raw socket, in turns on one rehearsal. It
 * asserts no time; the figures are left in {@code target/added-latency.txt}.
 */
@Tag("matrix")
class AddedLatencyTest {

    private static final int WARM_UP = 200;
    private static final int ROUNDS = 10;
    private static final int EACH = 100;

    @TempDir
    Path reports;

    @Test
    void ourClientIsComparedWithABareLoop() throws Exception {
        Deployment openim = Wiring.forSettings(
                Rehearsed.reportingTo(reports).with("openim.rate", "100000").settings());
        UserId alice = new UserId("oiv97a");
        UserId bob = new UserId("oiv97b");
        openim.im().users().register(List.of(alice, bob));
        Latencies bare = new Latencies();
        Latencies ours = new Latencies();
        User one = User.mustLogInKickingOthers(alice, Platform.WEB, openim.im());
        User other = User.mustLogInKickingOthers(bob, Platform.WEB, openim.im());
        try (RawSession raw = new RawSession(openim.settings().endpoints().gateway(), bob, other.token())) {
            one.mustOpenSession();
            run(raw, one, alice, other, WARM_UP, new Latencies(), new Latencies());
            for (int round = 0; round < ROUNDS; round++) {
                run(raw, one, alice, other, EACH, bare, ours);
            }
        } finally {
            one.close();
        }

        assertThat(Stream.of(bare, ours).flatMap(l -> l.summaries().stream()).map(Latency::count))
                .containsExactly((long) ROUNDS * EACH, (long) ROUNDS * EACH);
        Files.writeString(
                Path.of("target", "added-latency.txt"),
                "bare loop: " + words(bare) + "\nour client: " + words(ours) + "\n");
    }

    private static void run(
            RawSession raw, User one, UserId alice, User other, int count, Latencies bare, Latencies ours)
            throws Exception {
        for (int i = 0; i < count; i++) {
            bare.took(Step.ACKNOWLEDGE, raw.send(alice, "bare " + i));
            long begun = System.nanoTime();
            one.mustSend("ours " + i, other);
            ours.took(Step.ACKNOWLEDGE, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static String words(Latencies latencies) {
        Latency acknowledge = latencies.summaries().get(0);
        return "p50 " + micros(acknowledge.median()) + ", p95 " + micros(acknowledge.p95()) + ", p99 "
                + micros(acknowledge.p99()) + " of " + acknowledge.count();
    }

    private static String micros(Duration time) {
        return time.toNanos() / 1000 + " µs";
    }
}
