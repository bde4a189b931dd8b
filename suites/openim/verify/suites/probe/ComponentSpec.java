package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.COMPONENTS;
import static openim.verify.target.Backends.known;

import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.component.Component;
import openim.verify.probe.Registered;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

@DisplayName("External components: each answers a ping of its own protocol")
public final class ComponentSpec {

    @Proves("component.mongo")
    @Promise(
            text = "MongoDB answers, lets OpenIM's login in, and takes writes",
            section = COMPONENTS,
            suspect = "mongo",
            askedBy = SMOKE,
            required = false,
            rank = 30)
    void mongoAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().mongo(), "openim.mongo.uri", note);
    }

    @Proves("component.redis")
    @Promise(
            text = "Redis answers, lets OpenIM's login in, and takes writes",
            section = COMPONENTS,
            suspect = "redis",
            askedBy = SMOKE,
            required = false,
            rank = 40)
    void redisAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().redis(), "openim.redis.url", note);
    }

    @Proves("component.kafka")
    @Promise(
            text = "Kafka's broker describes its cluster, and OpenIM's topics have leaders",
            section = COMPONENTS,
            suspect = "kafka",
            askedBy = SMOKE,
            required = false,
            rank = 50)
    void kafkaAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().kafka(), "openim.kafka.bootstrap", note);
    }

    @Proves("component.etcd")
    @Promise(
            text = "etcd says that it is healthy, and lets OpenIM's login in",
            section = COMPONENTS,
            suspect = "etcd",
            askedBy = SMOKE,
            required = false,
            rank = 60)
    void etcdAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().etcd(), "openim.etcd.url", note);
    }

    @Proves("component.minio")
    @Promise(
            text = "MinIO says that it is live, and takes OpenIM's keys",
            section = COMPONENTS,
            suspect = "minio",
            askedBy = SMOKE,
            required = false,
            rank = 70)
    void minioAnswers(Deployment openim, Note note) {
        answers(openim, openim.underneath().minio(), "openim.minio.endpoint", note);
    }

    @Proves("component.etcd-registrations")
    @Promise(
            text = "each rpc service is registered in etcd, at addresses where it listens",
            section = COMPONENTS,
            suspect = "etcd",
            askedBy = SMOKE,
            required = false,
            rank = 80)
    void servicesAreRegistered(Deployment openim, Note note) {
        note.says(Registered.in(openim, call(openim)));
    }

    private static void answers(Deployment openim, Optional<Component> component, String key, Note note) {
        note.says(known(openim.settings(), component, key)
                .requireAlive(openim.settings().deadlines().call()));
    }

    private static Deadline call(Deployment openim) {
        return Deadline.in(openim.settings().deadlines().call());
    }
}
