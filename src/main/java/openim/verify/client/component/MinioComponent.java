package openim.verify.client.component;

import io.minio.BucketExistsArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import openim.verify.await.Bounded;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.StoreHttp;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Minio;

/**
 * MinIO, asked {@code GET /minio/health/live} and, where keys were given, whether it has OpenIM's bucket.
 *
 * <p>Other stores that speak S3 have no such page and answer 404. There the signed call alone is the witness.
 */
public record MinioComponent(Minio minio, Tls tls, ShownLogin shown) implements Component {

    /** With keys of which nobody knows whose they are. */
    public MinioComponent(Minio minio, Tls tls) {
        this(minio, tls, ShownLogin.OURS);
    }

    @Override
    public String who() {
        return "MinIO at " + minio.endpoint();
    }

    @Override
    public Ping ping(Deadline deadline) {
        try {
            HttpLook.Reply live =
                    new HttpLook(tls, deadline).get(minio.endpoint().resolve("/minio/health/live"));
            if (live.status() >= 500) {
                return Ping.answeredBadly(live.toString());
            }
            if (minio.keys().isPresent()) {
                return new SignedLook(minio, tls, shown).ping(deadline);
            }
            return live.isOk()
                    ? new Ping.Alive("live")
                    : new Ping.Unknown("has no page that says whether it lives (" + live + "), and no keys were given");
        } catch (NotConnected e) {
            return Ping.of(e);
        }
    }

    /** A signed call of S3: whether the bucket exists. */
    private record SignedLook(Minio minio, Tls tls, ShownLogin shown) {

        /** S3 does not know the key, or knows it with another secret. */
        private static final Set<String> OTHER_KEY = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch");

        private static final Set<String> FULL = Set.of("XMinioStorageFull", "XMinioDiskFull");

        /** Any answer of S3 is a sign of life, a refusal too: it read our signature. Only one of 500 and above is none. */
        Ping ping(Deadline deadline) {
            OkHttpClient http = StoreHttp.client(minio.endpoint(), tls, deadline);
            try {
                boolean exists = Bounded.call(
                        deadline,
                        "minio",
                        () -> client(http)
                                .bucketExists(BucketExistsArgs.builder()
                                        .bucket(minio.bucket())
                                        .build()));
                return new Ping.Alive(
                        exists ? "has the bucket " + minio.bucket() : "answers, and has no bucket " + minio.bucket());
            } catch (ErrorResponseException answered) {
                String code = String.valueOf(answered.errorResponse().code());
                String words = code + " " + answered.errorResponse().message();
                if (OTHER_KEY.contains(code)) {
                    return shown.refused(words);
                }
                if (words.contains("invalid hostname")) {
                    return new Ping.Complaint(
                            Ping.Ailing.MISCONFIGURED,
                            "takes no request for the host name "
                                    + minio.endpoint().getAuthority() + ": " + words);
                }
                if (FULL.contains(code)) {
                    return new Ping.Complaint(Ping.Ailing.EXHAUSTED, "has no disk left: " + words);
                }
                return answered.response().code() >= 500
                        ? Ping.answeredBadly(words)
                        : new Ping.Alive("answers, but refuses us the bucket " + minio.bucket() + ": " + words);
            } catch (ServerException | InvalidResponseException e) {
                return Ping.answeredBadly(String.valueOf(e.getMessage()));
            } catch (TimeoutException | InterruptedIOException late) {
                return Ping.noAnswer("no answer to a signed call within " + deadline);
            } catch (IOException e) {
                if (deadline.isOver()) {
                    return Ping.noAnswer("no answer to a signed call within " + deadline);
                }
                return new Ping.Dead(Optional.of(Failure.CUT), String.valueOf(e.getMessage()));
            } catch (Exception e) {
                return Ping.answeredBadly("its answer cannot be read: " + e.getMessage());
            } finally {
                StoreHttp.end(http);
            }
        }

        private MinioClient client(OkHttpClient http) {
            MinioClient.Builder builder =
                    MinioClient.builder().endpoint(minio.endpoint().toString()).httpClient(http);
            minio.keys()
                    .ifPresent(
                            keys -> builder.credentials(keys.id(), keys.secret().reveal()));
            return builder.build();
        }
    }
}
