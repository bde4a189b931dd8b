package openim.verify.rehearsal.service.file;

import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * OpenIM's bucket and who may sign for it.
 *
 * @param internal where OpenIM reaches the store
 * @param name of the bucket
 * @param accessKey who signs
 * @param secretKey with what
 * @param unreachable what is said where nobody listens
 */
public record Bucket(URI internal, String name, String accessKey, String secretKey, String unreachable) {

    /** Where the real MinIO says it is. */
    static final String REGION = "us-east-1";

    /** Shared, for minio's own default is dear: it reads all certificates of the machine for each client. */
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();

    /** A client of the store. It waits for answers without end. */
    MinioClient client() {
        return MinioClient.builder()
                .endpoint(internal.toString())
                .credentials(accessKey, secretKey)
                .region(REGION)
                .httpClient(HTTP)
                .build();
    }

    /** The same, for what only that one can do. */
    MinioAsyncClient asyncClient() {
        return MinioAsyncClient.builder()
                .endpoint(internal.toString())
                .credentials(accessKey, secretKey)
                .region(REGION)
                .httpClient(HTTP)
                .build();
    }

    @Override
    public String toString() {
        return "Bucket[" + name + " at " + internal + "]";
    }
}
