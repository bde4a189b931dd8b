package openim.verify.rehearsal.service.file;

import io.minio.Signer;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.front.Fronts;

/** Signs, without asking the store, what clients will request of it at its external address. */
final class Signatures {

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    /** More than an object store bears. */
    private static final Duration SKEW = Duration.ofMinutes(20);

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.US).withZone(ZoneOffset.UTC);

    private final Bucket bucket;
    private final Fronts fronts;
    private final Lies lies;

    Signatures(Bucket bucket, Fronts fronts, Lies lies) {
        this.bucket = bucket;
        this.fronts = fronts;
        this.lies = lies;
    }

    /** Where to PUT an object. */
    String put(String key, Duration valid) {
        return presign("PUT", key, valid, Map.of());
    }

    /** Where to GET an object, under this name and as this type. */
    String get(String key, Duration valid, String fileName, String contentType) {
        return presign(
                "GET",
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
        return fronts.door().told() + "/" + bucket.name() + "/" + key;
    }

    /** What a client must send along with one part. */
    List<Map<String, Object>> partHeaders(String key, String uploadId, int part) {
        URI signed = fronts.door().signed();
        Request unsigned = new Request.Builder()
                .url(signed + "/" + bucket.name() + "/" + key + "?partNumber=" + part + "&uploadId=" + uploadId)
                .put(RequestBody.create(new byte[0]))
                .header("Host", signed.getAuthority())
                .header("X-Amz-Content-Sha256", UNSIGNED)
                .header("X-Amz-Date", AMZ_DATE.format(now()))
                .build();
        try {
            Headers headers = Signer.signV4S3(unsigned, Bucket.REGION, bucket.accessKey(), bucket.secretKey(), UNSIGNED)
                    .headers();
            return Stream.of("Authorization", "X-Amz-Content-Sha256", "X-Amz-Date")
                    .map(name -> Map.<String, Object>of("key", name, "values", headers.values(name)))
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private String presign(String method, String key, Duration valid, Map<String, String> query) {
        Fronts.Door door = fronts.door();
        HttpUrl.Builder url = HttpUrl.get(door.signed()).newBuilder().addPathSegments(bucket.name() + "/" + key);
        query.forEach(url::addQueryParameter);
        Request unsigned = new Request.Builder()
                .url(url.build())
                .method(method, method.equals("PUT") ? RequestBody.create(new byte[0]) : null)
                .header("Host", door.signed().getAuthority())
                .header("X-Amz-Date", AMZ_DATE.format(now()))
                .build();
        try {
            return Signer.presignV4(
                            unsigned,
                            Bucket.REGION,
                            bucket.accessKey(),
                            bucket.secretKey(),
                            Math.toIntExact(valid.toSeconds()))
                    .toString()
                    .replaceFirst(Pattern.quote(door.signed().toString()), Matcher.quoteReplacement(door.told()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private ZonedDateTime now() {
        ZonedDateTime truth = ZonedDateTime.now(ZoneOffset.UTC);
        return lies.told(Lie.CLOCK_SKEW) ? truth.plus(SKEW) : truth;
    }
}
