package openim.verify.app.run;

import static openim.verify.target.Backends.known;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import openim.verify.await.Deadline;
import openim.verify.client.kafka.KafkaCluster;
import openim.verify.client.metrics.PrometheusReader;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.user.User;
import openim.verify.config.Deadlines;
import openim.verify.config.store.Kafka;
import openim.verify.message.Arrived;
import openim.verify.message.Burst;
import openim.verify.message.CaughtUp;
import openim.verify.message.Group;
import openim.verify.message.GroupVolley;
import openim.verify.message.HeldMessages;
import openim.verify.message.HeldSession;
import openim.verify.message.Membership;
import openim.verify.message.OpenSessions;
import openim.verify.message.OtherDevice;
import openim.verify.message.Samples;
import openim.verify.message.Unread;
import openim.verify.message.Volley;
import openim.verify.message.instances.SpreadOut;
import openim.verify.message.instances.SpreadSessions;
import openim.verify.message.kafka.KafkaMarks;
import openim.verify.message.kafka.KafkaTrace;
import openim.verify.message.store.FailedInserts;
import openim.verify.message.store.StoredMark;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.account.AccountRoles;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Sets the stage for message proof in full, beside that of the smoke. Nothing is made unless a spec asks for it. */
final class MessageStage {

    private static final int VOLLEY = 10;
    private static final int WHILE_AWAY = 6;
    private static final int TO_THE_GROUP = 6;

    /** As many as OpenIM makes of each topic. */
    private static final int PARTITIONS = 8;

    private static final String GROUP_NAME = "openim-verify";

    private final Fixtures fixtures;
    private final Deployment openim;
    private final History history;
    private final Deadlines deadlines;
    private final Kafka.Topics topics;

    private MessageStage(Fixtures fixtures, Deployment openim, History history) {
        this.fixtures = fixtures;
        this.openim = openim;
        this.history = history;
        this.deadlines = openim.settings().deadlines();
        this.topics = openim.settings().stores().kafka().map(Kafka::topics).orElse(Kafka.Topics.DEFAULT);
    }

    static void set(Fixtures fixtures, Deployment openim, History history) {
        MessageStage stage = new MessageStage(fixtures, openim, history);
        stage.offerCast();
        stage.offerLayers();
        stage.offerSessions();
        stage.offerMessages();
        stage.offerGroups();
    }

    private void offerCast() {
        fixtures.offer(Kafka.Topics.class, "probe.api", () -> topics)
                .offer(AccountRoles.class, "probe.auth", this::cast)
                .offer(
                        SpreadSessions.class,
                        "probe.gateway",
                        () -> SpreadSessions.opened(
                                fixtures.need(AccountRoles.class, "probe.gateway")
                                        .spread(),
                                openim.im()));
    }

    private AccountRoles cast() {
        RegisteredAccounts residents = InstanceStage.residents(fixtures);
        Optional<Map<String, Integer>> counted = partitions();
        return AccountRoles.settled(
                residents,
                counted.orElseGet(this::usualPartitions),
                counted.isPresent(),
                history,
                openim.im().users(),
                openim.im().friends());
    }

    /** How many Kafka says there are; empty if it cannot be asked, which message.handed-on tells. */
    private Optional<Map<String, Integer>> partitions() {
        try {
            KafkaCluster cluster = known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap")
                    .cluster(
                            List.of(topics.toRedis(), topics.toPush(), topics.toMongo()),
                            Deadline.in(deadlines.call()));
            return cluster.partitions().containsValue(0) ? Optional.empty() : Optional.of(cluster.partitions());
        } catch (CannotLook | NotLookedAt otherwise) {
            return Optional.empty();
        }
    }

    private Map<String, Integer> usualPartitions() {
        Map<String, Integer> usual = new HashMap<>();
        List.of(topics.toRedis(), topics.toPush(), topics.toMongo()).forEach(topic -> usual.put(topic, PARTITIONS));
        return usual;
    }

    private void offerLayers() {
        fixtures.offer(
                        KafkaMarks.class,
                        "message.handed-on",
                        () -> KafkaMarks.now(
                                known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap"),
                                topics,
                                Deadline.in(deadlines.call())))
                .offer(KafkaTrace.class, "message.handed-on", () -> {
                    KafkaMarks marks = fixtures.need(KafkaMarks.class, "message.handed-on");
                    SpreadOut out = fixtures.need(SpreadOut.class, "message.handed-on");
                    return marks.trace(out.sent(), Deadline.in(deadlines.stored()));
                })
                .offer(
                        StoredMark.class,
                        "message.seq-stored",
                        () -> StoredMark.of(
                                openim, sessions("message.seq-stored").pair().conversation()))
                .offer(
                        FailedInserts.class,
                        "message.failed-inserts",
                        () -> FailedInserts.from(
                                new PrometheusReader(
                                        openim.settings().endpoints().api(),
                                        openim.tls(),
                                        OwnHosts.of(openim.settings())),
                                transfers(),
                                deadlines.call()));
    }

