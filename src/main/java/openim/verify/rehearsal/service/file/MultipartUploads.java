package openim.verify.rehearsal.service.file;

import com.google.common.collect.ImmutableMultimap;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import io.minio.messages.Part;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Uploads of several parts, as the store knows them. */
final class MultipartUploads {

    private final MinioAsyncClient client;
    private final ServerObjectStore store;
    private final String bucket;

    MultipartUploads(Bucket bucket, ServerObjectStore store) {
        this.store = store;
        this.bucket = bucket.name();
        this.client = bucket.asyncClient();
    }

    /** Begins one; returns the store's id for it. */
    String begin(String key) {
        return store.ask(() -> answer(client.createMultipartUploadAsync(
                        bucket, Bucket.REGION, key, ImmutableMultimap.of(), ImmutableMultimap.of()))
                .result()
                .uploadId());
    }

    /** Makes an object of the parts that have these hashes, in this order. */
    void complete(UploadId upload, List<String> hashes) {
        Part[] parts = new Part[hashes.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part(i + 1, hashes.get(i));
        }
        store.ask(() -> answer(client.completeMultipartUploadAsync(
                bucket,
                Bucket.REGION,
                upload.key(),
                upload.id(),
                parts,
                ImmutableMultimap.of(),
                ImmutableMultimap.of())));
    }

    private static <T> T answer(CompletableFuture<T> pending)
            throws IOException, MinioException, GeneralSecurityException {
        try {
            return pending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
