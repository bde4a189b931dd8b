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
import openim.verify.config.Deadlines;
import openim.verify.config.store.Kafka;
import openim.verify.message.Membership;
import openim.verify.message.instances.SpreadSessions;
import openim.verify.message.kafka.KafkaMarks;
import openim.verify.message.store.FailedInserts;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.account.AccountRoles;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Sets the stage for message proof in full, beside that of the smoke. Nothing is made unless a spec asks for it. */
final class MessageStage {

    /** As many as OpenIM makes of each topic. */
    private static final int PARTITIONS = 8;

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
    }

    private void offerCast() {
        fixtures.offer(Kafka.Topics.class, "probe.api", () -> topics)
                .offer(AccountRoles.class, "probe.auth", this::cast)
                .offer(
                        SpreadSessions.class,
                        "probe.gateway",
                        () -> SpreadSessions.mustOpen(
                                fixtures.need(AccountRoles.class).spread(), openim.im()))
                .offer(
                        Membership.class,
                        "probe.gateway",
                        () -> Membership.mustOpen(
                                fixtures.need(AccountRoles.class).member(), openim.im()));
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
}
