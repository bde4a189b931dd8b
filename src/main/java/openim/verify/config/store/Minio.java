package openim.verify.config.store;

import java.net.URI;
import java.util.Optional;
import openim.verify.config.secret.Secret;

/**
 * The MinIO that keeps files, as OpenIM reaches it (clients reach it by the external address).
 *
 * @param endpoint http or https
 * @param keys empty where none were given: then it can be asked whether it lives, and no more
 * @param bucket OpenIM's bucket
 */
public record Minio(URI endpoint, Optional<AccessKey> keys, String bucket) {

    public Minio {
        // Not getHost(): it is null for names with an underscore, which containers do have.
        if (endpoint.getRawAuthority() == null) {
            throw new IllegalArgumentException("MinIO without a host: " + endpoint);
        }
    }

    /** What S3 calls an access key id, and its secret. */
    public record AccessKey(String id, Secret secret) {}
}
