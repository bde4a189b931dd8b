package openim.verify.app.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.client.net.HttpCall;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.recovery.Online;
import openim.verify.target.Deployment;
import openim.verify.verdict.NotLookedAt;

/**
 * How many people the gateway holds, as it tells Prometheus; openim-api knows where that is asked.
 *
 * @param api the URL of openim-api
 * @param hosts whose addresses may be contacted of those that it names
 */
public record OnlinePeople(URI api, Tls tls, OwnHosts hosts, Duration within) implements Online {

    private static final Pattern GAUGE = Pattern.compile("(?m)^online_user_num(?:\\{[^}]*})?\\s+([0-9.eE+]+)");

    private static final int MOST = 4 << 20;

    public static OnlinePeople of(Deployment openim) {
        return new OnlinePeople(
                openim.settings().endpoints().api(),
                openim.tls(),
                OwnHosts.of(openim.settings()),
                openim.settings().deadlines().call());
    }

    @Override
    public String howMany() {
        Deadline deadline = Deadline.in(within);
        try {
            String base = api.toString().replaceAll("/+$", "");
            HttpCall discovery = HttpCall.get(URI.create(base + "/prometheus_discovery/msg_gateway"));
            JsonNode told = new JsonMapper().readTree(body(reader -> discovery.send(tls, deadline, reader)));
            long online = 0;
            List<String> targets = targets(told);
            for (String target : targets) {
                HttpCall metrics = HttpCall.get(URI.create("http://" + target + "/metrics"));
                OptionalLong at = gauge(body(reader -> hosts.sendToOwn(metrics, tls, deadline, reader)));
                if (at.isEmpty()) {
                    return "unknown";
                }
                online += at.getAsLong();
            }
            return targets.isEmpty() ? "unknown" : String.valueOf(online);
        } catch (IOException | IllegalArgumentException | NotLookedAt untold) {
            return "unknown";
        }
    }

    private interface Sending {
        void to(HttpCall.Body reader) throws NotConnected;
    }

    private static String body(Sending sending) throws NotConnected {
        StringBuilder body = new StringBuilder();
        sending.to(in -> body.append(new String(in.readNBytes(MOST), StandardCharsets.UTF_8)));
        return body.toString();
    }

    private static List<String> targets(JsonNode told) {
        List<String> targets = new ArrayList<>();
        told.findValues("targets").forEach(list -> list.forEach(target -> targets.add(target.asText())));
        return targets;
    }

    private static OptionalLong gauge(String metrics) {
        Matcher gauge = GAUGE.matcher(metrics);
        return gauge.find() ? OptionalLong.of((long) Double.parseDouble(gauge.group(1))) : OptionalLong.empty();
    }
}
