package openim.verify.rehearsal.service.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** etcd's JSON gateway, as far as registrations need it. Each call takes two seconds at most. */
final class EtcdCalls {

    /** {@code rootDirectory} of discovery.yml. */
    private static final String ROOT = "openim/";

    private static final int TIMEOUT_MILLIS = 2_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;

    EtcdCalls(URI base) {
        this.base = base;
    }

    /** Registers the address for as long as the lease is kept alive; returns the lease's id. */
    String register(String service, String address, Duration lease) throws IOException {
        String id = post("/v3/lease/grant", Map.of("TTL", Math.max(1, lease.toSeconds())))
                .path("ID")
                .asText();
        String value = JSON.writeValueAsString(Map.of("Op", 0, "Addr", address));
        post("/v3/kv/put", Map.of("key", encode(key(service, address)), "value", encode(value), "lease", id));
        return id;
    }

    /** Keeps the lease alive; false if there is none of this id any more. */
    boolean keepAlive(String id) throws IOException {
        return post("/v3/lease/keepalive", Map.of("ID", id))
                        .path("result")
                        .path("TTL")
                        .asLong(0)
                > 0;
    }

    /** All registered services, and the addresses of each. */
    Map<String, Set<String>> registered() throws IOException {
        Map<String, Set<String>> found = new HashMap<>();
        JsonNode answer = post(
                "/v3/kv/range",
                Map.of("key", encode(ROOT), "range_end", encode(ROOT.replace('/', '0')), "keys_only", true));
        for (JsonNode entry : answer.path("kvs")) {
            String[] path = decode(entry.path("key").asText()).split("/", -1);
            if (path.length == 3) {
                found.computeIfAbsent(path[1], service -> new HashSet<>()).add(path[2]);
            }
        }
        return found;
    }

    private JsonNode post(String path, Map<String, ?> body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(JSON.writeValueAsBytes(body));
        }
        try (var in = connection.getInputStream()) {
            return JSON.readTree(in);
        }
    }

    private static String key(String service, String address) {
        return ROOT + service + "/" + address;
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
