package openim.verify.client.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.LoginRefused;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Etcd;
import openim.verify.verdict.CannotLook;

/**
 * etcd, asked {@code GET /health} and whether it lets OpenIM's login in; of several endpoints the first that answers speaks for all.
 */
public record EtcdComponent(Etcd etcd, Tls tls, ShownLogin shown) implements Component {

    /** With a login of which nobody knows whose it is. */
    public EtcdComponent(Etcd etcd, Tls tls) {
        this(etcd, tls, ShownLogin.OURS);
    }

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String who() {
        return who(etcd);
    }

    static String who(Etcd etcd) {
        return "etcd at " + etcd.endpoints().stream().map(URI::toString).collect(Collectors.joining(", "));
    }

    @Override
    public Ping ping(Deadline deadline) {
        Ping last = new Ping.Unknown("no endpoint was given");
        int left = etcd.endpoints().size();
        for (URI endpoint : etcd.endpoints()) {
            Deadline share = deadline.atMost(deadline.remaining().dividedBy(left--));
            try {
                return letIn(endpoint, share, health(endpoint, share));
            } catch (NotConnected e) {
                last = Ping.of(e);
            }
        }
        return last;
    }

    /** One that is well may still refuse who wants to register; one that has no such gateway is not asked. */
    private Ping letIn(URI endpoint, Deadline deadline, Ping healthy) throws NotConnected {
        if (!(healthy instanceof Ping.Alive)) {
            return healthy;
        }
        try {
            new EtcdRegistrations(etcd, tls).tryAt(endpoint, deadline);
            return healthy;
        } catch (LoginRefused refused) {
            return shown.refused(refused);
        } catch (CannotLook | JsonProcessingException untold) {
            return healthy;
        }
    }

    private Ping health(URI endpoint, Deadline deadline) throws NotConnected {
        HttpLook http = new HttpLook(tls, deadline);
        Ping health = health(http.get(endpoint.resolve("/health")));
        return health instanceof Ping.Dead dead && dead.failure().isEmpty()
                ? Ping.answeredBadly(dead.words() + alarms(http, endpoint))
                : health;
    }

    /** Up to 3.4 the reason of bad health is told only here. */
    private static String alarms(HttpLook http, URI endpoint) {
        try {
            HttpLook.Reply reply =
                    http.post(endpoint.resolve("/v3/maintenance/alarm"), "{\"action\":\"GET\"}", Optional.empty());
            List<String> alarms = new ArrayList<>();
            JSON.readTree(reply.body())
                    .path("alarms")
                    .forEach(each -> alarms.add(each.path("alarm").asText()));
            return alarms.isEmpty() ? "" : ", alarm " + String.join(", ", alarms);
        } catch (NotConnected | JsonProcessingException untold) {
            return "";
        }
    }

    /** Its health is {@code {"health":"true"}}, with a reason if it is not; a plain page is not etcd. */
    private static Ping health(HttpLook.Reply reply) {
        try {
            var health = JSON.readTree(reply.body()).path("health");
            if (health.isMissingNode()) {
                return new Ping.Dead(Optional.of(Failure.NOT_OPENIM), "not etcd: " + reply);
            }
            return reply.isOk() && health.asBoolean()
                    ? new Ping.Alive(reply.body().strip())
                    : Ping.answeredBadly(reply.toString());
        } catch (JsonProcessingException e) {
            return new Ping.Dead(Optional.of(Failure.NOT_OPENIM), "not etcd: " + reply);
        }
    }
}
