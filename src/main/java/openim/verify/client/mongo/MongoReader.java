package openim.verify.client.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.ConversationId;
import openim.verify.client.DiskLeft;
import openim.verify.client.Excerpt;
import openim.verify.client.Failure;
import openim.verify.client.LoginRefused;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Mongo;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;
import org.bson.Document;

/**
 * Reads messages where OpenIM stores them.
 *
 * <p>Opened with a deadline that holds for its whole life: at that moment its connections are closed under whoever reads. Safe
 * for all threads.
 *
 * <p>Every method throws {@link NotLookedAt} if MongoDB refuses our credentials or its name is unknown here, and
 * {@link CannotLook} if it does not answer by the deadline; the latter's evidence says how it failed.
 */
public final class MongoReader implements AutoCloseable {

    /** So many documents, of a hundred messages each, are read at a time: more would be felt, there and here. */
    static final int AT_ONCE = 10;

    private final String from;
    private final MongoClient client;
    private final MongoDatabase database;
    private final Deadline deadline;
    private final Deadline.Guard guard;

    private MongoReader(String from, MongoClient client, String database, Deadline deadline) {
        this.from = from;
        this.client = client;
        this.database = client.getDatabase(database);
        this.deadline = deadline;
        this.guard = deadline.closing(client);
    }

    /** Opens one, as soon as any of the servers takes a connection. */
    public static MongoReader open(Mongo mongo, Tls tls, Deadline deadline) {
        String from = "MongoDB at " + mongo.hosts();
        return MongoFailures.saying(from, deadline, () -> {
            // The driver waits for a server that refuses; names of SRV records are no addresses.
            if (!mongo.uri().reveal().startsWith("mongodb+srv://")) {
                Reachability.any(HostPort.parseAll(mongo.hosts(), 27017), tls.names(), deadline);
            }
            MongoClient client = Bounded.call(deadline, "mongo-open", () -> MongoAccess.open(mongo, tls, deadline));
            return new MongoReader(from, client, mongo.database(), deadline);
        });
    }

    /** What the server says of itself, after it let us in and answered a ping. */
    public MongoHello hello() {
        MongoHello first = look(() -> {
            database.runCommand(new Document("ping", 1), ReadPreference.nearest());
            return MongoHello.of(client.getClusterDescription());
        });
        if (first.writable()) {
            return first;
        }
        try {
            // The primary may be found a moment later than the others.
            return look(() -> {
                database.runCommand(new Document("ping", 1));
                return MongoHello.of(client.getClusterDescription());
            });
        } catch (CannotLook none) {
            return first;
        }
    }

    /** How much of the disk beneath it is left; empty if it does not tell. */
    public Optional<DiskLeft> diskLeft() {
        return look(() -> {
            Document stats = database.runCommand(new Document("dbStats", 1), ReadPreference.nearest());
            return stats.get("fsTotalSize") instanceof Number total && stats.get("fsUsedSize") instanceof Number used
                    ? Optional.of(new DiskLeft(total.longValue() - used.longValue(), total.longValue()))
                    : Optional.<DiskLeft>empty();
        });
    }

    /** The message that is stored at a seq of a conversation. */
    public Optional<Message> find(ConversationId conversation, long seq) {
        String id = MessageDocument.id(conversation, MessageDocument.number(seq));
        return look(() -> documents(List.of(id))
                .flatMap(MessageDocument::messages)
                .filter(message -> message.seq() == seq)
                .findFirst());
    }

    /**
     * Every place at which a message is stored: none, one, or, where OpenIM stored it twice, two.
     *
     * @param fromSeq where in the conversation to begin: what is stored before the message was sent need not be read; at least 1
     */
    public List<Message> findAll(ConversationId conversation, MessageId id, long fromSeq) {
        List<Message> found = new ArrayList<>();
        from(
                conversation,
                MessageDocument.firstSeq(MessageDocument.number(Math.max(1, fromSeq))),
                batch -> batch.stream()
                        .filter(message -> message.id().equals(id))
                        .forEach(found::add));
        return List.copyOf(found);
    }

