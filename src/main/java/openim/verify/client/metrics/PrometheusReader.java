package openim.verify.client.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.await.Deadline;
import openim.verify.client.net.HttpAnswer;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.verdict.Absent;
import openim.verify.verdict.NotLookedAt;

/**
 * Reads counters where {@code openim-api} says that they are. Reads only, and holds nothing. Safe for all threads.
 *
 * <p>The addresses are those of the deployment's own network: where they cannot be reached from here, nothing is proven.
 */
public final class PrometheusReader {

    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final String DISCOVERY = "/prometheus_discovery/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI api;
    private final Tls tls;
    private final OwnHosts hosts;

    /**
     * @param api openim-api's URL
     * @param hosts whose addresses may be contacted of those that openim-api names
     */
    public PrometheusReader(URI api, Tls tls, OwnHosts hosts) {
        this.api = api;
        this.tls = tls;
        this.hosts = hosts;
    }

    /**
     * The counters of all processes of a service now.
     *
     * @param service as the API's path has it, such as {@code msg_transfer}
     * @throws NotLookedAt if the deployment does not offer them to us
     * @throws Absent if openim-api has no call that tells where they are: up to 3.8.2 it has none
     */
    public Counters read(String service, Deadline deadline) {
        List<String> targets = targets(service, deadline);
        Map<String, Map<String, Double>> counters = new HashMap<>();
        for (String target : targets) {
            counters.put(target, Counters.parse(counters(target, deadline)));
        }
        return new Counters(counters);
    }

    private String counters(String target, Deadline deadline) {
        try {
            HttpCall call = HttpCall.get(URI.create("http://" + target + "/metrics"));
            return read(call.url(), reader -> hosts.sendToOwn(call, tls, deadline, reader));
        } catch (IllegalArgumentException strange) {
            throw new NotLookedAt("openim-api names a Prometheus target that is no address");
        }
    }

    private List<String> targets(String service, Deadline deadline) {
        URI url = URI.create(api.toString().replaceAll("/+$", "") + DISCOVERY + service);
        List<String> targets = new ArrayList<>();
        try {
            for (JsonNode group :
                    JSON.readTree(read(url, reader -> HttpCall.get(url).send(tls, deadline, reader)))) {
                group.path("targets").forEach(target -> targets.add(target.asText()));
            }
        } catch (JsonProcessingException otherwise) {
            throw new NotLookedAt("openim-api tells no Prometheus targets of " + service + ": no JSON");
        }
        if (targets.isEmpty()) {
            throw new NotLookedAt("openim-api knows no Prometheus targets of " + service + ": they are not enabled");
        }
        return targets;
    }

    private interface Sending {
        HttpAnswer to(HttpCall.Body reader) throws NotConnected;
    }

    private static String read(URI url, Sending sending) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            HttpAnswer answer = sending.to(in -> body.writeBytes(in.readNBytes(LARGEST)));
            if (answer.status() == NOT_FOUND && url.getPath().contains(DISCOVERY)) {
                throw new Absent(
                        "openim-api does not tell where Prometheus finds its processes, which came with 3.8.3");
            }
            if (answer.status() != OK) {
                throw new NotLookedAt(url + " answers HTTP " + answer.status());
            }
            return body.toString(StandardCharsets.UTF_8);
        } catch (NotConnected none) {
            throw new NotLookedAt(url + " cannot be read from here: " + none.words());
        }
    }
}
