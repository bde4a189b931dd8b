package openim.verify.client.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;
import openim.verify.config.Etcd;

/** etcd, asked {@code GET /health}; of several endpoints the first that answers speaks for all. */
public record EtcdComponent(Etcd etcd, Tls tls) implements Component {

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
                return health(new HttpLook(tls, share).get(endpoint.resolve("/health")));
            } catch (NotConnected e) {
                last = Ping.of(e);
            }
        }
        return last;
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
