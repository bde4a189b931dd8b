package openim.verify.rehearsal.service.file;

import java.net.URI;

/**
 * OpenIM's bucket and who may sign for it.
 *
 * @param internal where OpenIM reaches the store
 * @param external where clients are told to reach it
 * @param name of the bucket
 * @param accessKey who signs
 * @param secretKey with what
 */
public record Bucket(URI internal, URI external, String name, String accessKey, String secretKey) {

    @Override
    public String toString() {
        return "Bucket[" + name + " at " + internal + ", for clients at " + external + "]";
    }
}
