package openim.verify.rehearsal.service.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.minio.StatObjectResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.front.Fronts;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.store.ServerMongo;

/** What openim-rpc-third answers: files are put and got by clients themselves, at addresses that it signs. */
public final class ThirdRpc {

    private static final long MIN_PART = 5L << 20;
    private static final long MAX_PART = 5L << 30;
    private static final int MAX_PARTS = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter NOW_PATH =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm/ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern HARD = Pattern.compile("%|[^\\x00-\\x7f]");
    private static final Duration VALID = Duration.ofDays(7);

    private final ServerObjectStore store;
    private final Signatures signatures;
    private final MultipartUploads parts;
    private final ObjectBook book;
    private final Lies lies;

    public ThirdRpc(Bucket bucket, Fronts fronts, ServerMongo mongo, Lies lies, Edition edition) {
        this.lies = lies;
        this.store = new ServerObjectStore(bucket);
        this.signatures = new Signatures(bucket, fronts, lies);
        this.parts = new MultipartUploads(bucket, store);
        this.book = new ObjectBook(mongo, edition.servesOldObjectFor());
    }

    /** Whether the store answers; the first question loads what all later ones need. */
    public boolean reachesStore() {
        return store.stat("openim").isEmpty();
    }

    /** How large parts may be, and how many there may be. */
    public Map<String, Object> partLimit() {
        return Map.of("minPartSize", MIN_PART, "maxPartSize", MAX_PART, "maxNumSize", MAX_PARTS);
    }

    /** Begins an upload, or answers where the object is if one of this hash is there. */
    public Map<String, Object> initiate(Caller caller, JsonNode request, String urlPrefix) {
        String name = mayName(caller, request);
        String hash = request.path("hash").asText();
        long size = request.path("size").asLong();
        if (size <= 0) {
            throw RpcFailure.internal("size must be greater than 0");
        }
        if (!hash.matches("[0-9a-fA-F]{32}")) {
            throw RpcFailure.internal("invalid md5");
        }
        long partSize = partSize(size);
        int count = Math.toIntExact((size + partSize - 1) / partSize);
        int maxParts = request.path("maxParts").asInt();
        if (maxParts > count) {
            throw RpcFailure.internal("too many parts: " + count);
        }
        Optional<StatObjectResponse> known = store.stat(hashKey(hash));
        if (known.isPresent() && !lies.told(Lie.KNOWS_NO_HASH)) {
            enter(caller, request, hash, known.get().size());
            Map<String, Object> answer = new HashMap<>();
            answer.put("url", urlPrefix + name);
            answer.put("upload", null);
            return answer;
        }
        Map<String, Object> upload = new HashMap<>();
        upload.put("partSize", partSize);
        upload.put("expireTime", Instant.now().plus(VALID).toEpochMilli());
        if (size <= partSize) {
            String key = "openim/temp/" + NOW_PATH.format(Instant.now()) + "/" + hash + "_" + size + "_"
                    + UUID.randomUUID().toString().replace("-", "") + ".presigned";
            upload.put("uploadID", new UploadId(false, "", key, size, hash).text());
            upload.put("sign", onePart(signatures.put(key, VALID)));
        } else {
            UploadId id = new UploadId(true, parts.begin(hashKey(hash)), hashKey(hash), size, hash);
            upload.put("uploadID", id.text());
            int signed = maxParts < 0 ? count : maxParts;
            upload.put(
                    "sign",
                    signed == 0
                            ? null
                            : sign(id, IntStream.rangeClosed(1, signed).boxed().toList()));
        }
        return Map.of("url", "", "upload", upload);
    }

    /** Signs further parts of an upload. */
    public Map<String, Object> authSign(String uploadId, List<Integer> numbers) {
        UploadId upload = UploadId.parse(uploadId);
        if (!upload.multipart()) {
            throw RpcFailure.internal("presigned id not support auth sign");
        }
        return sign(upload, numbers);
    }

    /** Makes an object of what was uploaded, if it is what was announced. */
    public Map<String, Object> complete(Caller caller, JsonNode request, String urlPrefix) {
        String name = mayName(caller, request);
        UploadId upload = UploadId.parse(request.path("uploadID").asText());
        List<String> hashes = new ArrayList<>();
        request.path("parts").forEach(part -> hashes.add(part.asText()));
        if (!md5(String.join(",", hashes)).equals(upload.hash()) && !lies.told(Lie.ACCEPTS_WRONG_HASHES)) {
            throw RpcFailure.internal("md5 mismatching");
        }
        if (store.stat(hashKey(upload.hash())).isEmpty()) {
            if (upload.multipart()) {
                parts.complete(upload, hashes);
            } else {
                moveToItsPlace(upload);
            }
        }
        if (lies.told(Lie.DISCARDS_UPLOADS)) {
            store.remove(hashKey(upload.hash()));
        }
        enter(caller, request, upload.hash(), upload.size());
        return Map.of(
                "url", (lies.told(Lie.LINKS_TO_ANOTHER_HOST) ? "http://openim-api.invalid/object/" : urlPrefix) + name);
    }

