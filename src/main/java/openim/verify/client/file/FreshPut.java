package openim.verify.client.file;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.client.Asked;
import openim.verify.client.api.ObjectApi.SignedPart;
import openim.verify.client.net.HttpAnswer;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;

/**
 * Leave to put the bytes of one file, as OpenIM gave it: what it says of where clients are sent, and by which clock.
 *
 * <p>The URL in it is a key, and is not told.
 *
 * @param uploadId by which OpenIM knows the upload
 * @param part the presigned URL
 * @param content to put there
 */
public record FreshPut(String uploadId, SignedPart part, Content content) {

    /** What follows the bucket; what is before the bucket was put there for a proxy, and is not signed. */
    private static final Pattern BEHIND_BUCKET = Pattern.compile("/openim/(?:temp|data)/");

    private static final DateTimeFormatter AMZ_DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    private static final Pattern DATE_IN_QUERY = Pattern.compile("(?:^|&)X-Amz-Date=([0-9TZ]+)");

    /** Scheme, host, port and path prefix that clients are sent to. */
    public URI address() {
        return URI.create(Asked.origin(part.url()) + path().substring(0, bucketStart()));
    }

    /** The path as the object store has to see it. */
    public String signedPath() {
        return path().substring(bucketStart());
    }

    private String path() {
        return part.url().getRawPath();
    }

    /** Where the slash before the bucket is; looked for once from left to right, because the server can make the path long. */
    private int bucketStart() {
        Matcher behind = BEHIND_BUCKET.matcher(path());
        while (behind.find()) {
            int slash = behind.start() < 1 ? -1 : path().lastIndexOf('/', behind.start() - 1);
            if (slash >= 0 && behind.start() - slash > 1) {
                return slash;
            }
        }
        return 0;
    }

    /** When it was signed, by OpenIM's clock. */
    public Optional<Instant> signedAt() {
        Matcher date = DATE_IN_QUERY.matcher(
                Optional.ofNullable(part.url().getRawQuery()).orElse(""));
        try {
            return date.find()
                    ? Optional.of(LocalDateTime.parse(date.group(1), AMZ_DATE).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeParseException strange) {
            return Optional.empty();
        }
    }

    /** Puts the bytes where clients are sent. */
    public HttpAnswer put(OwnHosts hosts, Tls tls, Deadline deadline) throws NotConnected {
        return hosts.send(HttpCall.put(part.url(), part.headers(), bytes()), tls, deadline);
    }

    /** Puts them at another door of the same store, which is told the host that was signed. */
    public HttpAnswer putAt(URI store, Tls tls, Deadline deadline) throws NotConnected {
        Map<String, String> headers = new LinkedHashMap<>(part.headers());
        String origin = Asked.origin(part.url());
        headers.put("Host", origin.substring(origin.indexOf("://") + 3));
        URI there =
                URI.create(Asked.origin(store) + signedPath() + "?" + part.url().getRawQuery());
        return HttpCall.put(there, headers, bytes()).send(tls, deadline);
    }

    /** The same leave, used for other bytes than it was asked for. */
    public FreshPut with(Content other) {
        return new FreshPut(uploadId, part, other);
    }

    /** Of the one part. */
    public List<String> md5s() {
        return content.parts().md5s();
    }

    private byte[] bytes() {
        return content.bytes().orElseThrow(() -> new IllegalArgumentException("no bytes to upload"));
    }
}
