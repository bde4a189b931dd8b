package openim.verify.target;

import java.util.Optional;
import openim.verify.client.component.Component;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.net.Tls;
import openim.verify.config.Settings;
import openim.verify.verdict.NotLookedAt;

/**
 * The external components beneath a deployment, as far as it is known where they are. Their addresses are never guessed: what
 * answers on a usual port may belong to somebody else.
 *
 * @param tls what they are reached by: it may find names that clients outside do not know
 */
public record Backends(
        Tls tls,
        Optional<Component> mongo,
        Optional<Component> redis,
        Optional<Component> kafka,
        Optional<Component> etcd,
        Optional<Component> minio,
        Optional<EtcdRegistrations> registrations,
        Optional<KafkaReader> topics) {

    /**
     * One of them.
     *
     * @param key the setting that would say where it is
     * @throws NotLookedAt if that is not known, with the reason that the deployment's own files give
     */
    public static <T> T known(Settings settings, Optional<T> component, String key) {
        return component.orElseThrow(() -> new NotLookedAt(settings.own().whyUnknown(key)));
    }
}
