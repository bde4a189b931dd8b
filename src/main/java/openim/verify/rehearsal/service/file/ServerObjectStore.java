package openim.verify.rehearsal.service.file;

import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import openim.verify.rehearsal.service.rpc.RpcFailure;

/**
 * MinIO as openim-rpc-third uses it: a store that refuses is tried for some seconds, longer the first time; a silent one
 * is waited for.
 */
final class ServerObjectStore {

    private static final Duration FIRST_TRIED_FOR = Duration.ofMillis(5_500);
    private static final Duration THEN_TRIED_FOR = Duration.ofMillis(3_300);
    private static final Duration KNOWN_AWAY_FOR = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

    private final MinioClient client;
    private final String bucket;
    private final String unreachable;
    private volatile Instant refused = Instant.MIN;

    ServerObjectStore(Bucket bucket) {
        this.bucket = bucket.name();
        this.client = bucket.client();
        this.unreachable = bucket.unreachable();
    }

    /** Size and hash of an object; empty if there is none. */
    Optional<StatObjectResponse> stat(String key) {
        return ask(() -> {
            try {
                return Optional.of(client.statObject(
                        StatObjectArgs.builder().bucket(bucket).object(key).build()));
            } catch (ErrorResponseException e) {
                if (e.response().code() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    void copy(String from, String to) {
        ask(() -> client.copyObject(CopyObjectArgs.builder()
                .bucket(bucket)
                .object(to)
                .source(CopySource.builder().bucket(bucket).object(from).build())
                .build()));
    }

    void remove(String key) {
        ask(() -> {
            client.removeObject(
                    RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            return key;
        });
    }

    /** Does one request, as often as the real one does it. */
    <T> T ask(Request<T> request) {
        Duration patience = refused.isAfter(Instant.now().minus(KNOWN_AWAY_FOR)) ? THEN_TRIED_FOR : FIRST_TRIED_FOR;
        Instant begin = Instant.now();
        while (true) {
            try {
                T answer = request.send();
                refused = Instant.MIN;
                return answer;
            } catch (ConnectException e) {
                if (begin.plus(patience).isBefore(Instant.now())) {
                    refused = Instant.now();
                    throw RpcFailure.internal(unreachable);
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            } catch (IOException | MinioException | GeneralSecurityException e) {
                throw RpcFailure.internal(String.valueOf(e.getMessage()));
            }
        }
    }

    /** One request to the store. */
    interface Request<T> {

        T send() throws IOException, MinioException, GeneralSecurityException;
    }
}
