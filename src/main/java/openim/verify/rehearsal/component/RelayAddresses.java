package openim.verify.rehearsal.component;

import java.net.URI;

/**
 * Where the components are reached: always their relays, on the loopback address, for as long as the rehearsal lives.
 *
 * @param kafka the bootstrap server, {@code host:port}; the broker advertises the same
 * @param redis {@code redis://:password@host:port}
 * @param mongo a connection string without user, for the embedded server knows none, and with OpenIM's database
 * @param etcd the base of the JSON gateway
 * @param minio the base of the S3 API, as clients see it too
 * @param housing which decides what is said of one that is not reached
 */
public record RelayAddresses(String kafka, URI redis, String mongo, URI etcd, URI minio, Housing housing) {

    /** The bucket of {@code minio.yml}. */
    public static final String BUCKET = "openim";

    /** The database of {@code mongodb.yml}. */
    public static final String DATABASE = "openim_v3";

    /** What OpenIM's processes say of this component when it is dead; {@code redis} and so on. */
    public String unreachable(String component) {
        return housing.unreachable(component);
    }
}
