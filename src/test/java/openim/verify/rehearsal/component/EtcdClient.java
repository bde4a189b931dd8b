package openim.verify.rehearsal.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

record EtcdClient(URI base) implements ComponentClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String component() {
        return "etcd";
    }

    @Override
    public void writes(String key, String value) throws Exception {
        post("/v3/kv/put", "{\"key\":\"" + base64(key) + "\",\"value\":\"" + base64(value) + "\"}");
    }

    @Override
    public String reads(String key) throws Exception {
        JsonNode found = post("/v3/kv/range", "{\"key\":\"" + base64(key) + "\"}")
                .path("kvs")
                .path(0);
        return new String(Base64.getDecoder().decode(found.path("value").asText()), StandardCharsets.UTF_8);
    }

    private JsonNode post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
