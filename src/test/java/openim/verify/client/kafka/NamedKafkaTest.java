package openim.verify.client.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import openim.verify.await.Deadline;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.net.KnownNames;
import openim.verify.client.wire.MsgData;
import openim.verify.verdict.NotLookedAt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that advertises a name which nobody on this machine knows, as that of openim-docker does. */
class NamedKafkaTest {

    private static final String TOPIC = "toRedis";

    private static final String NAME = "kafka.invalid";

    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(2));

    private static final KnownNames NAMES =
            (name, deadline) -> name.equals(NAME) ? Optional.of(InetAddress.getLoopbackAddress()) : Optional.empty();

    @TempDir
    static Path directory;

    private static KafkaRaftServer server;
    private static String outside;
    private static String inside;

    @BeforeAll
    static void start() throws Exception {
        Exit.setExitProcedure((status, message) -> {
            throw new IllegalStateException("the broker gave up: " + message);
        });
        Exit.setHaltProcedure((status, message) -> {
            throw new IllegalStateException("the broker gave up: " + message);
        });
        outside = "127.0.0.1:" + freePort();
        inside = NAME + ":" + freePort();
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .run();
        }
        server = new KafkaRaftServer(new KafkaConfig(settings(), false), Time.SYSTEM);
        server.startup();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", outside))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get(1, TimeUnit.MINUTES);
        }
    }

    private static Properties settings() throws IOException {
        String controller = "127.0.0.1:" + freePort();
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners",
                        "OUTSIDE://" + outside + ",INSIDE://" + inside.replace(NAME, "127.0.0.1") + ",CONTROLLER://"
                                + controller,
                "advertised.listeners", "OUTSIDE://" + outside + ",INSIDE://" + inside,
                "listener.security.protocol.map", "OUTSIDE:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "OUTSIDE",
                "log.dirs", directory.toString(),
                "controlled.shutdown.enable", "false"));
        settings.putAll(Map.of(
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "group.initial.rebalance.delay.ms", "100",
                "log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20)));
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void end() {
        server.shutdown();
        server.awaitShutdown();
    }

    @Test
    void itsMessagesAreReadByTheNameThatItAdvertises() throws Exception {
        KafkaReader reader = reader(NAMES);
        Offsets before = reader.endOffsets(TOPIC, LONG);
        MsgData sent = MsgData.newBuilder()
                .setClientMsgID("m-1")
                .setSendID("alice")
                .setRecvID("bob")
                .build();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", outside), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 1, null, sent.toByteArray()))
                    .get(1, TimeUnit.MINUTES);
        }

        assertThat(reader.find(new MessageId("m-1"), before, LONG))
                .isInstanceOfSatisfying(
                        Search.Found.class,
                        found -> assertThat(found.partition()).isEqualTo(1));
        List<Message> read = new ArrayList<>();
        reader.readEveryRecord(before, batch -> batch.forEach(found -> read.add(found.message())), LONG);
        assertThat(read).extracting(Message::id).containsExactly(new MessageId("m-1"));
        assertThat(reader.cluster(List.of(TOPIC), LONG).advertised()).containsExactly(inside);
    }

    @Test
    void itsConsumerGroupsAreDescribedAsTheAdminClientDoes() throws Exception {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        outside,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "redis",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(200));
            }
            consumer.assignment().forEach(consumer::position);
            consumer.commitSync();

            List<ConsumerGroup> named = reader(NAMES).groups(List.of("redis", "nobody"), LONG);
            KafkaReader byAdmin = new KafkaReader(new KafkaAccess(List.of(outside), Map.of()));

            assertThat(named).isEqualTo(byAdmin.groups(List.of("redis", "nobody"), LONG));
            assertThat(named.get(0).isAttended()).isTrue();
            assertThat(named.get(0).covers(TOPIC, List.of(0, 1))).isTrue();
            assertThat(named.get(0).committed()).containsKey(TOPIC);
            assertThat(named.get(1).state()).isEqualTo("Dead");
        }
    }

    @Test
    void withoutKnowingTheNameNothingIsReadAndTheReasonIsTold() {
        KafkaReader untold = new KafkaReader(
                new KafkaAccess(List.of(outside.replaceFirst(":.*", "") + inside.replaceFirst(".*:", ":")), Map.of()));

        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> untold.endOffsets(TOPIC, LONG))
                .withMessageContaining(inside + ", which cannot be resolved here");
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> reader((name, deadline) -> {
                            throw KnownNames.cannotTell(name, "its container's address does not answer from here");
                        })
                        .endOffsets(TOPIC, LONG))
                .withMessageContaining("its container's address does not answer from here");
    }

    private static KafkaReader reader(KnownNames names) {
        return new KafkaReader(new KafkaAccess(List.of(inside), Map.of(), names));
    }
}
