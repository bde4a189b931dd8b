package openim.verify.client.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.Asked;
import openim.verify.client.Token;

/** Files, as far as openim-api and rpc-third go; the bytes themselves go to the object store. */
public final class ObjectApi {

    /** The group of files in messages, which OpenIM's crontask removes when they are old, records and bytes. */
    private static final String GROUP = "msg-file";

    private final ApiClient api;

    public ObjectApi(ApiClient api) {
        this.api = api;
    }

    /** The base of the URLs by which files are read: {@code GET {base}/object/{name}}. */
    public URI base() {
        return api.base();
    }

    /** Asks for the limits on upload parts; needs rpc-third, and nothing of the object store. */
    public Answer partLimit(Token token) {
        return api.call("/object/part_limit", Map.of(), token);
    }

    /** The same, read. */
    public ApiResult<PartLimit> limits(Token token) {
        return ApiResult.by(
                partLimit(token),
                data -> new PartLimit(
                        Json.number(data, "minPartSize"),
                        Json.number(data, "maxPartSize"),
                        Json.number(data, "maxNumSize")));
    }

    /**
     * How uploads may be cut.
     *
     * @param smallest size of a part but the last, in bytes
     * @param largest size of a part, in bytes
     * @param most parts of one upload
     */
    public record PartLimit(long smallest, long largest, long most) {

        /** Whether a file may be cut so. */
        public boolean allows(long partSize, int parts) {
            return smallest <= partSize && partSize <= largest && parts <= most;
        }
    }

    /**
     * Begins an upload.
     *
     * @param name starts with the user's id and a slash
     * @param hash the MD5 of the comma-joined MD5s of the parts
     */
    public ApiResult<Initiated> initiate(String name, String hash, long size, long partSize, Token token) {
        Answer answer = api.write(
                "/object/initiate_multipart_upload",
                Map.of(
                        "hash", hash,
                        "size", size,
                        "partSize", partSize,
                        "cause", GROUP,
                        "name", name,
                        "contentType", "application/octet-stream"),
                token);
        return ApiResult.by(answer, ObjectApi::initiated);
    }

    private static Initiated initiated(JsonNode data) {
        JsonNode upload = data.path("upload");
        if (!upload.isObject()) {
            return new Initiated("", 0, List.of(), Json.text(data, "url"));
        }
        return new Initiated(
                Json.text(upload, "uploadID"), Json.number(upload, "partSize"), signed(upload.path("sign")), "");
    }

    /** Signs further parts of an upload, by their numbers from 1 on. */
    public ApiResult<List<SignedPart>> authSign(String uploadId, List<Integer> parts, Token token) {
        Answer answer = api.call("/object/auth_sign", Map.of("uploadID", uploadId, "partNumbers", parts), token);
        return ApiResult.by(answer, ObjectApi::signed);
    }

    /**
     * Ends an upload; the parts by their MD5s, in order.
     *
     * @param deadline of the upload as a whole: the store joins the parts meanwhile
     * @return the link to the file, which clients put into their messages
     */
    public ApiResult<String> complete(
            String uploadId, List<String> parts, String name, Token token, Deadline deadline) {
        Answer answer = api.write(
                "/object/complete_multipart_upload",
                Map.of(
                        "uploadID", uploadId,
                        "parts", parts,
                        "name", name,
                        "contentType", "application/octet-stream",
                        "cause", GROUP),
                token,
                deadline);
        return ApiResult.by(answer, data -> Json.text(data, "url"));
    }

    /** The presigned URL under which a file can be read. */
    public ApiResult<URI> accessUrl(String name, Token token) {
        Answer answer = api.call("/object/access_url", Map.of("name", name), token);
        return ApiResult.by(answer, data -> URI.create(Json.text(data, "url")));
    }

    private static List<SignedPart> signed(JsonNode sign) {
        String common = sign.path("url").asText("");
        return Json.list(sign, "parts", part -> {
            String own = part.path("url").asText("");
            List<String> query = new ArrayList<>();
            query.addAll(query(sign));
            query.addAll(query(part));
            Map<String, String> headers = new LinkedHashMap<>(headers(sign));
            headers.putAll(headers(part));
            return new SignedPart(
                    (int) Json.number(part, "partNumber"), withQuery(own.isEmpty() ? common : own, query), headers);
        });
    }

    private static URI withQuery(String url, List<String> query) {
        if (query.isEmpty()) {
            return URI.create(url);
        }
        return URI.create(url + (url.contains("?") ? "&" : "?") + String.join("&", query));
    }

    private static List<String> query(JsonNode signed) {
        return pairs(signed, "query").stream()
                .map(p -> UrlText.encoded(p.getKey()) + "=" + UrlText.encoded(p.getValue()))
                .toList();
    }

    private static Map<String, String> headers(JsonNode signed) {
        Map<String, String> headers = new LinkedHashMap<>();
        pairs(signed, "header").forEach(p -> headers.put(p.getKey(), p.getValue()));
        return headers;
    }

    private static List<Map.Entry<String, String>> pairs(JsonNode signed, String field) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (JsonNode pair : Json.list(signed, field, p -> p)) {
            Json.list(pair, "values", JsonNode::asText)
                    .forEach(value -> pairs.add(Map.entry(Json.text(pair, "key"), value)));
        }
        return pairs;
    }

    /**
     * An upload that was begun.
     *
     * @param uploadId empty if the server knows these bytes already, and nothing is to be uploaded
     * @param parts the signatures that came with it; further ones by {@link #authSign}
     * @param link to the file, if the server knows these bytes; else empty
     */
    public record Initiated(String uploadId, long partSize, List<SignedPart> parts, String link) {

        public Initiated {
            parts = List.copyOf(parts);
        }

        public boolean isThereAlready() {
            return uploadId.isEmpty();
        }
    }

    /**
     * Leave to put one part. A key while it lives: it prints as its host and path.
     *
     * @param url presigned
     * @param headers to send with it, as they were signed
     */
    public record SignedPart(int number, URI url, Map<String, String> headers) {

        public SignedPart {
            headers = Map.copyOf(headers);
        }

        @Override
        public String toString() {
            return "part " + number + " to " + Asked.where(url);
        }
    }

    /** Percent-encoding as S3 signs it. */
    static final class UrlText {

        private UrlText() {}

        static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
