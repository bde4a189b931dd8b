package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.RehearsalDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A deployment that carries messages, and lies in one thing: the full suite says in which. Of the suite those checks are asked
 * that the lie is about, and those beside them that it must not touch.
 */
class MessageLieTest {

    /** What lies underneath, and one thing that does not. */
    private static final String[] LAYERS = {
        "message.handed-on",
        "message.consumers",
        "message.committed",
        "message.every-partition",
        "message.every-partition-stored",
        "message.seq-stored",
        "message.failed-inserts",
        "group.stored"
    };

    @TempDir
    Path reports;

    private final RehearsalDeployment deployment = Rehearsed.shared();

    @AfterEach
    void tellTheTruthAgain() {
        deployment.lies().recantAll();
    }

    /**
     * @param words what the first cause says, among others
     * @param red what must be red, the first cause first
     * @param green what must be green all the same
     */
    record Told(Lie lie, String words, Red red, Green green) {

        @Override
        public String toString() {
            return lie.toString();
        }

        String[] asked() {
            return Stream.concat(Stream.of(red.checks), Stream.of(green.checks)).toArray(String[]::new);
        }
    }

    record Red(String... checks) {}

    record Green(String... checks) {}

    static Stream<Told> lies() {
        return Stream.of(
                new Told(
                        Lie.ANSWERS_ONLY_PINGS,
                        "asks for the newest seqs by WebSocket",
                        new Red("session.answers", "message.acknowledged", "message.pushed", "message.pulled"),
                        new Green("probe.gateway", "message.rest-acknowledged")),
                new Told(
                        Lie.ACKNOWLEDGES_WITHOUT_DELIVERING,
                        "not in toRedis",
                        new Red(
                                "message.handed-on",
                                "message.pushed",
                                "message.every-partition",
                                "message.offline",
                                "message.every-partition-stored",
                                "group.pushed",
                                "group.pulled",
                                "group.stored"),
                        new Green("message.acknowledged", "group.acknowledged", "message.consumers")),
                new Told(
                        Lie.DELIVERS_TWICE,
                        "2 times",
                        new Red("message.no-duplicates", "message.exactly-once", "group.no-duplicates"),
                        new Green("message.order", "message.seq", "message.pulled", "group.order")),
                new Told(
                        Lie.REORDERS,
                        "another order: number 2, 1",
                        new Red("message.order", "message.exactly-once", "group.order"),
                        new Green("message.no-duplicates", "message.seq", "message.offline", "group.pulled")),
                new Told(
                        Lie.CORRUPTS,
                        "with other bytes than were sent",
                        new Red("message.content", "message.offline", "message.every-partition-stored", "group.pulled"),
                        new Green("message.order", "message.no-duplicates", "message.every-partition")),
                new Told(
                        Lie.REUSES_SEQS,
                        "given to two messages",
                        new Red("message.seq"),
                        new Green("message.handed-on", "message.order")),
                new Told(
                        Lie.LOWERS_SEQS,
                        "was given out before",
                        new Red("message.seq", "message.seq-stored"),
                        new Green("message.order")),
                new Told(
                        Lie.STORES_NOTHING,
                        "is not in toMongo",
                        new Red(
                                "message.handed-on",
                                "message.every-partition-stored",
                                "message.seq-stored",
                                "group.stored"),
                        new Green("message.every-partition", "message.pulled", "message.offline", "group.pulled")),
                new Told(
                        Lie.FAILS_TO_STORE,
                        "MongoDB expected",
                        new Red("message.every-partition-stored", "message.failed-inserts", "group.stored"),
                        new Green("message.handed-on", "message.every-partition")),
                new Told(
                        Lie.PULLS_NOTHING,
                        "missing 4 of 4",
                        new Red("message.pulled", "message.offline", "group.pulled"),
                        new Green("message.pushed", "message.every-partition-stored", "group.pushed")),
                new Told(
                        Lie.PULLS_WITHOUT_THE_LAST,
                        "missing 1 of 4",
                        new Red("message.pulled", "message.offline", "group.pulled"),
                        new Green("message.pushed", "group.pushed")),
                new Told(
                        Lie.ONE_PARTITION_DEAF,
                        "partition 3 of toPush: conversation si_oiv",
                        new Red("message.every-partition"),
                        new Green("message.handed-on", "message.every-partition-stored", "message.consumers")),
                new Told(
                        Lie.NEGLECTS_OTHER_DEVICES,
                        "missing 2 of 2",
                        new Red("session.other-device"),
                        new Green("message.pushed", "session.answers")),
                new Told(
                        Lie.KICKS_WITHOUT_A_WORD,
                        "he was not told",
                        new Red("session.kicked"),
                        new Green("session.answers", "probe.gateway")),
                new Told(
                        Lie.REFUSES_AND_DELIVERS,
                        "is not pushed what was refused",
                        new Red("message.refused"),
                        new Green("message.order", "message.no-duplicates")),
                new Told(
                        Lie.TAKES_LARGE_FRAMES,
                        "loses his session for a frame of more than 51200 bytes",
                        new Red("message.too-large"),
                        // What the lie before this one let in is there still.
                        new Green("message.content", "message.order", "message.refused")),
                new Told(
                        Lie.FORGETS_A_MEMBER,
                        "of 3 did not get all of them",
                        new Red("group.pushed", "group.order", "group.no-duplicates"),
                        new Green("group.acknowledged", "group.pulled", "message.every-partition")),
                new Told(
                        Lie.GROUPS_OUTLIVE_DISMISSAL,
                        "is refused when he writes to the dismissed group",
                        new Red("group.dismissed"),
                        new Green("group.created", "group.pushed")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void turnsExactlyItsChecksRed(Told told) {
        deployment.lies().tell(told.lie());

        var full = quick().full(told.asked());

        assertThat(full.red())
                .as(full.output())
                .containsExactlyInAnyOrder(told.red().checks());
        assertThat(full.green())
                .as(full.output())
                .containsExactlyInAnyOrder(told.green().checks());
        assertThat(full.run().firstCause().orElseThrow().check())
                .hasToString(told.red().checks()[0]);
        assertThat(full.run().exitStatus()).isEqualTo(1);
    }

    @Test
    void pushingToNewSessionsOnlyIsSaidInWords() {
        deployment.lies().tell(Lie.PUSHES_ONLY_TO_NEW_SESSIONS);

        var full = quick().with("openim.deadline.idle", "12s").full("session.idle", "session.new");

        assertThat(full.red()).as(full.output()).containsExactly("session.idle");
        assertThat(full.green()).containsExactly("session.new");
        assertThat(full.output()).contains("only new sessions are pushed to");
    }

    @Test
    void whatIsNotKnownIsNotProvenAndSaysWhy() {
        var full = quick().fromOutside().full(LAYERS);

        assertThat(full.red()).as(full.output()).isEmpty();
        assertThat(full.green()).containsExactlyInAnyOrder("message.every-partition", "message.failed-inserts");
        assertThat(full.run().exitStatus()).isEqualTo(3);
        assertThat(full.output())
                .contains("openim.kafka.bootstrap is not known")
                .contains("openim.mongo.uri is not known")
                .contains("Kafka was not asked");
    }

    @Test
    void whatCannotBeReachedIsNotProvenAndSaysWhy() throws IOException {
        var nowhere = "127.0.0.1:" + closed();

        var full = quick().fromOutside()
                .with("openim.kafka.bootstrap", nowhere)
                .with("openim.mongo.uri", "mongodb://" + nowhere)
                .full(LAYERS);

        assertThat(full.red()).as(full.output()).isEmpty();
        assertThat(full.green()).containsExactlyInAnyOrder("message.every-partition", "message.failed-inserts");
        assertThat(full.run().exitStatus()).isEqualTo(3);
        assertThat(full.output()).contains("Kafka at " + nowhere).contains("MongoDB at " + nowhere);
    }

    /** A port of this machine that nobody listens on now. */
    private static int closed() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Patience that a lie wears out soon, on a machine that has other things to do. */
    private Rehearsed quick() {
        return Rehearsed.reportingTo(reports)
                .with("openim.deadline.call", "12s")
                .with("openim.deadline.push", "6s")
                .with("openim.deadline.stored", "6s")
                .with("openim.deadline.quiet", "1200ms")
                .with("openim.deadline.idle", "1s");
    }
}