    /** How many openim-msgtransfers there are, by their consumer group: each is one member of it. */
    private OptionalInt transfers() {
        try {
            return OptionalInt.of(known(openim.settings(), openim.underneath().topics(), "openim.kafka.bootstrap")
                    .groups(
                            List.of(openim.settings()
                                    .stores()
                                    .kafka()
                                    .map(Kafka::groups)
                                    .orElse(Kafka.ConsumerGroups.DEFAULT)
                                    .toRedis()),
                            Deadline.in(deadlines.call()))
                    .get(0)
                    .members()
                    .size());
        } catch (CannotLook | NotLookedAt unknown) {
            return OptionalInt.empty();
        }
    }

    private void offerSessions() {
        fixtures.offer(
                        HeldSession.class,
                        "session.idle",
                        () -> HeldSession.idleFor(
                                deadlines.idle(),
                                fixtures.need(AccountRoles.class, "session.idle")
                                        .idle(),
                                openim.im()))
                .offer(HeldMessages.class, "session.idle", () -> {
                    HeldSession held = fixtures.need(HeldSession.class, "session.idle");
                    held.awaitSettled(openim.im().users());
                    return HeldMessages.from(sender("session.idle"), held);
                })
                .offer(OtherDevice.class, "session.other-device", () -> {
                    sender("session.other-device");
                    return OtherDevice.of(
                            fixtures.need(AccountRoles.class, "session.other-device")
                                    .twin(),
                            sessions("session.other-device").receiver(),
                            openim.im(),
                            openim.im().users(),
                            openim.settings().multiLogin());
                });
    }

    private void offerMessages() {
        fixtures.offer(Volley.class, "message.order", () -> {
                    User sender = sender("message.order");
                    fixtures.ifHad(StoredMark.class, "message.order");
                    return Volley.of(
                            VOLLEY, sender, sessions("message.order").receiver().id());
                })
                .offer(Unread.class, "message.acknowledged", () -> {
                    User sender = sender("message.acknowledged");
                    fixtures.need(Arrived.class, "message.acknowledged");
                    return Unread.sent(
                            sender,
                            sessions("message.acknowledged").receiver(),
                            openim.im().users(),
                            deadlines.push());
                })
                .offer(
                        Samples.class,
                        "message.content",
                        () -> Samples.between(
                                sender("message.content"),
                                sessions("message.content").receiver()))
                .offer(SpreadOut.class, "message.every-partition", () -> {
                    SpreadSessions receivers = fixtures.need(SpreadSessions.class, "message.every-partition");
                    User sender = sender("message.every-partition");
                    fixtures.ifHad(KafkaMarks.class, "message.every-partition");
                    receivers.awaitSettled(openim.im().users());
                    return SpreadOut.by(sender, receivers);
                })
                .offer(CaughtUp.class, "message.offline", () -> {
                    User sender = sender("message.offline");
                    AccountRoles cast = fixtures.need(AccountRoles.class, "message.offline");
                    return CaughtUp.missed(WHILE_AWAY, sender, cast.away(), openim.im());
                });
    }

    private void offerGroups() {
        fixtures.offer(
                        Membership.class,
                        "probe.gateway",
                        () -> Membership.opened(
                                fixtures.need(AccountRoles.class, "probe.gateway")
                                        .member(),
                                openim.im()))
                .offer(Group.class, "group.created", () -> {
                    OpenSessions sessions = sessions("group.created");
                    User member =
                            fixtures.need(Membership.class, "group.created").member();
                    return Group.made(GROUP_NAME, sessions.sender(), List.of(sessions.receiver(), member), openim.im());
                })
                .offer(GroupVolley.class, "group.acknowledged", () -> {
                    sender("group.acknowledged");
                    Group group = fixtures.need(Group.class, "group.acknowledged");
                    fixtures.need(Membership.class, "group.acknowledged")
                            .awaitSettled(openim.im().users());
                    return GroupVolley.of(TO_THE_GROUP, group);
                });
    }

    private OpenSessions sessions(String maker) {
        return fixtures.need(OpenSessions.class, maker);
    }

    /** Who sends, once it was seen that what he sends is taken, and, if it ever is, that it arrives. */
    private User sender(String maker) {
        fixtures.need(Burst.class, maker);
        fixtures.ifHad(Arrived.class, maker);
        return sessions(maker).sender();
    }
}