    /** The same as {@link #accessUrl}, for somebody who asks for it. */
    public Map<String, Object> accessUrlOnAsking(String name) {
        Map<String, Object> answer = new HashMap<>(accessUrl(name));
        if (lies.told(Lie.BREAKS_ACCESS_URLS)) {
            answer.computeIfPresent("url", (key, url) -> url + "&x-id=GetObject");
        }
        return answer;
    }

    /**
     * Where to get an object.
     *
     * @throws RpcFailure 1004 if there is none of this name
     */
    public Map<String, Object> accessUrl(String name) {
        ObjectBook.Entry entry = book.find(name).orElseThrow(() -> RpcFailure.notFound(name));
        String fileName = String.valueOf(Path.of(name).getFileName());
        return Map.of(
                "url",
                signatures.get(entry.key(), VALID, fileName, entry.contentType()),
                "expireTime",
                Instant.now().plus(VALID).toEpochMilli());
    }

    /** Begins an upload by a form; here the form is a plain PUT. */
    public Map<String, Object> initiateForm(Caller caller, JsonNode request) {
        String name = mayName(caller, request);
        String key = "openim/direct/" + caller.userId() + "/" + UUID.randomUUID();
        ObjectNode mate = request.deepCopy();
        mate.put("key", key).put("name", name);
        String id = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(mate.toString().getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "id", id,
                "url", signatures.put(key, VALID),
                "file", "file",
                "header", List.of(),
                "formData", Map.of(),
                "expires", Instant.now().plus(VALID).toEpochMilli(),
                "successCodes", List.of(200, 201, 204));
    }

    /** Makes an object of what was uploaded by a form. */
    public Map<String, Object> completeForm(Caller caller, String id, String urlPrefix) {
        JsonNode mate = form(id);
        String name = mayName(caller, mate);
        String key = mate.path("key").asText();
        StatObjectResponse stat = store.stat(key).orElseThrow(() -> RpcFailure.notFound(key));
        if (stat.size() != mate.path("size").asLong()) {
            throw new RpcFailure(90007, "DataError", "file size mismatch");
        }
        book.enter(entry(mate, key), caller.userId(), "etag_" + stat.etag(), stat.size());
        return Map.of("url", urlPrefix + name);
    }

    private static JsonNode form(String id) {
        try {
            return JSON.readTree(Base64.getDecoder().decode(id));
        } catch (IOException | IllegalArgumentException e) {
            throw RpcFailure.arguments("invalid id " + e.getMessage());
        }
    }

    private void moveToItsPlace(UploadId upload) {
        StatObjectResponse uploaded =
                store.stat(upload.key()).orElseThrow(() -> RpcFailure.internal("The specified key does not exist."));
        if (uploaded.size() != upload.size()) {
            throw RpcFailure.internal("upload size mismatching");
        }
        if (!md5(uploaded.etag()).equals(upload.hash()) && !lies.told(Lie.ACCEPTS_WRONG_HASHES)) {
            store.remove(upload.key());
            throw RpcFailure.arguments("md5 mismatching " + md5(uploaded.etag()) + " != " + upload.hash());
        }
        store.copy(upload.key(), hashKey(upload.hash()));
        if (!lies.told(Lie.LEAVES_UPLOADS_BEHIND)) {
            store.remove(upload.key());
        }
    }

    private void enter(Caller caller, JsonNode request, String hash, long size) {
        ObjectBook.Entry entry = entry(request, hashKey(hash));
        if (HARD.matcher(entry.name()).find() && lies.told(Lie.LOSES_HARD_NAMES)) {
            return;
        }
        book.enter(entry, caller.userId(), hash, size);
    }

    private Map<String, Object> sign(UploadId upload, List<Integer> numbers) {
        return Map.of(
                "url",
                signatures.partsUrl(upload.key()),
                "query",
                List.of(Map.of("key", "uploadId", "values", List.of(upload.id()))),
                "header",
                List.of(),
                "parts",
                numbers.stream()
                        .map(number -> Map.of(
                                "partNumber",
                                number,
                                "url",
                                "",
                                "query",
                                List.of(Map.of("key", "partNumber", "values", List.of(number.toString()))),
                                "header",
                                signatures.partHeaders(upload.key(), upload.id(), number)))
                        .toList());
    }

    private static Map<String, Object> onePart(String url) {
        return Map.of(
                "url", "",
                "query", List.of(),
                "header", List.of(),
                "parts", List.of(Map.of("partNumber", 1, "url", url, "query", List.of(), "header", List.of())));
    }

    private static ObjectBook.Entry entry(JsonNode request, String key) {
        return new ObjectBook.Entry(
                request.path("name").asText(), key, request.path("contentType").asText());
    }

    /** Names of ordinary users begin with their own id. */
    private static String mayName(Caller caller, JsonNode request) {
        String name = request.path("name").asText();
        if (name.isEmpty()) {
            throw RpcFailure.arguments("name is empty");
        }
        if (!caller.admin() && !name.startsWith(caller.userId() + "/")) {
            throw RpcFailure.noPermission("name must start with `" + caller.userId() + "/`");
        }
        return name;
    }

    private static long partSize(long size) {
        return Math.max(MIN_PART, (size + MAX_PARTS - 1) / MAX_PARTS);
    }

    private static String hashKey(String hash) {
        return "openim/data/hash/" + hash;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
    }
}
