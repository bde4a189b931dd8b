package openim.verify.config.store;

import java.util.Optional;

/**
 * The components beneath the deployment, as far as they were named by a setting or by the deployment's own files.
 *
 * <p>None is ever guessed: a component that is empty here is not proven.
 */
public record Stores(
        Optional<Kafka> kafka,
        Optional<Mongo> mongo,
        Optional<Redis> redis,
        Optional<Etcd> etcd,
        Optional<Minio> minio) {

    /** Nothing is known of them. */
    public static final Stores UNKNOWN =
            new Stores(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
