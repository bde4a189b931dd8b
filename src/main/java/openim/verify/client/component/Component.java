package openim.verify.client.component;

import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.DiskLeft;
import openim.verify.client.Failure;
import openim.verify.client.LoginRefused;
import openim.verify.client.kafka.KafkaCluster;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.mongo.MongoHello;
import openim.verify.client.mongo.MongoReader;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.StoreHttp;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Mongo;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * A component beneath a deployment, which can be asked whether it is there. Implementations are safe for all threads.
 *
 * <p>Those below are asked through a driver of their own; for Redis, for etcd, and inside of containers it takes more than that.
 */
public interface Component {

    /** Its name and address, fit for a sentence: {@code Redis at 127.0.0.1:16379}. */
    String who();

    /**
     * Asks it. Never throws for what it finds, and always returns by the deadline.
     */
    Ping ping(Deadline deadline);

    /**
     * Asks it, once more if no answer came, and accuses it if it is dead.
     *
     * <p>The first ping of a run pays for the loading of the driver, which on a busy machine takes longer than a component is
     * given; that must not be held against it.
     *
     * @param within how long it has to answer, each time
     * @return what it said of itself
     * @throws openim.verify.verdict.BrokenPromise if it is dead
     * @throws openim.verify.verdict.NotLookedAt if nothing can be said of it from here
     */
    default String mustBeAlive(Duration within) {
        Ping first = ping(Deadline.in(within));
        boolean silent = first instanceof Ping.Dead dead
                && dead.failure().filter(Failure.NO_ANSWER::equals).isPresent();
        return (silent ? ping(Deadline.in(within)) : first).mustBeAlive(who());
    }

    /** MongoDB, asked {@code hello} and {@code ping} with our credentials. */
    record MongoComponent(Mongo mongo, Tls tls, ShownLogin shown) implements Component {

        /** With a login of which nobody knows whose it is. */
        public MongoComponent(Mongo mongo, Tls tls) {
            this(mongo, tls, ShownLogin.OURS);
        }

        @Override
        public String who() {
            return "MongoDB at " + mongo.hosts();
        }

        @Override
        public Ping ping(Deadline deadline) {
            try (MongoReader reader = MongoReader.open(mongo, tls, deadline)) {
                MongoHello hello = reader.hello();
                if (!hello.writable()) {
                    return new Ping.Complaint(
                            Ping.Ailing.UNWELL,
                            "answers, but its set " + hello.set()
                                    + " has no primary that takes writes (NotWritablePrimary)");
                }
                Optional<DiskLeft> disk = diskLeft(reader);
                if (disk.filter(DiskLeft::isSpent).isPresent()) {
                    return new Ping.Complaint(Ping.Ailing.EXHAUSTED, "has no disk left: it is " + disk.get());
                }
                return new Ping.Alive(
                        hello.set().isEmpty() ? "takes writes" : "takes writes for the set " + hello.set());
            } catch (LoginRefused refused) {
                return shown.refused(refused);
            } catch (CannotLook e) {
                return Ping.of(e);
            } catch (NotLookedAt e) {
                return new Ping.Unknown(String.valueOf(e.getMessage()));
            }
        }

        /** Not every login may ask, and not every server tells. */
        private static Optional<DiskLeft> diskLeft(MongoReader reader) {
            try {
                return reader.diskLeft();
            } catch (CannotLook | NotLookedAt untold) {
                return Optional.empty();
            }
        }
    }

