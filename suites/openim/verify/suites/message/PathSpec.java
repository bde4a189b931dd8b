package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.QUIET;
import static openim.verify.suite.Within.STORED;
import static openim.verify.target.Backends.known;

import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.await.Eventually;
import openim.verify.config.store.Kafka;
import openim.verify.message.GroupVolley;
import openim.verify.message.Volley;
import openim.verify.message.instances.EveryPair;
import openim.verify.message.instances.SpreadOut;
import openim.verify.message.kafka.Consumers;
import openim.verify.message.kafka.KafkaMarks;
import openim.verify.message.kafka.KafkaTrace;
import openim.verify.message.store.FailedInserts;
import openim.verify.message.store.Stored;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountRoles;
import org.junit.jupiter.api.DisplayName;

/**
 * A conversation in each partition, followed to its end: one dead consumer of eight silences one partition only, and one gateway its
 * own sessions.
 */
@DisplayName("Message send / consume / push verification: whichever partition a message is in, and whichever gateway")
public final class PathSpec {

    @Proves("message.handed-on")
    @Promise(
            text = "a message is handed on to be pushed and to be stored, whichever partition it is in",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 280)
    void messagesAreHandedOn(KafkaTrace trace, SpreadOut out, Note note) {
        note.says(trace.handedOn(out.sessions().spread().partitions()));
    }

    @Proves("message.consumers")
    @Promise(
            text = "each consumer group of the message path has members, and each partition a reader",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            askedBy = FULL,
            required = false,
            rank = 290)
    void partitionsAreRead(Deployment openim, KafkaMarks marks, AccountRoles cast, Note note) {
        var kafka = known(openim.settings(), openim.settings().stores().kafka(), "openim.kafka.bootstrap");
        var groups = kafka.groups();
        var readers = Map.of(
                groups.toRedis(), kafka.topics().toRedis(),
                groups.toPush(), kafka.topics().toPush(),
                groups.toMongo(), kafka.topics().toMongo());
        var names = List.of(groups.toRedis(), groups.toPush(), groups.toMongo(), groups.toOfflinePush());
        var deadline = Deadline.in(openim.settings().deadlines().stored());
        var expected = Consumers.inCharge(readers, cast.spread().partitions());

        var seen = Eventually.within(deadline, "Kafka, asked for OpenIM's consumer groups,")
                .sees(() -> marks.reader().groups(names, deadline), expected);

        note.says(expected.judge(seen).reason());
    }

    @Proves("message.committed")
    @Promise(
            text = "the consumer groups redis and mongo get past our messages",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 300)
    void groupsGetPastOurMessages(Deployment openim, KafkaMarks marks, KafkaTrace trace, Note note) {
        var groups = known(openim.settings(), openim.settings().stores().kafka(), "openim.kafka.bootstrap")
                .groups();
        var within = openim.settings().deadlines().stored();

        note.says(marks.committed(groups.toRedis(), trace.toRedis(), within) + ", "
                + marks.committed(groups.toMongo(), trace.toMongo(), within));
    }

    @Proves("message.every-partition")
    @Promise(
            text = "a message is pushed whichever of the partitions it is in",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 350)
    void everyPartitionIsPushed(Deployment openim, Kafka.Topics topics, SpreadOut out, Note note) {
        note.says(out.allPushed(topics.toPush(), openim.settings().deadlines().push()));
    }

    @Proves("message.every-gateway-pair")
    @Promise(
            text = "a message from a session on each gateway is pushed on each other one",
            section = MESSAGES,
            suspect = "openim-msggateway",
            within = PUSH,
            needs = "probe.each-gateway",
            askedBy = FULL,
            required = false,
            rank = 340)
    void messagesReachEachOtherGateway(Deployment openim, EveryPair pairs, Note note) {
        note.says(pairs.rounds().allArrive(openim.settings().deadlines().push()));
    }

    @Proves("message.every-partition-stored")
    @Promise(
            text = "a message is stored whichever of the partitions it is in",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 480)
    void everyPartitionIsStored(Deployment openim, SpreadOut out, Note note) {
        note.says(Stored.inMongo(openim, out.sent()).messages().size() + " conversations in MongoDB");
    }

    @Proves("message.failed-inserts")
    @Promise(
            text = "the server counts no message that it failed to number or to insert",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = QUIET,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 500)
    void serverCountsNoFailedInsert(
            Deployment openim, FailedInserts counted, Volley volley, SpreadOut out, GroupVolley group, Note note) {
        var deadlines = openim.settings().deadlines();

        note.says(counted.stayAsTheyWere(deadlines.quiet(), deadlines.call()) + ", with "
                + (volley.sent().size() + out.sent().size() + group.sent().size()) + " messages of ours at least");
    }
}
