package openim.verify.client.component;

import java.nio.file.Path;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.LoginRefused;
import openim.verify.client.kafka.KafkaCluster;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.net.KnownNames;
import openim.verify.config.store.Kafka;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Kafka, asked for its cluster and for the leaders of OpenIM's topics, at the given address only. */
public record KafkaComponent(Kafka kafka, Optional<Path> authorities, KnownNames names, ShownLogin shown)
        implements Component {

    /** One whose name the system finds, with a login of which nobody knows whose it is. */
    public KafkaComponent(Kafka kafka, Optional<Path> authorities) {
        this(kafka, authorities, KnownNames.NONE, ShownLogin.OURS);
    }

    @Override
    public String who() {
        return "Kafka at " + String.join(", ", kafka.bootstrap());
    }

    @Override
    public Ping ping(Deadline deadline) {
        try {
            KafkaReader reader = new KafkaReader(kafka, authorities, names);
            KafkaCluster cluster = reader.cluster(kafka.topics().all(), deadline);
            String complaint = cluster.complaint();
            Optional<String> misleading =
                    shown.ofDeployment() ? reader.misleading(cluster, deadline) : Optional.empty();
            if (misleading.isPresent()) {
                return new Ping.Complaint(
                        Ping.Ailing.MISCONFIGURED,
                        "advertises " + misleading.get() + ", so that OpenIM, which reaches it at " + cluster.asked()
                                + ", is sent to its own machine (advertised.listeners)");
            }
            return complaint.isEmpty()
                    ? new Ping.Alive("brokers at " + String.join(", ", cluster.advertised()))
                    : Ping.answeredBadly(complaint);
        } catch (LoginRefused refused) {
            return shown.refused(refused);
        } catch (CannotLook e) {
            return Ping.of(e);
        } catch (NotLookedAt e) {
            return new Ping.Unknown(String.valueOf(e.getMessage()));
        }
    }
}