    /**
     * Every message of a conversation that is stored from a seq on, in the order of their seqs, some at a time. What is stored
     * while it is read, above what was stored before, is read too.
     *
     * @param batch is given some messages at a time, at most those of {@value #AT_ONCE} documents
     */
    public void from(ConversationId conversation, long fromSeq, Consumer<List<Message>> batch) {
        long next = MessageDocument.number(Math.max(1, fromSeq));
        while (true) {
            long first = next;
            List<Long> numbers = look(() -> numbers(conversation)
                    .filter(number -> number >= first)
                    .sorted()
                    .toList());
            if (numbers.isEmpty()) {
                return;
            }
            for (int read = 0; read < numbers.size(); read += AT_ONCE) {
                List<String> names = numbers.subList(read, Math.min(numbers.size(), read + AT_ONCE)).stream()
                        .map(number -> MessageDocument.id(conversation, number))
                        .toList();
                batch.accept(look(() -> documents(names)
                        .flatMap(MessageDocument::messages)
                        .filter(message -> message.seq() >= fromSeq)
                        .sorted(Comparator.comparingLong(Message::seq))
                        .toList()));
            }
            next = numbers.get(numbers.size() - 1) + 1;
        }
    }

    /** The highest seq that is stored of a conversation; empty if none is. */
    public OptionalLong highestSeq(ConversationId conversation) {
        return look(() -> {
            // The newest document may have been made for a seq whose write then failed: look at the one before it too.
            List<String> newest = numbers(conversation)
                    .sorted(Comparator.reverseOrder())
                    .limit(2)
                    .map(number -> MessageDocument.id(conversation, number))
                    .toList();
            return documents(newest)
                    .flatMap(MessageDocument::messages)
                    .mapToLong(Message::seq)
                    .max();
        });
    }

