package openim.verify.suites.probe;

import static openim.verify.target.Underneath.known;

import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.component.Component;
import openim.verify.client.net.OwnHosts;
import openim.verify.probe.Registered;
import openim.verify.suite.Note;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@Tag("smoke")
@Tag("loop")
@Tag("full")
@DisplayName("External components: each answers a ping of its own protocol")
final class ComponentSpec {

    @Proves("component.mongo")
    @DisplayName("MongoDB answers")
    void mongoAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().mongo(), "openim.mongo.uri", note);
    }

    @Proves("component.redis")
    @DisplayName("Redis answers")
    void redisAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().redis(), "openim.redis.url", note);
    }

    @Proves("component.kafka")
    @DisplayName("Kafka answers, and its topics have leaders")
    void kafkaAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().kafka(), "openim.kafka.bootstrap", note);
    }

    @Proves("component.etcd")
    @DisplayName("etcd answers")
    void etcdAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().etcd(), "openim.etcd.url", note);
    }

    @Proves("component.minio")
    @DisplayName("MinIO answers")
    void minioAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().minio(), "openim.minio.endpoint", note);
    }

    @Proves("component.etcd-registrations")
    @DisplayName("each service is registered in etcd")
    void servicesAreRegistered(Deployment openim, Note note) {
        var registrations = known(openim.settings(), openim.underneath().registrations(), "openim.etcd.url");

        note.says(Registered.all(
                registrations,
                openim.settings().own(),
                OwnHosts.of(openim.settings()),
                openim.settings().directories().server().isPresent(),
                call(openim)));
    }

    private static void answers(Deployment openim, Optional<Component> component, String key, Note note) {
        note.says(known(openim.settings(), component, key)
                .requireAlive(openim.settings().deadlines().call()));
    }

    private static Deadline call(Deployment openim) {
        return Deadline.in(openim.settings().deadlines().call());
    }
}
