package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import openim.verify.ClosedPort;
import openim.verify.app.Told.Green;
import openim.verify.app.Told.Red;
import openim.verify.rehearsal.Lie;
import org.junit.jupiter.api.Test;

/** A deployment that carries messages, and lies about what becomes of one: the full suite says in which layer. */
class MessageLieTest extends LiesTold {

    private static final String PUSHED = "message.pushed";
    private static final String RECEIPT = "message.read-receipt";

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

    static Stream<Told> lies() {
        return Stream.of(
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
                        "another order: number ",
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
                        "expected that MongoDB",
                        new Red("message.every-partition-stored", "message.failed-inserts", "group.stored"),
                        new Green("message.handed-on", "message.every-partition")),
                new Told(
                        Lie.PULLS_NOTHING,
                        "4 of 4 messages are missing",
                        new Red("message.pulled", "message.offline", "group.pulled"),
                        new Green("message.pushed", "message.every-partition-stored", "group.pushed")),
                new Told(
                        Lie.PULLS_WITHOUT_THE_LAST,
                        "1 of 4 messages are missing",
                        new Red("message.pulled", "message.offline", "group.pulled"),
                        new Green("message.pushed", "group.pushed")),
                new Told(
                        Lie.ONE_PARTITION_DEAF,
                        "partition 3 of toPush: conversation si_oiv",
                        new Red("message.every-partition"),
                        new Green("message.handed-on", "message.every-partition-stored", "message.consumers")),
                new Told(
                        Lie.KEEPS_READ_RECEIPTS,
                        "no read receipt came",
                        new Red("message.read-receipt"),
                        new Green("message.pushed", "message.pulled")),
                new Told(
                        Lie.RECEIPTS_NAME_ANOTHER_CONVERSATION,
                        "another read receipt came (seq",
                        new Red("message.read-receipt"),
                        new Green("message.pushed", "message.pulled")),
                new Told(
                        Lie.RECEIPTS_NAME_OTHER_SEQS,
                        "another read receipt came (seq",
                        new Red("message.read-receipt"),
                        new Green("message.pushed", "message.pulled")));
    }

    @Test
    void aReadReceiptComesBackToTheSender() {
        var full = Rehearsed.quick(reports).full(RECEIPT);

        assertThat(full.green()).as(full.output()).containsExactly(RECEIPT);
        assertThat(full.output()).containsPattern("seq \\d+ of si_\\w+, read by \\w+, told to \\w+ after \\d+ ms");
    }

    @Test
    void aReadReceiptIsNotLookedForWhereItsMessageDidNotArrive() {
        Rehearsed.shared().lies().tell(Lie.ACKNOWLEDGES_WITHOUT_DELIVERING);

        var full = Rehearsed.quick(reports).full(PUSHED, RECEIPT);

        assertThat(full.red()).as(full.output()).containsExactly(PUSHED);
        assertThat(full.green()).isEmpty();
        assertThat(full.run().observations())
                .filteredOn(seen -> seen.check().value().equals(RECEIPT))
                .singleElement()
                .satisfies(seen -> assertThat(seen.blockedBy()).hasToString("[" + PUSHED + "]"));
    }

    @Test
    void aReleaseThatMarksNothingAsReadIsNotAccusedOfIt() throws IOException {
        var api = Rehearsed.quick(reports).settings().endpoints().api();
        try (var door = PickyDoor.without("/msg/mark_msgs_as_read", api)) {
            var full = Rehearsed.quick(reports)
                    .fromOutside()
                    .with("openim.api.url", door.uri().toString())
                    .full(PUSHED, RECEIPT);

            assertThat(full.red()).as(full.output()).isEmpty();
            assertThat(full.notHere()).as(full.output()).containsExactly(RECEIPT);
        }
    }

    @Test
    void whatIsNotKnownIsNotProvenAndSaysWhy() {
        var full = Rehearsed.quick(reports).fromOutside().full(LAYERS);

        assertThat(full.red()).as(full.output()).isEmpty();
        assertThat(full.green()).containsExactly("message.every-partition");
        assertThat(full.run().exitStatus()).isEqualTo(3);
        assertThat(full.output())
                .contains("openim.kafka.bootstrap is not known")
                .contains("openim.mongo.uri is not known")
                .contains("Kafka was not asked");
        assertThat(full.output().replaceAll("\\s+", " ")).contains("nobody here knows how many there are");
    }

    @Test
    void whatCannotBeReachedIsNotProvenAndSaysWhy() throws IOException {
        var nowhere = "127.0.0.1:" + ClosedPort.number();

        var full = Rehearsed.quick(reports)
                .fromOutside()
                .with("openim.kafka.bootstrap", nowhere)
                .with("openim.mongo.uri", "mongodb://" + nowhere)
                .full(LAYERS);

        assertThat(full.red()).as(full.output()).isEmpty();
        assertThat(full.green()).containsExactly("message.every-partition");
        assertThat(full.run().exitStatus()).isEqualTo(3);
        assertThat(full.output()).contains("Kafka at " + nowhere).contains("MongoDB at " + nowhere);
    }
}
