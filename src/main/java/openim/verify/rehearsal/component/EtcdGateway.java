package openim.verify.rehearsal.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;

/** etcd's JSON gateway over an {@link EtcdStore}: keys and values in Base64, 64-bit numbers as strings. */
final class EtcdGateway {

    /** An HTTP status and a JSON document. */
    record Answer(int status, String body) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GRPC_INVALID_ARGUMENT = 3;
    private static final int GRPC_NOT_FOUND = 5;
    private static final int GRPC_RESOURCE_EXHAUSTED = 8;

    private final EtcdStore store;

    private final Lies lies;

    EtcdGateway(EtcdStore store, Lies lies) {
        this.store = store;
        this.lies = lies;
    }

    Answer answer(String path, String body) {
        if (path.equals("/health")) {
            return lies.told(Lie.ETCD_OUT_OF_SPACE)
                    ? new Answer(503, "{\"health\":\"false\",\"reason\":\"ALARM NOSPACE\"}")
                    : new Answer(200, "{\"health\":\"true\"}");
        }
        if (lies.told(Lie.ETCD_REFUSES_LOGIN)) {
            return error(400, GRPC_INVALID_ARGUMENT, "etcdserver: user name is empty");
        }
        if (lies.told(Lie.ETCD_OUT_OF_SPACE) && path.equals("/v3/kv/put")) {
            return error(429, GRPC_RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded");
        }
        try {
            JsonNode request = JSON.readTree(body.isBlank() ? "{}" : body);
            return switch (path) {
                case "/v3/kv/range" -> range(request);
                case "/v3/kv/put" -> put(request);
                case "/v3/lease/grant" -> grant(request);
                case "/v3/lease/keepalive" -> keepAlive(request);
                case "/v3/lease/timetolive" -> timeToLive(request);
                case "/v3/lease/revoke" -> revoke(request);
                default -> new Answer(404, "404 page not found\n");
            };
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return error(400, GRPC_INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        }
    }

    private Answer range(JsonNode request) {
        String key = text(request, "key");
        String end = text(request, "range_end");
        List<EtcdStore.Entry> found = store.range(key, end.isEmpty() ? key + '\0' : end);
        ObjectNode answer = withHeader();
        if (!found.isEmpty()) {
            ArrayNode entries = answer.putArray("kvs");
            found.forEach(entry -> describe(entry, entries.addObject()));
            answer.put("count", String.valueOf(found.size()));
        }
        return ok(answer);
    }

    private static void describe(EtcdStore.Entry entry, ObjectNode json) {
        json.put("key", base64(entry.key()))
                .put("create_revision", String.valueOf(entry.created()))
                .put("mod_revision", String.valueOf(entry.modified()))
                .put("version", String.valueOf(entry.version()))
                .put("value", base64(entry.value()));
        if (entry.lease() != 0) {
            json.put("lease", String.valueOf(entry.lease()));
        }
    }

    private Answer put(JsonNode request) {
        long lease = request.path("lease").asLong();
        return store.put(text(request, "key"), text(request, "value"), lease) ? ok(withHeader()) : noSuchLease();
    }

    private Answer grant(JsonNode request) {
        long seconds = request.path("TTL").asLong();
        if (seconds < 1) {
            throw new IllegalArgumentException("etcdserver: too small lease TTL");
        }
        long id = store.grant(Duration.ofSeconds(seconds));
        return ok(withHeader().put("ID", String.valueOf(id)).put("TTL", String.valueOf(seconds)));
    }

    private Answer keepAlive(JsonNode request) {
        long id = request.path("ID").asLong();
        OptionalLong seconds = store.keepAlive(id);
        ObjectNode result = withHeader().put("ID", String.valueOf(id));
        seconds.ifPresent(left -> result.put("TTL", String.valueOf(left)));
        ObjectNode answer = JSON.createObjectNode();
        answer.set("result", result);
        return ok(answer);
    }

    private Answer timeToLive(JsonNode request) {
        long id = request.path("ID").asLong();
        ObjectNode answer = withHeader().put("ID", String.valueOf(id));
        answer.put("TTL", String.valueOf(store.left(id).orElse(-1)));
        store.granted(id).ifPresent(seconds -> answer.put("grantedTTL", String.valueOf(seconds)));
        return ok(answer);
    }

    private Answer revoke(JsonNode request) {
        return store.revoke(request.path("ID").asLong()) ? ok(withHeader()) : noSuchLease();
    }

    private ObjectNode withHeader() {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("header")
                .put("cluster_id", "14841639068965178418")
                .put("member_id", "10276657743932975437")
                .put("revision", String.valueOf(store.revision()))
                .put("raft_term", "2");
        return answer;
    }

    private static Answer ok(ObjectNode answer) {
        return new Answer(200, answer.toString());
    }

    private static Answer noSuchLease() {
        return error(404, GRPC_NOT_FOUND, "etcdserver: requested lease not found");
    }

    private static Answer error(int status, int code, String message) {
        return new Answer(
                status,
                JSON.createObjectNode()
                        .put("error", message)
                        .put("message", message)
                        .put("code", code)
                        .toString());
    }

    private static String text(JsonNode request, String field) {
        return new String(Base64.getDecoder().decode(request.path(field).asText()), StandardCharsets.ISO_8859_1);
    }

    private static String base64(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
