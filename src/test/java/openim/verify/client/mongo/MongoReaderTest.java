package openim.verify.client.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.net.Tls;
import openim.verify.config.secret.Secret;
import openim.verify.config.store.Mongo;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoReaderTest {

    private static final ConversationId CONVERSATION = new ConversationId("si_alice_bob");

    private MongoServer server;
    private String uri;
    private MongoClient writer;
    private MongoReader reader;

    @BeforeEach
    void start() {
        server = new MongoServer(new MemoryBackend());
        InetSocketAddress address = server.bind();
        uri = "mongodb://127.0.0.1:" + address.getPort();
        writer = MongoClients.create(uri);
        reader = openFor(Duration.ofMinutes(2));
    }

    @Test
    void aNameThatThisProcessKnowsIsEnough() {
        Tls tls = Tls.ofTheJdk()
                .finding((name, deadline) -> name.equals("mongo.invalid")
                        ? Optional.of(InetAddress.getLoopbackAddress())
                        : Optional.empty());
        Mongo named = new Mongo(Secret.of(uri.replace("127.0.0.1", "mongo.invalid")), "openim_v3");

        try (MongoReader inside = MongoReader.open(named, tls, Deadline.in(Duration.ofMinutes(1)))) {
            assertThat(inside.hello().writable()).isTrue();
        }
        assertThatExceptionOfType(NotLookedAt.class)
                .isThrownBy(() -> MongoReader.open(named, Tls.ofTheJdk(), Deadline.in(Duration.ofMinutes(1))))
                .withMessageContaining("MongoDB at mongo.invalid");
    }

    private MongoReader openFor(Duration life) {
        return MongoReader.open(new Mongo(Secret.of(uri), "openim_v3"), Tls.ofTheJdk(), Deadline.in(life));
    }

    @AfterEach
    void stop() {
        reader.close();
        writer.close();
        server.shutdownNow();
    }

    /** Stores a document as OpenIM does: a hundred places, most of them without a message. */
    private void stores(ConversationId conversation, long number, Document... messages) {
        List<Document> places = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            places.add(new Document("msg", null)
                    .append("revoke", null)
                    .append("del_list", null)
                    .append("is_read", false));
        }
        for (Document message : messages) {
            places.get((int) ((message.getLong("seq") - 1) % 100)).put("msg", message);
        }
        writer.getDatabase("openim_v3")
                .getCollection("msg")
                .insertOne(new Document("doc_id", conversation + ":" + number).append("msgs", places));
    }

    private static Document message(String id, long seq) {
        return new Document("client_msg_id", id)
                .append("server_msg_id", "s-" + id)
                .append("send_id", "alice")
                .append("recv_id", "bob")
                .append("group_id", "")
                .append("content_type", 101)
                .append("content", "{\"content\":\"hello\"}")
                .append("seq", seq)
                .append("send_time", 1795529726990L);
    }

    @Test
    void aServerThatStandsAloneTakesWrites() {
        assertThat(reader.hello().writable()).isTrue();
    }

    @Test
    void aMessageIsFoundByItsSeqWithWhatWasStored() {
        stores(CONVERSATION, 0, message("one", 1), message("hundred", 100));
        stores(CONVERSATION, 1, message("hundred-one", 101));

        assertThat(reader.find(CONVERSATION, 100).map(Message::id)).contains(new MessageId("hundred"));
        assertThat(reader.find(CONVERSATION, 101))
                .contains(new Message(
                        new MessageId("hundred-one"),
                        "s-hundred-one",
                        "alice",
                        "bob",
                        101,
                        101,
                        "{\"content\":\"hello\"}",
                        Instant.ofEpochMilli(1795529726990L)));
        assertThat(reader.find(CONVERSATION, 2)).isEmpty();
        assertThat(reader.find(CONVERSATION, 201)).isEmpty();
    }

    @Test
    void aMessageThatWasStoredTwiceIsFoundTwice() {
        stores(CONVERSATION, 0, message("twice", 99), message("once", 100));
        stores(CONVERSATION, 1, message("twice", 101));

        assertThat(reader.findAll(CONVERSATION, new MessageId("twice"), 1))
                .extracting(Message::seq)
                .containsExactly(99L, 101L);
        assertThat(reader.findAll(CONVERSATION, new MessageId("once"), 1)).hasSize(1);
        assertThat(reader.findAll(CONVERSATION, new MessageId("never"), 1)).isEmpty();
        assertThat(reader.findAll(CONVERSATION, new MessageId("once"), 101)).isEmpty();
    }

    @Test
    void theHighestSeqIsThatOfTheNewestDocumentByNumber() {
        stores(CONVERSATION, 9, message("old", 901));
        stores(CONVERSATION, 10, message("new", 1007));
        stores(new ConversationId("si_alice_bobby"), 20, message("theirs", 2001));

        assertThat(reader.highestSeq(CONVERSATION)).hasValue(1007);
    }

    @Test
    void aNewestDocumentWithoutAMessageHidesNoSeq() {
        stores(CONVERSATION, 0, message("last", 42));
        stores(CONVERSATION, 1);

        assertThat(reader.highestSeq(CONVERSATION)).hasValue(42);
    }

    @Test
    void aConversationThatNobodyStoredHasNoSeq() {
        assertThat(reader.highestSeq(CONVERSATION)).isEmpty();
        assertThat(reader.find(CONVERSATION, 1)).isEmpty();
    }

    @Test
    void aLongConversationIsReadInBatches() {
        for (int number = 0; number < 51; number++) {
            stores(CONVERSATION, number, message("of-" + number, number * 100L + 1));
        }
        List<List<Message>> batches = new ArrayList<>();

        reader.from(CONVERSATION, 101, batches::add);

        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(MongoReader.AT_ONCE));
        assertThat(batches.stream().flatMap(List::stream).map(Message::seq))
                .hasSize(50)
                .isSorted()
                .startsWith(101L)
                .endsWith(5001L);
        assertThat(reader.findAll(CONVERSATION, new MessageId("of-50"), 1)).hasSize(1);
    }

    @Test
    void aDocumentThatComesBetweenTwoBatchesIsReadToo() {
        for (int number = 0; number < 11; number++) {
            stores(CONVERSATION, number, message("of-" + number, number * 100L + 1));
        }
        List<Message> read = new ArrayList<>();

        reader.from(CONVERSATION, 1, batch -> {
            if (read.isEmpty()) {
                stores(CONVERSATION, 11, message("late", 1101));
            }
            read.addAll(batch);
        });

        assertThat(read).extracting(message -> message.id().value()).hasSize(12).endsWith("of-10", "late");
    }

    @Test
    void aServerThatGoesAwayIsNotAnEmptyStore() {
        // Once the driver has noticed, it waits for the server to come back as long as it may.
        try (MongoReader shortLived = openFor(Duration.ofSeconds(5))) {
            server.shutdownNow();

            assertThatExceptionOfType(CannotLook.class)
                    .isThrownBy(() -> shortLived.find(CONVERSATION, 1))
                    .satisfies(e -> assertThat(e.evidence())
                            .extracting(Evidence::name)
                            .contains(Evidence.FAILURE, Evidence.FROM));
        }
    }
}
