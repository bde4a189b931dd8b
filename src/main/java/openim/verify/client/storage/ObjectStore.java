package openim.verify.client.storage;

import com.google.common.collect.ImmutableMultimap;
import com.google.common.collect.Multimap;
import io.minio.BucketExistsArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Upload;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.Failure;
import openim.verify.client.net.StoreHttp;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Minio;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Looks into OpenIM's bucket with OpenIM's keys.
 *
 * <p>Every method throws {@link openim.verify.verdict.NotLookedAt} if the store refuses the keys, and
 * {@link openim.verify.verdict.CannotLook} if it does not answer in time; the latter's evidence says how it failed. Safe for all
 * threads; nothing is contacted before it is asked.
 */
public final class ObjectStore {

    private static final String HASHES = "openim/data/hash/";
    private static final int NOT_FOUND = 404;

    /** More than one user can have begun with the same bytes. */
    private static final int MOST_UPLOADS = 100;

    /** No headers and no parameters but those that the call has by itself. */
    private static final Multimap<String, String> NONE = ImmutableMultimap.of();

    private final Minio minio;
    private final Minio.AccessKey keys;
    private final Tls tls;
    private final Duration within;

    /**
     * That one.
     *
     * @param within how long one call may take
     */
    public ObjectStore(Minio minio, Minio.AccessKey keys, Tls tls, Duration within) {
        this.minio = minio;
        this.keys = keys;
        this.tls = tls;
        this.within = within;
    }

    public String bucket() {
        return minio.bucket();
    }

    /** The key under which OpenIM keeps the bytes of this hash. */
    public static String keyOf(String hash) {
        return HASHES + hash;
    }

    public boolean hasBucket() {
        return ask(client -> answer(client.bucketExists(
                BucketExistsArgs.builder().bucket(minio.bucket()).build())));
    }

    /** The object of this key, if it is there. */
    public Optional<StoredObject> find(String key) {
        return ask(client -> {
            try {
                StatObjectResponse found = answer(client.statObject(StatObjectArgs.builder()
                        .bucket(minio.bucket())
                        .object(key)
                        .build()));
                return Optional.of(new StoredObject(key, found.size()));
            } catch (ErrorResponseException refused) {
                if (refused.response().code() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    /** How many uploads in several parts were begun under this very key, and neither completed nor given up. */
    public int unfinishedUploads(String key) {
        return ask(client -> uploads(client, key).size());
    }

    /** Gives up the uploads in several parts that were begun under this very key; what was put of them is removed. */
    public void giveUpUploads(String key) {
        ask(client -> {
            List<String> ids = uploads(client, key);
            for (String id : ids) {
                answer(client.abortMultipartUploadAsync(minio.bucket(), null, key, id, NONE, NONE));
            }
            return ids;
        });
    }

    private List<String> uploads(MinioAsyncClient client, String key) throws Exception {
        return answer(client.listMultipartUploadsAsync(
                        minio.bucket(), null, null, null, null, MOST_UPLOADS, key, null, NONE, NONE))
                .result()
                .uploads()
                .stream()
                .filter(upload -> upload.objectName().equals(key))
                .map(Upload::uploadId)
                .toList();
    }

    /** Removes the object of this key, whether it is there or not. */
    public void remove(String key) {
        ask(client -> answer(client.removeObject(RemoveObjectArgs.builder()
                        .bucket(minio.bucket())
                        .object(key)
                        .build())
                .thenApply(none -> key)));
    }

    private interface Question<T> {
        T put(MinioAsyncClient client) throws Exception;
    }

    private <T> T ask(Question<T> question) {
        Deadline deadline = Deadline.in(within);
        OkHttpClient http = StoreHttp.client(minio.endpoint(), tls, deadline);
        try {
            return StorageFailures.saying("MinIO at " + minio.endpoint(), deadline, () -> question.put(client(http)));
        } finally {
            StoreHttp.end(http);
        }
    }

    /** The driver wraps its failures, sometimes twice. */
    private static <T> T answer(CompletableFuture<T> pending) throws Exception {
        try {
            return pending.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed;
            while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                    && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof Exception exception ? exception : failed;
        }
    }

    private MinioAsyncClient client(OkHttpClient http) {
        return MinioAsyncClient.builder()
                .endpoint(minio.endpoint().toString())
                .credentials(keys.id(), keys.secret().reveal())
                .httpClient(http)
                .build();
    }

    /** Calls the store, and says why it could not be looked at. */
    private static final class StorageFailures {

        private static final int FORBIDDEN = 403;

        private StorageFailures() {}

        /**
         * Calls, up to the deadline.
         *
         * @throws NotLookedAt if the store refuses our keys
         * @throws CannotLook if it does not answer as a store does
         */
        static <T> T saying(String from, Deadline deadline, Callable<T> look) {
            try {
                return Bounded.call(deadline, "storage", look);
            } catch (NotLookedAt | CannotLook told) {
                throw told;
            } catch (ErrorResponseException answered) {
                String words = answered.errorResponse().code() + " "
                        + answered.errorResponse().message();
                if (answered.response().code() == FORBIDDEN) {
                    throw new NotLookedAt(from + " refuses us: " + Excerpt.of(words));
                }
                throw cannot(from, Failure.NOT_OPENIM, words, answered);
            } catch (TimeoutException | InterruptedIOException late) {
                throw cannot(from, Failure.NO_ANSWER, "no answer within " + deadline, late);
            } catch (IOException failed) {
                throw cannot(from, Failure.CUT, String.valueOf(failed.getMessage()), failed);
            } catch (Exception strange) {
                throw cannot(from, Failure.NOT_OPENIM, "its answer cannot be read: " + strange.getMessage(), strange);
            }
        }

        private static CannotLook cannot(String from, Failure failure, String said, Exception cause) {
            String words = Excerpt.of(said);
            return new CannotLook(
                    from + " cannot be looked at: " + words,
                    cause,
                    Evidence.of(Evidence.FROM, from),
                    Evidence.of(Evidence.FAILURE, failure.word()),
                    Evidence.of(Evidence.WORDS, words));
        }
    }
}