    /** Names only, which the index answers by itself. */
    private Stream<Long> numbers(ConversationId conversation) {
        // ';' is the character after ':'.
        var names = Filters.and(
                Filters.gte(MessageDocument.ID, conversation + ":"),
                Filters.lt(MessageDocument.ID, conversation + ";"));
        return all(collection -> collection
                        .find(names)
                        .projection(
                                Projections.fields(Projections.include(MessageDocument.ID), Projections.excludeId())))
                .map(document -> MessageDocument.numberIn(String.valueOf(document.get(MessageDocument.ID))))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong);
    }

    private Stream<MessageDocument> documents(List<String> names) {
        return names.isEmpty()
                ? Stream.empty()
                : all(collection -> collection.find(Filters.in(MessageDocument.ID, names)))
                        .map(MessageDocument::new);
    }

    private Stream<Document> all(Function<MongoCollection<Document>, Iterable<Document>> query) {
        List<Document> found = new ArrayList<>();
        query.apply(database.getCollection("msg")).forEach(found::add);
        return found.stream();
    }

    private <T> T look(Callable<T> look) {
        return MongoFailures.saying(from, deadline, () -> Bounded.call(deadline, "mongo", look));
    }

    @Override
    public void close() {
        guard.close();
        client.close();
    }

    /** Opens the driver with as much patience as a deadline leaves, and no more. */
    static final class MongoAccess {

        private MongoAccess() {}

        static MongoClient open(Mongo mongo, Tls tls, Deadline deadline) {
            long millis = Math.max(1, deadline.remaining().toMillis());
            int patience = (int) Math.min(millis, Integer.MAX_VALUE);
            MongoClientSettings.Builder settings = MongoClientSettings.builder()
                    .applyConnectionString(new ConnectionString(mongo.uri().reveal()))
                    .applicationName("openim-verify")
                    .retryReads(false)
                    // Those of a set's members too, which the servers tell by the names that they have for each other.
                    .inetAddressResolver(host -> List.of(tls.names().lookUp(host, deadline)))
                    .timeout(millis, TimeUnit.MILLISECONDS)
                    .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                    .applyToConnectionPoolSettings(pool -> pool.minSize(0).maxSize(2))
                    .applyToSocketSettings(socket -> socket.connectTimeout(patience, TimeUnit.MILLISECONDS)
                            .readTimeout(patience, TimeUnit.MILLISECONDS));
            settings.applyToSslSettings(ssl -> {
                if (ssl.build().isEnabled()) {
                    ssl.context(tls.context());
                }
            });
            return MongoClients.create(settings.build());
        }
    }

    /** One document of the collection {@code msg}: a hundred seqs of a conversation. */
    private record MessageDocument(Document document) {

        /** The field that names a document. */
        static final String ID = "doc_id";

        private static final int SEQS = 100;

        /** The number of the document that holds a seq. */
        static long number(long seq) {
            return (seq - 1) / SEQS;
        }

        /** The lowest seq that a document can hold. */
        static long firstSeq(long number) {
            return number * SEQS + 1;
        }

        static String id(ConversationId conversation, long number) {
            return conversation + ":" + number;
        }

        /** The number in a document's name; empty if the name has another form. */
        static OptionalLong numberIn(String id) {
            String number = id.substring(id.lastIndexOf(':') + 1);
            return number.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
        }

        /** The messages that are stored in it. */
        Stream<Message> messages() {
            return Optional.ofNullable(document.getList("msgs", Document.class)).orElse(List.of()).stream()
                    .flatMap(Stream::ofNullable)
                    .flatMap(place -> Stream.ofNullable(place.get("msg", Document.class)))
                    .filter(stored -> !text(stored, "client_msg_id").isBlank())
                    .map(MessageDocument::message);
        }

        private static Message message(Document stored) {
            return new Message(
                    new MessageId(text(stored, "client_msg_id")),
                    text(stored, "server_msg_id"),
                    text(stored, "send_id"),
                    text(stored, "recv_id"),
                    number(stored, "seq"),
                    (int) number(stored, "content_type"),
                    text(stored, "content"),
                    Instant.ofEpochMilli(number(stored, "send_time")));
        }

        private static String text(Document stored, String field) {
            return stored.get(field) instanceof String text ? text : "";
        }

        private static long number(Document stored, String field) {
            return stored.get(field) instanceof Number number ? number.longValue() : 0;
        }
    }

    /** Says in our words how the driver failed. */
    private static final class MongoFailures {

        /** Unauthorized, AuthenticationFailed, AuthenticationRequired. */
        private static final Set<Integer> CREDENTIALS = Set.of(13, 18, 8000);

        private MongoFailures() {}

        static <T> T saying(String from, Deadline deadline, Callable<T> look) {
            try {
                return look.call();
            } catch (CannotLook | NotLookedAt said) {
                throw said;
            } catch (NotConnected e) {
                if (Reachability.isUnknownName(e)) {
                    throw new NotLookedAt(from + " cannot be found from here: " + e.words());
                }
                throw failed(from, Optional.of(e.failure()), e.words(), e);
            } catch (MongoSecurityException refused) {
                throw new LoginRefused(from, reason(refused));
            } catch (TimeoutException | MongoTimeoutException late) {
                throw failed(from, Optional.of(Failure.NO_ANSWER), "no answer within " + deadline, late);
            } catch (MongoCommandException answered) {
                if (CREDENTIALS.contains(answered.getErrorCode())) {
                    throw new LoginRefused(from, answered.getErrorMessage());
                }
                throw failed(from, Optional.empty(), answered.getErrorMessage(), answered);
            } catch (Exception e) {
                // At the deadline the client is closed under whoever reads, and says so in many ways.
                if (deadline.isOver()) {
                    throw failed(from, Optional.of(Failure.NO_ANSWER), "no answer within " + deadline, e);
                }
                throw e instanceof MongoException
                        ? failed(from, Optional.of(Failure.CUT), String.valueOf(e.getMessage()), e)
                        : failed(from, Optional.empty(), "its answer cannot be read: " + e, e);
            }
        }

        /** The server's own words, which the driver wraps. */
        private static String reason(MongoSecurityException refused) {
            return refused.getCause() instanceof MongoCommandException answered
                    ? answered.getErrorCodeName() + ", " + answered.getErrorMessage()
                    : "it refuses the login";
        }

        /** Without a failure, it answered. */
        private static CannotLook failed(String from, Optional<Failure> failure, String said, Exception cause) {
            String words = Excerpt.of(said);
            List<Evidence> evidence = new ArrayList<>(List.of(Evidence.of(Evidence.FROM, from)));
            failure.ifPresent(how -> evidence.add(Evidence.of(Evidence.FAILURE, how.word())));
            evidence.add(Evidence.of(Evidence.WORDS, words));
            return new CannotLook(from + ": " + words, cause, evidence.toArray(Evidence[]::new));
        }
    }
}
