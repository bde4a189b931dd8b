package openim.verify.config.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.secret.UserPassword;

/**
 * The Kafka that messages pass through.
 *
 * @param bootstrap {@code host:port} of the brokers to begin with
 * @param login the SASL login; empty where Kafka asks for none
 * @param mechanism the SASL mechanism, such as {@code PLAIN}
 * @param tls whether the connection is encrypted
 */
public record Kafka(
        List<String> bootstrap,
        Optional<UserPassword> login,
        String mechanism,
        boolean tls,
        Topics topics,
        ConsumerGroups groups) {

    public Kafka {
        bootstrap = List.copyOf(bootstrap);
        if (bootstrap.isEmpty()) {
            throw new IllegalArgumentException("Kafka without a broker");
        }
    }

    private static List<String> named(String toRedis, String toPush, String toMongo, Optional<String> toOfflinePush) {
        return Stream.concat(Stream.of(toRedis, toPush, toMongo), toOfflinePush.stream())
                .toList();
    }

    /**
     * The names of OpenIM's topics.
     *
     * @param toOfflinePush empty where the release has none, as before 3.8.1
     */
    public record Topics(String toRedis, String toPush, String toMongo, Optional<String> toOfflinePush) {

        /** As OpenIM names them unless it is told otherwise. */
        public static final Topics DEFAULT = new Topics("toRedis", "toPush", "toMongo", Optional.of("toOfflinePush"));

        /** All that there are. */
        public List<String> all() {
            return named(toRedis, toPush, toMongo, toOfflinePush);
        }
    }

    /**
     * The ids of OpenIM's consumer groups, each named after the topic that it reads.
     *
     * @param toOfflinePush empty where the release has none, as before 3.8.1
     */
    public record ConsumerGroups(String toRedis, String toPush, String toMongo, Optional<String> toOfflinePush) {

        /** As OpenIM names them unless it is told otherwise. */
        public static final ConsumerGroups DEFAULT =
                new ConsumerGroups("redis", "push", "mongo", Optional.of("offlinePush"));

        /** All that there are. */
        public List<String> all() {
            return named(toRedis, toPush, toMongo, toOfflinePush);
        }
    }
}