    /** Kafka, asked for its cluster and for the leaders of OpenIM's topics, at the given address only. */
    record KafkaComponent(Kafka kafka, Optional<Path> authorities, KnownNames names, ShownLogin shown)
            implements Component {

        /** One whose name the system finds, with a login of which nobody knows whose it is. */
        public KafkaComponent(Kafka kafka, Optional<Path> authorities) {
            this(kafka, authorities, KnownNames.NONE, ShownLogin.OURS);
        }

        @Override
        public String who() {
            return "Kafka at " + String.join(", ", kafka.bootstrap());
        }

        @Override
        public Ping ping(Deadline deadline) {
            try {
                KafkaReader reader = new KafkaReader(kafka, authorities, names);
                KafkaCluster cluster = reader.cluster(kafka.topics().all(), deadline);
                String complaint = cluster.complaint();
                Optional<String> misleading =
                        shown.ofDeployment() ? reader.misleading(cluster, deadline) : Optional.empty();
                if (misleading.isPresent()) {
                    return new Ping.Complaint(
                            Ping.Ailing.MISCONFIGURED,
                            "advertises " + misleading.get() + ", so that OpenIM, which reaches it at "
                                    + cluster.asked() + ", is sent to its own machine (advertised.listeners)");
                }
                return complaint.isEmpty()
                        ? new Ping.Alive("brokers at " + String.join(", ", cluster.advertised()))
                        : Ping.answeredBadly(complaint);
            } catch (LoginRefused refused) {
                return shown.refused(refused);
            } catch (CannotLook e) {
                return Ping.of(e);
            } catch (NotLookedAt e) {
                return new Ping.Unknown(String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * MinIO, asked {@code GET /minio/health/live} and, where keys were given, whether it has OpenIM's bucket.
     *
     * <p>Other stores that speak S3 have no such page and answer 404. There the signed call alone is the witness.
     */
    record MinioComponent(Minio minio, Tls tls, ShownLogin shown) implements Component {

        /** With keys of which nobody knows whose they are. */
        public MinioComponent(Minio minio, Tls tls) {
            this(minio, tls, ShownLogin.OURS);
        }

        @Override
        public String who() {
            return "MinIO at " + minio.endpoint();
        }

        @Override
        public Ping ping(Deadline deadline) {
            try {
                HttpLook.Reply live =
                        new HttpLook(tls, deadline).get(minio.endpoint().resolve("/minio/health/live"));
                if (live.status() >= 500) {
                    return Ping.answeredBadly(live.toString());
                }
                if (minio.keys().isPresent()) {
                    return new SignedLook(minio, tls, shown).ping(deadline);
                }
                return live.isOk()
                        ? new Ping.Alive("live")
                        : new Ping.Unknown(
                                "has no page that says whether it lives (" + live + "), and no keys were given");
            } catch (NotConnected e) {
                return Ping.of(e);
            }
        }

        /** A signed call of S3: whether the bucket exists. */
        private record SignedLook(Minio minio, Tls tls, ShownLogin shown) {

            /** S3 does not know the key, or knows it with another secret. */
            private static final Set<String> OTHER_KEY = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch");

            private static final Set<String> FULL = Set.of("XMinioStorageFull", "XMinioDiskFull");

            /** Any answer of S3 is a sign of life, a refusal too: it read our signature. Only one of 500 and above is none. */
            Ping ping(Deadline deadline) {
                OkHttpClient http = StoreHttp.client(minio.endpoint(), tls, deadline);
                try {
                    boolean exists = Bounded.call(
                            deadline,
                            "minio",
                            () -> client(http)
                                    .bucketExists(BucketExistsArgs.builder()
                                            .bucket(minio.bucket())
                                            .build()));
                    return new Ping.Alive(
                            exists
                                    ? "has the bucket " + minio.bucket()
                                    : "answers, and has no bucket " + minio.bucket());
                } catch (ErrorResponseException answered) {
                    String code = String.valueOf(answered.errorResponse().code());
                    String words = code + " " + answered.errorResponse().message();
                    if (OTHER_KEY.contains(code)) {
                        return shown.refused(words);
                    }
                    if (words.contains("invalid hostname")) {
                        return new Ping.Complaint(
                                Ping.Ailing.MISCONFIGURED,
                                "takes no request for the host name "
                                        + minio.endpoint().getAuthority() + ": " + words);
                    }
                    if (FULL.contains(code)) {
                        return new Ping.Complaint(Ping.Ailing.EXHAUSTED, "has no disk left: " + words);
                    }
                    return answered.response().code() >= 500
                            ? Ping.answeredBadly(words)
                            : new Ping.Alive("answers, but refuses us the bucket " + minio.bucket() + ": " + words);
                } catch (ServerException | InvalidResponseException e) {
                    return Ping.answeredBadly(String.valueOf(e.getMessage()));
                } catch (TimeoutException | InterruptedIOException late) {
                    return Ping.noAnswer("no answer to a signed call within " + deadline);
                } catch (IOException e) {
                    if (deadline.isOver()) {
                        return Ping.noAnswer("no answer to a signed call within " + deadline);
                    }
                    return new Ping.Dead(Optional.of(Failure.CUT), String.valueOf(e.getMessage()));
                } catch (Exception e) {
                    return Ping.answeredBadly("its answer cannot be read: " + e.getMessage());
                } finally {
                    StoreHttp.end(http);
                }
            }

            private MinioClient client(OkHttpClient http) {
                MinioClient.Builder builder = MinioClient.builder()
                        .endpoint(minio.endpoint().toString())
                        .httpClient(http);
                minio.keys()
                        .ifPresent(keys ->
                                builder.credentials(keys.id(), keys.secret().reveal()));
                return builder.build();
            }
        }
    }
}
