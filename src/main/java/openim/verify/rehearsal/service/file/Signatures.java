package openim.verify.rehearsal.service.file;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioClient;
import io.minio.Signer;
import io.minio.errors.MinioException;
import io.minio.http.Method;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.service.rpc.Failure;

/** Signs, without asking the store, what clients will request of it at its external address. */
final class Signatures {

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String PLACEHOLDER = "http://external_ip:10005";

    /** The discard port: nobody listens there. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.US).withZone(ZoneOffset.UTC);

    private final MinioClient client;
    private final Bucket bucket;
    private final Lies lies;

    Signatures(Bucket bucket, Lies lies) {
        this.bucket = bucket;
        this.lies = lies;
        this.client = bucket.client(bucket.external());
    }

    /** Where to PUT an object. */
    String put(String key, Duration valid) {
        return presign(Method.PUT, key, valid, Map.of());
    }

    /** Where to GET an object, under this name and as this type. */
    String get(String key, Duration valid, String fileName, String contentType) {
        return presign(
                Method.GET,
                key,
                valid,
                Map.of(
                        "response-content-disposition",
                        "attachment; filename=\"" + fileName + "\"",
                        "response-content-type",
                        contentType));
    }

    /** Where to PUT the parts of an upload, without their query. */
    String partsUrl(String key) {
        return told(bucket.external() + "/" + bucket.name() + "/" + key);
    }

    /** What a client must send along with one part. */
    List<Map<String, Object>> partHeaders(String key, String uploadId, int part) {
        Request unsigned = new Request.Builder()
                .url(bucket.external() + "/" + bucket.name() + "/" + key + "?partNumber=" + part + "&uploadId="
                        + uploadId)
                .put(RequestBody.create(new byte[0]))
                .header("Host", bucket.external().getAuthority())
                .header("X-Amz-Content-Sha256", UNSIGNED)
                .header("X-Amz-Date", AMZ_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .build();
        try {
            Headers signed = Signer.signV4S3(unsigned, Bucket.REGION, bucket.accessKey(), bucket.secretKey(), UNSIGNED)
                    .headers();
            List<Map<String, Object>> headers = new ArrayList<>();
            for (String name : List.of("Authorization", "X-Amz-Content-Sha256", "X-Amz-Date")) {
                headers.add(Map.of("key", name, "values", signed.values(name)));
            }
            return headers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private String presign(Method method, String key, Duration valid, Map<String, String> query) {
        try {
            return told(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(method)
                    .bucket(bucket.name())
                    .object(key)
                    .expiry(Math.toIntExact(valid.toSeconds()))
                    .extraQueryParams(query)
                    .build()));
        } catch (IOException | MinioException | GeneralSecurityException e) {
            throw Failure.internal(String.valueOf(e.getMessage()));
        }
    }

    private String told(String url) {
        String host = bucket.external().toString();
        if (lies.told(Lie.PLACEHOLDER_EXTERNAL_ADDRESS)) {
            return url.replace(host, PLACEHOLDER);
        }
        return lies.told(Lie.UNREACHABLE_EXTERNAL_ADDRESS) ? url.replace(host, NOWHERE) : url;
    }
}
