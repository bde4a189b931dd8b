package openim.verify.rehearsal.component;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.Store;

/**
 * The external components that OpenIM stands on, all started together.
 *
 * <p>Their addresses are known at once; what they are and do, only after {@link #awaitUp}.
 */
public final class Components implements AutoCloseable {

    private final Relay kafka;
    private final Relay redis;
    private final Relay minio;
    private final Relay mongo;
    private final Relay etcd;
    private final RelayAddresses addresses;
    private final Launches launches;

    private Components(Path directory, RehearsalCredentials credentials, Lies lies, Housing housing) {
        kafka = housing.relay();
        redis = housing.relay();
        minio = housing.relay();
        mongo = housing.relay();
        etcd = housing.relay();
        addresses = new RelayAddresses(
                kafka.hostAndPort(),
                URI.create("redis://:" + credentials.redisPassword() + "@" + redis.hostAndPort()),
                "mongodb://" + mongo.hostAndPort() + "/" + RelayAddresses.DATABASE,
                URI.create("http://" + etcd.hostAndPort()),
                URI.create("http://" + minio.hostAndPort()),
                housing);
        // Kafka first: all wait for it.
        launches = new Launches()
                .begin("kafka", () -> EmbeddedKafka.launch(kafka, directory.resolve("kafka"), lies))
                .begin(
                        "redis",
                        () -> lying(
                                EmbeddedRedis.launch(redis, directory.resolve("redis"), credentials.redisPassword()),
                                lies))
                .begin("minio", () -> EmbeddedMinio.launch(minio, credentials, lies))
                .begin("mongo", () -> EmbeddedMongo.launch(mongo, lies))
                .begin("etcd", () -> EmbeddedEtcd.launch(etcd, Clock.systemUTC(), lies));
        lies.whenTold(Lie.COMES_BACK_EMPTY, () -> stores().forEach(Store::loseData));
    }

    private static EmbeddedRedis lying(EmbeddedRedis redis, Lies lies) {
        redis.lieAs(lies);
        return redis;
    }

    /**
     * Begins to start them, in parallel, and returns at once.
     *
     * @param directory where those that write to disk do so
     * @param housing whether clients reach them through processes of their own, which somebody has to start
     */
    public static Components launch(Path directory, RehearsalCredentials credentials, Lies lies, Housing housing) {
        return new Components(directory, credentials, lies, housing);
    }

    /** Starts them in this process, and returns when all can be used; see {@link #awaitUp}. */
    public static Components start(Path directory, RehearsalCredentials credentials, Lies lies) {
        Components components = launch(directory, credentials, lies, Housing.TOGETHER);
        try {
            components.awaitUp();
            return components;
        } catch (IllegalStateException e) {
            components.close();
            throw e;
        }
    }

    /**
     * Waits until all can be used.
     *
     * @throws IllegalStateException if one did not come up; the message names it
     */
    public void awaitUp() {
        launches.await();
    }

    /** Where they are reached. */
    public RelayAddresses addresses() {
        return addresses;
    }

    /** The relay before each, by its name; known at once. */
    public Map<String, Relay> relays() {
        return Map.of("kafka", kafka, "redis", redis, "minio", minio, "mongo", mongo, "etcd", etcd);
    }

    /** The relay before MinIO, where clients come too. */
    public Relay minio() {
        return minio;
    }

    /** Each of them as a part: kafka, redis, minio, mongo, etcd. */
    public List<RehearsalPart> parts() {
        return List.copyOf(launches.await());
    }

    /** Those that keep data of OpenIM's users: redis, minio, mongo. */
    public List<Store> stores() {
        return launches.await().stream()
                .filter(Store.class::isInstance)
                .map(Store.class::cast)
                .toList();
    }

    @Override
    public void close() {
        launches.close();
        Stream.of(kafka, redis, minio, mongo, etcd).forEach(Relay::close);
    }
}
