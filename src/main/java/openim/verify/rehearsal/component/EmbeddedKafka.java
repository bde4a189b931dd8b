package openim.verify.rehearsal.component;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker, alone in its cluster, with OpenIM's topics. It tells its clients the relay's address. */
final class EmbeddedKafka extends EmbeddedComponent {

    private static final List<String> TOPICS = List.of("toRedis", "toPush", "toMongo", "toOfflinePush");
    private static final String LACKED = "toMongo";
    private static final int PARTITIONS = 8;
    private static final int NODE = 1;

    private final KafkaRaftServer server;

    private EmbeddedKafka(Relay relay, KafkaRaftServer server, int port) {
        super("kafka", relay, port);
        this.server = server;
    }

    /** Starts one that works in this directory, and returns when its topics can be written to. */
    static EmbeddedKafka launch(Relay relay, Path directory, Lies lies) throws Exception {
        surviveFaults();
        Files.createDirectories(directory);
        int port = LoopbackPort.free();
        int guarded = LoopbackPort.free();
        KafkaConfig config = new KafkaConfig(settings(directory, port, guarded, relay), false);
        format(directory);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        EmbeddedKafka kafka = new EmbeddedKafka(relay, server, port);
        try {
            createTopics(relay);
        } catch (Exception e) {
            kafka.end();
            throw e;
        }
        lies.whenTold(Lie.KAFKA_REFUSES_LOGIN, () -> kafka.leadTo(guarded));
        lies.whenRecanted(Lie.KAFKA_REFUSES_LOGIN, () -> kafka.leadTo(port));
        lies.whenTold(
                Lie.KAFKA_LACKS_A_TOPIC,
                () -> told(relay, admin -> admin.deleteTopics(List.of(LACKED)).all()));
        lies.whenRecanted(
                Lie.KAFKA_LACKS_A_TOPIC,
                () -> told(
                        relay,
                        admin -> admin.createTopics(List.of(new NewTopic(LACKED, PARTITIONS, (short) 1)))
                                .all()));
        return kafka;
    }

    /** Leads those who come from now on to another of its listeners, and ends the connections that there are. */
    private void leadTo(int listener) {
        relay().carry(Traffic.refusing());
        relay().leadTo(listener);
        relay().carry(Traffic.passing());
    }

    private static void told(Relay relay, Function<Admin, KafkaFuture<Void>> words) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, relay.hostAndPort()))) {
            words.apply(admin).get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not do as it is told", e);
        }
    }

    /** A broker that meets a fault ends its JVM; this one shares it with the verification. */
    private static void surviveFaults() {
        Exit.Procedure throwing = (status, message) -> {
            throw new IllegalStateException("the broker gave up: " + message);
        };
        Exit.setExitProcedure(throwing);
        Exit.setHaltProcedure(throwing);
        Exit.setShutdownHookAdder((name, hook) -> {});
    }

    private static Properties settings(Path directory, int port, int guarded, Relay relay) {
        int controllerPort = LoopbackPort.free();
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                String.valueOf(NODE),
                "controller.quorum.voters",
                NODE + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",GUARDED://127.0.0.1:" + guarded + ",CONTROLLER://127.0.0.1:"
                        + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://" + relay.hostAndPort() + ",GUARDED://127.0.0.1:" + guarded,
                "log.dirs",
                directory.toString(),
                "controlled.shutdown.enable",
                "false"));
        settings.putAll(guarded());
        settings.putAll(alone());
        settings.putAll(frugal());
        return settings;
    }

    /** A second listener, which wants a login; and topics are made by nobody but us. */
    private static Map<String, String> guarded() {
        return Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.guarded.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_openim=\"openim\";",
                "auto.create.topics.enable",
                "false");
    }

    /** What a cluster of one must be told. */
    private static Map<String, String> alone() {
        return Map.of(
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "250");
    }

    /** Little memory and few threads: it carries a handful of messages a second. */
    private static Map<String, String> frugal() {
        return Map.of(
                "metric.reporters", "",
                "num.network.threads", "2",
                "num.io.threads", "2",
                "num.recovery.threads.per.data.dir", "1",
                "background.threads", "2",
                // Else its controller writes twice a second that nothing happened.
                "metadata.max.idle.interval.ms", "0",
                "log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024),
                "log.index.size.max.bytes", String.valueOf(64 * 1024),
                "log.segment.bytes", String.valueOf(16 * 1024 * 1024));
    }

    private static void format(Path directory) throws Exception {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        }
    }

    private static void createTopics(Relay relay) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, relay.hostAndPort()))) {
            admin.createTopics(TOPICS.stream()
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    @Override
    void end() {
        server.shutdown();
        server.awaitShutdown();
    }
}
