package openim.verify.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.docker.Docker;
import openim.verify.client.file.FileClient.FileStep;
import openim.verify.client.file.FileFailure;
import openim.verify.host.FakeTool;
import openim.verify.host.Mage;
import openim.verify.probe.Processes;
import openim.verify.recovery.Plan;
import openim.verify.recovery.Planner;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Runbook;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;
import openim.verify.runbook.TheRunbook;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;
import openim.verify.verdict.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people reported of deployments that did not work, in the words that they saw: the cause and the next step are the true ones.
 *
 * <p>Each is named by the thread that it is from; docs/field-reports.md has the links.
 */
class FieldReportsTest {

    private static final Runbook RUNBOOK = TheRunbook.read();

    private static final String ALL = "openim-api,openim-msggateway,openim-rpc-auth,openim-rpc-user,openim-push";

    private static final Observation NO_API = Seen.unreachable("probe.api", "refused");

    private static final Observation NO_CHAT = Seen.unreachable("probe.chat", "refused");

    @TempDir
    Path directory;

    @Test
    @DisplayName("field report openim-docker#180: a proxy in the environment of the containers keeps calls from etcd")
    void proxyBetweenServerAndEtcd() throws IOException {
        Told told = docker(
                containers(unhealthy("openim-server"), "openim-server", """
                        Etcd check failed: failed to get the root node from etcd: context deadline exceeded
                        {"level":"warn","logger":"etcd-client","msg":"retrying of unary invoker failed","error":"rpc error: code = \
                        DeadlineExceeded desc = connection error: desc = \\"transport: Error while dialing: failed to do connect \
                        handshake, response: HTTP/1.1 403 Tunnel or SSL Forbidden\\""}
                        """), Seen.green("component.etcd"), NO_API);

        told.saysFirst("OpenIMServer cannot start", "no_proxy").restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#3376: the same where the services run and cannot call each other")
    void proxyBetweenServices() {
        Told told = source(words(
                "probe.auth",
                14,
                "last connection error: connection error: desc = \"transport: Error while dialing: failed to do connect handshake,"
                        + " response: HTTP/1.1 403 Forbidden Server: squid/3.5.20"));

        told.saysFirst("OpenIMServer is set up wrongly", "no_proxy").restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#2538: MinIO takes no request for a host with an underscore")
    void invalidHostName() throws IOException {
        String words = "MinIO check failed: check bucket exists error: Invalid Request (invalid hostname)";

        docker(containers(unhealthy("openim-server"), "openim-server", words), NO_API)
                .saysFirst("OpenIMServer cannot start", "underscore")
                .restartsNothing();
        source(processes("process.server", ALL, words), NO_API)
                .saysFirst("OpenIMServer cannot start", "internalAddress")
                .restartsNothing();
        source(Seen.red(
                        "component.minio",
                        Evidence.of(Evidence.AILMENT, "misconfigured"),
                        Evidence.of(
                                Evidence.WORDS, "takes no request for the host name im_minio:9000: invalid hostname")))
                .saysFirst("MinIO is set up wrongly", "underscore");
    }

    @Test
    @DisplayName(
            "field report chat#679: documents of an older release have one key twice, and a process makes a unique index")
    void keysThatAreThereTwice() throws IOException {
        Observation seen = containers(unhealthy("openim-chat"), "openim-chat", """
                Error: Error: (DuplicateKey) Index build failed: bcd83705: Collection openim_v3.credential ( af43 ) :: caused by :: \
                E11000 duplicate key error collection: openim_v3.credential index: account_1 dup key: { account: "+86 5550123" } | -> \
                chat.NewCredential()
                """);

        docker(seen, Seen.green("component.mongo"), NO_CHAT)
                .saysFirst("MongoDB has documents that forbid an index", "keep one of each")
                .restartsNothing();
        assertThat(seen.verdict().summary())
                .contains("openim_v3.credential index: account_1")
                .doesNotContain("5550123");
    }

    @Test
    @DisplayName(
            "field report open-im-server#3728: an index of an older release has the name of one that is to be made")
    void indexOfAnOlderRelease() throws IOException {
        Observation seen = processes("process.server", "openim-rpc-conversation", """
                Error: Error: (IndexKeySpecsConflict) An existing index has the same name as the requested index. When index names are \
                not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: { v: \
                2, unique: true, key: { conversation_id: 1 }, name: "conversation_id_1" }, existing index: { v: 2 } | -> \
                mgo.NewConversationMongo()
                """);

        source(seen, Seen.green("component.mongo"))
                .saysFirst("MongoDB has an older index in the way", "dropIndex")
                .restartsNothing();
        assertThat(seen.verdict().summary())
                .contains("Requested index: { v: 2, unique: true, key: { conversation_id: 1 }");
    }

    @Test
    @DisplayName("field report openim-docker#28: another program has the port of chat-api")
    void portThatAnotherHas() throws IOException {
        source(
                        processes("process.chat", "chat-api", "panic: listen tcp :10008: bind: address already in use"),
                        Seen.green("probe.api"))
                .saysFirst("ChatServer cannot start", "ss -ltnp")
                .restartsNothing();
        docker(containers(
                        """
                        {"Name":"kafka","Service":"kafka","State":"created","Health":"","ExitCode":0}
                        """,
                        "kafka",
                        "",
                        "driver failed programming external connectivity: Bind for 0.0.0.0:19094 failed:"
                                + " port is already allocated"))
                .saysFirst("Kafka cannot start", "ss -ltnp")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#1777: the image is for another kind of processor")
    void imageForAnotherProcessor() throws IOException {
        docker(
                        containers(
                                ended("openim-server", "restarting", 1),
                                "openim-server",
                                "exec /bin/sh: exec format error"),
                        NO_API)
                .saysFirst("OpenIMServer cannot start", "uname -m")
                .restartsNothing();
        docker(
                        containers(ended("mongo", "exited", 255), "mongo", "exec /usr/bin/bash: exec format error"),
                        Seen.unreachable("component.mongo", "refused"))
                .saysFirst("MongoDB cannot start", "uname -m")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#2903: after an upgrade Kafka cannot read what the one before it wrote")
    void dataOfAnotherVersion() throws IOException {
        docker(
                        containers(ended("kafka", "restarting", 1), "kafka", """
                                [2024-11-28 23:06:20,951] INFO [SharedServer id=0] Starting SharedServer (kafka.server.SharedServer)
                                [2024-11-28 23:06:21,028] ERROR [SharedServer id=0] Got exception while starting SharedServer
                                java.io.IOException: Could not read file /bitnami/kafka/data/__cluster_metadata-0/00012624-19.checkpoint
                                	at org.apache.kafka.server.common.CheckpointFile.read(CheckpointFile.java:107)
                                [2024-11-28 23:06:21,040] ERROR Encountered fatal fault: caught exception
                                java.lang.NullPointerException: Cannot invoke "kafka.raft.KafkaRaftManager.apiVersions()"
                                """),
                        Seen.unreachable("component.kafka", "refused"),
                        Seen.unreachable("message.acknowledged", "no-answer"))
                .saysFirst("Kafka cannot start", "belongs to the user in its container")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#2551: Kafka's container may not run its own script")
    void scriptThatMayNotBeRun() throws IOException {
        docker(
                        containers(
                                ended("kafka", "exited", 126),
                                "kafka",
                                "bash: line 1: /opt/bitnami/kafka/create-topic.sh: Permission denied"),
                        Seen.unreachable("component.kafka", "refused"))
                .saysFirst("Kafka cannot start", "chmod +x")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#35: MongoDB may not use its data directory")
    void dataThatMayNotBeUsed() throws IOException {
        docker(
                        containers(ended("mongo", "restarting", 14), "mongo", """
                                E STORAGE  [initandlisten] WiredTiger error (1) /data/db/WiredTiger.wt: open: Operation not permitted
                                W STORAGE  [initandlisten] Failed to start up WiredTiger under any compatibility version.
                                F STORAGE  [initandlisten] Reason: 1: Operation not permitted
                                F -        [initandlisten] Fatal Assertion 28595 at src/mongo/db/storage/wiredtiger_kv_engine.cpp 711
                                F -        [initandlisten] ***aborting after fassert() failure
                                """),
                        Seen.unreachable("component.mongo", "refused"))
                .saysFirst("MongoDB cannot start", "a volume of docker's own")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#2662: MinIO cannot read its own drive")
    void driveThatCannotBeRead() throws IOException {
        source(
                        processes(
                                "process.server",
                                ALL,
                                "MinIO check failed: Resource requested is unreadable, please reduce your request rate."),
                        NO_API)
                .saysFirst("MinIO cannot use its own drive", "its own drive")
                .restartsNothing();
    }

    @Test
    @DisplayName(
            "field report open-im-server#1107: a firewall is between the containers and what is well from this machine")
    void firewallBetweenContainers() throws IOException {
        docker(containers(unhealthy("openim-server"), "openim-server", """
                                Mongo check failed: server selection error: server selection timeout, current topology: { Type: Unknown, \
                                Servers: [{ Addr: 172.28.0.1:37017, Type: Unknown, Last error: dial tcp 172.28.0.1:37017: i/o timeout }, ] }
                                """), Seen.green("component.mongo"), NO_API)
                .saysFirst("OpenIMServer cannot start", "firewall")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#304: a value of the configuration has another type than OpenIM reads")
    void valueOfAnotherType() throws IOException {
        source(
                        processes(
                                "process.server",
                                ALL,
                                "panic: yaml: unmarshal errors:\n  line 31: cannot unmarshal !!seq into string"),
                        NO_API)
                .saysFirst("OpenIMServer cannot start", "another type")
                .restartsNothing();
    }

    @Test
    @DisplayName(
            "a file in a container that is no YAML, or is not there, keeps a server from starting, and no restart helps")
    void configurationThatCannotBeReadInAContainer() throws IOException {
        String noYaml =
                "check-component exit -1: Error: While parsing config: yaml: line 2: did not find expected node content"
                        + " failed to read config file, path=/openim/config/mongodb.yml";
        String notThere =
                "check-component exit -1: Error: open /openim/config/redis.yml: no such file or directory failed to"
                        + " read config file, path=/openim/config/redis.yml";

        docker(containers(unhealthy("openim-chat"), "openim-chat", noYaml), NO_CHAT)
                .saysFirst("ChatServer cannot start", "no YAML")
                .restartsNothing();
        docker(containers(unhealthy("openim-chat"), "openim-chat", notThere), NO_CHAT)
                .saysFirst("ChatServer cannot start", "is not there")
                .restartsNothing();
        docker(containers(unhealthy("openim-server"), "openim-server", noYaml), NO_API)
                .saysFirst("OpenIMServer cannot start", "no YAML")
                .restartsNothing();
        docker(containers(unhealthy("openim-server"), "openim-server", notThere), NO_API)
                .saysFirst("OpenIMServer cannot start", "is not there")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#1077 and tools#234: OpenIM speaks to a cluster as to a single Redis")
    void clusterTakenForASingleServer() {
        source(words("probe.conversation", 500, "CROSSSLOT Keys in request don't hash to the same slot"))
                .saysFirst("Redis is set up wrongly", "redisMode: cluster")
                .restartsNothing();
        source(
                        Seen.red("component.redis", Evidence.of(Evidence.AILMENT, "misconfigured")),
                        words("probe.auth", 500, "MOVED 7918 10.0.0.7:6379"))
                .saysFirst("Redis is set up wrongly", "at least two of its nodes")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#2518: docker takes Kafka's connections, and nobody in the container does")
    void connectionsThatAreReset() throws IOException {
        source(
                        processes(
                                "process.server",
                                ALL,
                                "Kafka check failed: NewClient failed, config: =&{Addr:[localhost:19094] TLS:{EnableTLS:false}}: kafka:"
                                        + " client has run out of available brokers to talk to: read: connection reset by peer"),
                        Seen.unreachable("component.kafka", "cut"),
                        NO_API)
                .saysFirst("Kafka is dead", "start")
                .begins("start Kafka");
    }

    @Test
    @DisplayName("field report open-im-server#2689: there is no etcd at all where OpenIM looks for it")
    void noEtcdAtAll() throws IOException {
        source(
                        processes(
                                "process.server",
                                ALL,
                                "Etcd check failed: dial tcp 127.0.0.1:2379: connect: connection refused"),
                        Seen.unreachable("component.etcd", "refused"),
                        NO_API)
                .saysFirst("etcd is dead", "start")
                .begins("start etcd");
    }

    @Test
    @DisplayName("field report open-im-server#3616: Kafka dies while the servers run")
    void kafkaThatDiesLater() {
        source(
                        Seen.unreachable("component.kafka", "refused"),
                        words("message.acknowledged", 500, "kafka: client has run out of available brokers to talk to"))
                .saysFirst("Kafka is dead", "start")
                .begins("start Kafka");
    }

    @Test
    @DisplayName("field report openim-docker#211: ChatServer is told 127.0.0.1, which is its own container")
    void loopbackInsideAContainer() throws IOException {
        docker(
                        containers(
                                unhealthy("openim-chat"),
                                "openim-chat",
                                "OpenIM check failed: Post \"http://127.0.0.1:10002/auth/get_admin_token\": dial tcp 127.0.0.1:10002:"
                                        + " connect: connection refused"),
                        Seen.green("probe.api"),
                        NO_CHAT)
                .saysFirst("ChatServer cannot start", "http://openim-server:10002")
                .restartsNothing();
    }

    @Test
    @DisplayName("field report open-im-server#2629: webhooks stand where OpenIM does not look for them")
    void webhooksThatNobodyReads() {
        String words = "/opt/open-im-server/config/webhooks.yml: url and the webhooks stand below callback";

        source(Seen.red(
                        "config.consistent",
                        Evidence.of(Evidence.AILMENT, "misconfigured"),
                        Evidence.of(Evidence.WORDS, words)))
                .saysFirst("OpenIMServer is set up wrongly", "the file that is named")
                .restartsNothing();
    }

    @Test
    @DisplayName(
            "field report open-im-server#3042: a proxy takes no large request, so that videos fail and pictures do not")
    void proxyThatTakesNoLargeRequest() {
        source(
                        Seen.said(
                                "file.several-parts",
                                new FileFailure.Rejected(
                                                FileStep.PUT,
                                                "https://files.example.com",
                                                413,
                                                "",
                                                true,
                                                "413 Request Entity Too Large",
                                                Duration.ZERO)
                                        .description()),
                        Seen.green("file.round-trip"),
                        Seen.green("component.minio"))
                .saysFirst("the proxy lets no large request through", "client_max_body_size")
                .restartsNothing();
    }

    // What was seen, by the looks themselves

    private static String unhealthy(String service) {
        return "{\"Name\":\"%1$s\",\"Service\":\"%1$s\",\"State\":\"running\",\"Health\":\"unhealthy\",\"ExitCode\":0}"
                .formatted(service);
    }

    private static String ended(String service, String state, int status) {
        return "{\"Name\":\"%1$s\",\"Service\":\"%1$s\",\"State\":\"%2$s\",\"Health\":\"\",\"ExitCode\":%3$d}"
                .formatted(service, state, status);
    }

    /** Containers, of which one wrote that log. */
    private Observation containers(String rows, String service, String log) throws IOException {
        return containers(rows, service, log, "");
    }

    /** The same, where docker itself gives a reason. */
    private Observation containers(String rows, String service, String log, String reason) throws IOException {
        Files.writeString(directory.resolve("rows"), rows);
        Files.writeString(directory.resolve("log"), log);
        Files.writeString(
                directory.resolve("logs"),
                log.lines().map(line -> service + "  | " + line).collect(Collectors.joining("\n")));
        Files.writeString(
                directory.resolve("facts"),
                "[{\"Name\":\"/%s\",\"State\":{\"Error\":\"%s\"}}]".formatted(service, reason));
        Docker docker = new Docker(FakeTool.in(directory, "docker", """
                cd '%s'
                case "$*" in
                *compose*logs*) cat logs ;;
                *compose*) cat rows ;;
                logs*) cat log ;;
                inspect*) cat facts ;;
                *) exit 1 ;;
                esac
                """.formatted(directory)));
        return broken(
                "process.containers",
                () -> Processes.containersMustBeWell(directory, docker, Deadline.in(Duration.ofMinutes(1))));
    }

    /** Processes of a checkout that mage misses, and what its log says. */
    private Observation processes(String check, String missing, String log) throws IOException {
        Files.writeString(
                directory.resolve("start-config.yml"),
                "serviceBinaries:\n"
                        + Arrays.stream(missing.split(","))
                                .map(name -> "  " + name + ": 1\n")
                                .collect(Collectors.joining()));
        Files.writeString(
                Files.createDirectories(directory.resolve("_output/logs")).resolve("start.log"), log);
        Mage mage = new Mage(FakeTool.saying(
                directory,
                "mage",
                Arrays.stream(missing.split(","))
                        .map(
                                "binary %1$s is not running as expected: /im/%1$s expected 1 processes, but 0 running\n"
                                        ::formatted)
                        .collect(Collectors.joining()),
                1));
        return broken(check, () -> Processes.mustRun(directory, mage, Deadline.in(Duration.ofMinutes(1))));
    }

    private static Observation broken(String check, Runnable look) {
        BrokenPromise broken = catchThrowableOfType(BrokenPromise.class, look::run);
        assertThat(broken).as(check).isNotNull();
        return new Observation(
                new CheckId(check),
                new Verdict.Unhealthy(String.valueOf(broken.getMessage())),
                List.of(),
                Instant.EPOCH,
                Duration.ZERO,
                broken.evidence());
    }

    private static Observation words(String check, int errCode, String words) {
        return Seen.red(check, Evidence.of(Evidence.ERR_CODE, errCode), Evidence.of(Evidence.WORDS, words));
    }

    // What is told of it

    private static Told source(Observation... seen) {
        return Told.of(
                new Site(
                        Installation.SOURCE,
                        Optional.of(Path.of("/opt/open-im-server")),
                        Optional.of(Path.of("/opt/chat")),
                        Optional.empty(),
                        "127.0.0.1",
                        Map.of(Part.KAFKA, new Start.ByCompose(), Part.ETCD, new Start.ByCompose())),
                seen);
    }

    private static Told docker(Observation... seen) {
        return Told.of(
                new Site(
                        Installation.DOCKER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Path.of("/opt/openim-docker")),
                        "127.0.0.1",
                        Map.of(Part.KAFKA, new Start.ByCompose(), Part.MONGO, new Start.ByCompose())),
                seen);
    }

    /**
     * What a run says.
     *
     * @param diagnosis the causes
     * @param plan what is done, whatever is allowed
     */
    private record Told(Diagnosis diagnosis, Plan plan) {

        static Told of(Site site, Observation... seen) {
            Diagnosis diagnosis = Diagnosis.of(RUNBOOK, site.installation(), List.of(seen));
            return new Told(diagnosis, new Planner(RUNBOOK, site, true).plan(diagnosis));
        }

        /** Its first cause, and the words of the step that comes first. */
        Told saysFirst(String cause, String step) {
            assertThat(diagnosis.causes()).as("%s", diagnosis).isNotEmpty();
            assertThat(diagnosis.causes().get(0)).hasToString(cause);
            assertThat(diagnosis.unexplained()).as("%s", diagnosis).isEmpty();
            assertThat(first()).contains(step);
            return this;
        }

        private String first() {
            return Stream.concat(
                            plan.steps().stream().map(each -> each.fix().sentence()),
                            plan.forPerson().stream().map(each -> each.sentence()))
                    .findFirst()
                    .orElse("");
        }

        Told begins(String sentence) {
            assertThat(first()).startsWith(sentence);
            return this;
        }

        /** Not even where all is allowed. */
        Told restartsNothing() {
            assertThat(plan.steps()).isEmpty();
            assertThat(diagnosis.causes().get(0).ailment()).isNotEqualTo(FaultKind.DEAD);
            return this;
        }
    }
}
