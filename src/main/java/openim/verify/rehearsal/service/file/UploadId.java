package openim.verify.rehearsal.service.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import openim.verify.rehearsal.service.rpc.RpcFailure;

/**
 * What an upload's id says; OpenIM keeps it nowhere else.
 *
 * @param multipart whether the store knows it as an upload of several parts
 * @param id the store's own; empty if it is one part
 * @param key under which object
 * @param size of the whole, in bytes
 * @param hash of the whole, as OpenIM counts it
 */
record UploadId(boolean multipart, String id, String key, long size, String hash) {

    private static final int MULTIPART = 1;
    private static final int PRESIGNED = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    static UploadId parse(String text) {
        try {
            JsonNode json = JSON.readTree(Base64.getDecoder().decode(text));
            return new UploadId(
                    json.path("a").asInt() == MULTIPART,
                    json.path("b").asText(),
                    json.path("c").asText(),
                    json.path("d").asLong(),
                    json.path("e").asText());
        } catch (IOException | IllegalArgumentException e) {
            throw RpcFailure.internal("invalid multipart upload id: " + e.getMessage());
        }
    }

    String text() {
        String json = JSON.valueToTree(
                        Map.of("a", multipart ? MULTIPART : PRESIGNED, "b", id, "c", key, "d", size, "e", hash))
                .toString();
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
