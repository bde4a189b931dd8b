package openim.verify.suites.probe;

import static openim.verify.suite.AskedBy.SMOKE;
import static openim.verify.suite.Section.CHAT;
import static openim.verify.suite.Section.COMPONENTS;
import static openim.verify.suite.Section.SERVER;
import static openim.verify.suite.Within.TOOL;
import static openim.verify.target.Backends.known;

import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.component.Component;
import openim.verify.probe.OwnConfiguration;
import openim.verify.probe.Processes;
import openim.verify.probe.Registered;
import openim.verify.probe.ServerProcesses;
import openim.verify.probe.SpareResources;
import openim.verify.suite.Note;
import openim.verify.suite.Promise;
import openim.verify.suite.Proves;
import openim.verify.target.Deployment;
import org.junit.jupiter.api.DisplayName;

/** What OpenIM stands on, and what lies around its processes: components, the processes themselves, their own files, the machine that they are on. */
@DisplayName("Surroundings: components, processes, configuration, room")
public final class SurroundingsSpec {

    @Proves("component.mongo")
    @Promise(
            text = "MongoDB answers, lets OpenIM's login in, and takes writes",
            section = COMPONENTS,
            suspect = "mongo",
            askedBy = SMOKE,
            required = false,
            rank = 30)
    void mongoAnswers(Deployment openim, Note note) {
        mustAnswer(openim, openim.underneath().mongo(), "openim.mongo.uri", note);
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
        mustAnswer(openim, openim.underneath().redis(), "openim.redis.url", note);
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
        mustAnswer(openim, openim.underneath().kafka(), "openim.kafka.bootstrap", note);
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
        mustAnswer(openim, openim.underneath().etcd(), "openim.etcd.url", note);
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
        mustAnswer(openim, openim.underneath().minio(), "openim.minio.endpoint", note);
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
        note.says(Registered.mustBeFound(openim, call(openim)));
    }

    @Proves("process.server")
    @Promise(
            text =
                    "every process of OpenIMServer runs, as often as it should, and none stands still; nothing else sees openim-crontask",
            section = SERVER,
            suspect = "openim-server",
            within = TOOL,
            askedBy = SMOKE,
            required = false,
            rank = 100)
    void serverProcessesRun(Deployment openim, Note note) {
        note.says(ServerProcesses.ofServer(openim.settings()).mustAllRun(openim, tool(openim)));
    }

    @Proves("process.chat")
    @Promise(
            text = "every process of ChatServer runs, as often as it should, and none stands still",
            section = CHAT,
            suspect = "openim-chat",
            within = TOOL,
            askedBy = SMOKE,
            required = false,
            rank = 110)
    void chatProcessesRun(Deployment openim, Note note) {
        note.says(ServerProcesses.ofChat(openim.settings()).mustAllRun(openim, tool(openim)));
    }

    @Proves("process.containers")
    @Promise(
            text = "every container of the deployment runs and is healthy, and nothing in it stands still",
            section = SERVER,
            suspect = "docker",
            within = TOOL,
            askedBy = SMOKE,
            required = false,
            rank = 90)
    void containersMustBeWell(Deployment openim, Note note) {
        note.says(Processes.containersMustBeWell(openim, tool(openim)));
    }

    @Proves("config.consistent")
    @Promise(
            text = "OpenIMServer and ChatServer can work with what their own files say",
            section = SERVER,
            suspect = "openim-server",
            askedBy = SMOKE,
            required = false,
            rank = 10)
    void filesAreConsistent(Deployment openim, Note note) {
        note.says(OwnConfiguration.mustBeConsistent(openim.settings()));
    }

    @Proves("config.webhooks")
    @Promise(
            text = "where OpenIMServer is told to call webhooks somebody listens",
            section = SERVER,
            suspect = "webhook",
            askedBy = SMOKE,
            required = false,
            rank = 120)
    void webhooksAreListenedFor(Deployment openim, Note note) {
        note.says(OwnConfiguration.webhooksMustBeListenedFor(
                openim.settings(), Deadline.in(openim.settings().deadlines().call())));
    }

    @Proves("host.room")
    @Promise(
            text = "disks, memory and file handles of this machine are not used up",
            section = COMPONENTS,
            suspect = "host",
            askedBy = SMOKE,
            required = false,
            rank = 20)
    void thereIsRoom(Deployment openim, Note note) {
        note.says(SpareResources.mustBeLeft(openim.settings()));
    }

    private static void mustAnswer(Deployment openim, Optional<Component> component, String key, Note note) {
        note.says(known(openim.settings(), component, key)
                .mustBeAlive(openim.settings().deadlines().call()));
    }

    private static Deadline call(Deployment openim) {
        return Deadline.in(openim.settings().deadlines().call());
    }

    private static Deadline tool(Deployment openim) {
        return Deadline.in(openim.settings().deadlines().tool());
    }
}
