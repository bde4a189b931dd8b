package openim.verify.suites.message;

import static openim.verify.suite.AskedBy.FULL;
import static openim.verify.suite.Section.MESSAGES;
import static openim.verify.suite.Within.PUSH;
import static openim.verify.suite.Within.QUIET;
import static openim.verify.suite.Within.STORED;
import static openim.verify.target.Backends.known;

import openim.verify.await.Deadline;
import openim.verify.config.store.Kafka;
import openim.verify.message.Correspondents;
import openim.verify.message.GroupVolley;
import openim.verify.message.Volley;
import openim.verify.message.instances.SpreadSessions;
import openim.verify.message.instances.SpreadSessions.SpreadOut;
import openim.verify.message.kafka.Consumers;
import openim.verify.message.kafka.KafkaMarks;
import openim.verify.message.store.FailedInserts;
import openim.verify.message.store.Stored;
import openim.verify.suite.Given;
import openim.verify.suite.Journey;
import openim.verify.suite.Promise;
import openim.verify.suite.Steps;
import openim.verify.target.Deployment;
import openim.verify.target.account.AccountRoles;
import org.junit.jupiter.api.DisplayName;

/** A conversation in each partition, followed to its end: one dead consumer of eight silences one partition only. */
@DisplayName("Message send / consume / push verification: whichever partition a message is in")
public final class PathSpec {

    /** A message to each of so many people that every partition has one. */
    @Journey
    @Promise(
            check = "message.handed-on",
            text = "a message is handed on to be pushed and to be stored, whichever partition it is in",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 280)
    @Promise(
            check = "message.consumers",
            text = "each consumer group of the message path has members, and each partition a reader",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            askedBy = FULL,
            required = false,
            rank = 290)
    @Promise(
            check = "message.committed",
            text = "the consumer groups redis and mongo get past our messages",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 300)
    @Promise(
            check = "message.every-partition",
            text = "a message is pushed whichever of the partitions it is in",
            section = MESSAGES,
            suspect = "openim-push",
            within = PUSH,
            needs = "message.acknowledged",
            askedBy = FULL,
            rank = 350)
    @Promise(
            check = "message.every-partition-stored",
            text = "a message is stored whichever of the partitions it is in",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = STORED,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 480)
    @Promise(
            check = "message.failed-inserts",
            text = "the server counts no message that it failed to number or to insert",
            section = MESSAGES,
            suspect = "openim-msgtransfer",
            within = QUIET,
            needs = "message.acknowledged",
            askedBy = FULL,
            required = false,
            rank = 500)
    void eachPartitionCarriesAMessage(
            Deployment openim,
            Given<Kafka.Topics> topics,
            Given<KafkaMarks> marks,
            Given<AccountRoles> cast,
            Given<SpreadSessions> receivers,
            Given<Correspondents> people,
            Given<FailedInserts> counted,
            Given<Volley> volley,
            Given<GroupVolley> toTheGroup,
            Steps step) {
        var within = openim.settings().deadlines();
        var users = openim.im().users();

        // Where Kafka's topics end is known before anything is sent, if it can be.
        var out = step.after(marks).act("message.every-partition", () -> {
            var open = receivers.get();
            var sender = people.get().sender();
            return SpreadOut.mustSend(sender, open.settled(users));
        });

        var trace = step.act("message.handed-on", () -> {
            var before = marks.get();
            return before.trace(out.get().sent(), Deadline.in(within.stored()));
        });

        step.check("message.handed-on", note -> {
            var records = trace.get();

            return note.says(
                    records.mustBeHandedOn(out.get().sessions().spread().partitions()));
        });

        step.check("message.consumers", note -> {
            var reader = marks.get().reader();
            var partitions = cast.get().spread().partitions();
            var kafka = known(openim.settings(), openim.settings().stores().kafka(), "openim.kafka.bootstrap");

            return note.says(Consumers.mustBeInCharge(reader, kafka, partitions, within.stored()));
        });

        step.check("message.committed", note -> {
            var before = marks.get();
            var records = trace.get();
            var groups = known(openim.settings(), openim.settings().stores().kafka(), "openim.kafka.bootstrap")
                    .groups();

            return note.says(before.mustBeCommitted(groups.toRedis(), records.toRedis(), within.stored()) + ", "
                    + before.mustBeCommitted(groups.toMongo(), records.toMongo(), within.stored()));
        });

        step.check("message.every-partition", note -> {
            var toPush = topics.get().toPush();

            return note.says(out.get().mustAllBePushed(toPush, within.push()));
        });

        step.check("message.every-partition-stored", note -> {
            var stored = Stored.mustBeInMongo(openim, out.get().sent());

            return note.says(stored.messages().size() + " conversations in MongoDB");
        });

        step.check("message.failed-inserts", note -> {
            var before = counted.get();
            var ours = volley.get().sent().size()
                    + out.get().sent().size()
                    + toTheGroup.get().sent().size();

            return note.says(before.mustStayAsTheyWere(within.quiet(), within.call()) + ", with " + ours
                    + " messages of ours at least");
        });
    }
}
