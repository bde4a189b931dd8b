package openim.verify.config.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one table of settings: key, what it is, its default, what it means, an example.
 *
 * <p>The order here is the order of everything that lists settings.
 */
public enum SettingKey {
    TARGET(
            "openim.target",
            SettingKind.TARGET,
            "",
            "What to verify: `live`, or `embedded` for the rehearsal deployment.",
            "live"),
    HOST(
            "openim.host",
            SettingKind.HOST,
            "",
            "The machine that the deployment runs on; gives every endpoint at its usual port.",
            "10.0.0.5"),
    SECRET_KEY("openim.secret", SettingKind.SECRET, "", "OpenIMServer's secret (share.yml).", ""),
    IM_ADMIN_USER(
            "openim.im-admin.user",
            SettingKind.TEXT,
            "imAdmin",
            "The user id of OpenIMServer's administrator.",
            "imAdmin"),
    ADMIN_ACCOUNT(
            "openim.admin.account",
            SettingKind.TEXT,
            "chatAdmin",
            "ChatServer's administrator, who logs in at admin-api.",
            "chatAdmin"),
    ADMIN_PASSWORD(
            "openim.admin.password",
            SettingKind.SECRET,
            "",
            "The administrator's password; without it the login is not proven.",
            ""),
    CHAT_ACCOUNT(
            "openim.chat.account",
            SettingKind.TEXT,
            "",
            "A person of the app who logs in at chat-api: a phone number (with its area code) or an account.",
            "+86 13800138000"),
    CHAT_AREA_CODE(
            "openim.chat.area-code",
            SettingKind.TEXT,
            "+86",
            "The area code of that phone number, if the account does not hold it.",
            "+49"),
    CHAT_PASSWORD("openim.chat.password", SettingKind.SECRET, "", "That person's password.", ""),

    API_URL("openim.api.url", SettingKind.HTTP_URL, "", "openim-api.", "http://10.0.0.5:10002"),
    GATEWAY_URL("openim.gateway.url", SettingKind.WEB_SOCKET_URL, "", "openim-msggateway.", "ws://10.0.0.5:10001"),
    API_URLS(
            "openim.api.urls",
            SettingKind.SERVER_URLS,
            "",
            "Each openim-api by itself, where there are several, perhaps behind a proxy; by itself all of `api.ports`"
                    + " that are reached from here. The first stands for `openim.api.url` where that is not given.",
            "http://10.0.0.5:10002,http://10.0.0.6:10002"),
    GATEWAY_URLS(
            "openim.gateway.urls",
            SettingKind.WEB_SOCKET_URLS,
            "",
            "Each openim-msggateway by itself, in the same way; by itself all of `longConnSvr.ports`.",
            "ws://10.0.0.5:10001,ws://10.0.0.6:10001"),
    PUBLIC_API_URL(
            "openim.public.api.url",
            SettingKind.HTTP_URL,
            "",
            "Where clients outside reach openim-api, through whatever stands before it: looked at beside the way inside.",
            "https://im.example.com/api"),
    PUBLIC_GATEWAY_URL(
            "openim.public.gateway.url",
            SettingKind.WEB_SOCKET_URL,
            "",
            "The same for openim-msggateway.",
            "wss://im.example.com/msg_gateway"),
    PUBLIC_CHAT_URL(
            "openim.public.chat.url",
            SettingKind.HTTP_URL,
            "",
            "The same for chat-api.",
            "https://im.example.com/chat"),
    CHAT_URL("openim.chat.url", SettingKind.HTTP_URL, "", "chat-api.", "http://10.0.0.5:10008"),
    ADMIN_URL("openim.admin.url", SettingKind.HTTP_URL, "", "admin-api.", "http://10.0.0.5:10009"),
    BOT_URL(
            "openim.bot.url",
            SettingKind.HTTP_URL,
            "",
            "bot-api; never guessed from the host alone.",
            "http://10.0.0.5:10010"),
    CHAT_PRESENT(
            "openim.chat.present",
            SettingKind.PRESENCE,
            "auto",
            "Whether a ChatServer belongs to the deployment; `auto` finds out: openim-docker without a service for it"
                    + " has none, and `openim.server.dir` alone has one if anything answers at its ports.",
            "false"),
    EXTERNAL_ADDRESS(
            "openim.external-address",
            SettingKind.EXTERNAL_ADDRESS,
            "",
            "Where clients should find files.",
            "https://files.example.com"),

    KAFKA_BOOTSTRAP("openim.kafka.bootstrap", SettingKind.HOST_PORTS, "", "Kafka's brokers.", "10.0.0.5:19094"),
    KAFKA_USER("openim.kafka.user", SettingKind.TEXT, "", "The SASL user, where Kafka asks for one.", "openim"),
    KAFKA_PASSWORD("openim.kafka.password", SettingKind.SECRET, "", "The SASL password.", ""),
    KAFKA_MECHANISM(
            "openim.kafka.mechanism",
            SettingKind.MECHANISM,
            "PLAIN",
            "The SASL mechanism: `PLAIN`, `SCRAM-SHA-256` or `SCRAM-SHA-512`.",
            "SCRAM-SHA-512"),
    KAFKA_TLS("openim.kafka.tls", SettingKind.FLAG, "false", "Whether Kafka is reached by TLS.", "true"),
    KAFKA_TOPIC_REDIS(
            "openim.kafka.topic.to-redis",
            SettingKind.TEXT,
            "toRedis",
            "The topic of messages that were acknowledged.",
            "toRedis"),
    KAFKA_TOPIC_PUSH(
            "openim.kafka.topic.to-push", SettingKind.TEXT, "toPush", "The topic of messages to push.", "toPush"),
    KAFKA_TOPIC_MONGO(
            "openim.kafka.topic.to-mongo", SettingKind.TEXT, "toMongo", "The topic of messages to store.", "toMongo"),
    KAFKA_TOPIC_OFFLINE(
            "openim.kafka.topic.to-offline-push",
            SettingKind.TEXT,
            "toOfflinePush",
            "The topic of messages to push to people who are offline; `none` where the release has none, as before 3.8.1.",
            "toOfflinePush"),
    KAFKA_GROUP_REDIS(
            "openim.kafka.group.to-redis", SettingKind.TEXT, "redis", "The consumer group of `toRedis`.", "redis"),
    KAFKA_GROUP_PUSH("openim.kafka.group.to-push", SettingKind.TEXT, "push", "The consumer group of `toPush`.", "push"),
    KAFKA_GROUP_MONGO(
            "openim.kafka.group.to-mongo", SettingKind.TEXT, "mongo", "The consumer group of `toMongo`.", "mongo"),
    KAFKA_GROUP_OFFLINE(
            "openim.kafka.group.to-offline-push",
            SettingKind.TEXT,
            "offlinePush",
            "The consumer group of `toOfflinePush`; `none` where the release has none.",
            "offlinePush"),

    MONGO_URI(
            "openim.mongo.uri",
            SettingKind.MONGO_URI,
            "",
            "MongoDB's connection string, with a login that may read.",
            "mongodb://reader:...@10.0.0.5:37017/?authSource=openim_v3"),
    MONGO_DATABASE("openim.mongo.database", SettingKind.TEXT, "openim_v3", "OpenIM's database.", "openim_v3"),
    REDIS_URL(
            "openim.redis.url",
            SettingKind.REDIS_URL,
            "",
            "Redis, with its password and database.",
            "redis://:...@10.0.0.5:16379/0"),
    REDIS_MODE(
            "openim.redis.mode",
            SettingKind.REDIS_MODE,
            "standalone",
            "How Redis is set up: `standalone`, `cluster` or `sentinel`.",
            "cluster"),
    ETCD_URL("openim.etcd.url", SettingKind.HTTP_URLS, "", "etcd's endpoints.", "http://10.0.0.5:12379"),
    ETCD_USER("openim.etcd.user", SettingKind.TEXT, "", "The user, where etcd asks for one.", "openIM"),
    ETCD_PASSWORD("openim.etcd.password", SettingKind.SECRET, "", "The password, where etcd asks for one.", ""),
    ETCD_ROOT(
            "openim.etcd.root",
            SettingKind.TEXT,
            "openim",
            "The directory in etcd under which services register.",
            "openim"),
    ETCD_SERVICES(
            "openim.etcd.services",
            SettingKind.LIST,
            "",
            "The services that must be registered; without them registrations are not proven.",
            "user-rpc-service,auth-rpc-service"),
    MINIO_ENDPOINT(
            "openim.minio.endpoint",
            SettingKind.COMPONENT_URL,
            "",
            "MinIO, as OpenIM reaches it.",
            "http://10.0.0.5:10005"),
    MINIO_ACCESS_KEY("openim.minio.access-key", SettingKind.TEXT, "", "MinIO's access key id.", "root"),
    MINIO_SECRET_KEY("openim.minio.secret-key", SettingKind.SECRET, "", "MinIO's secret key.", ""),
    MINIO_BUCKET("openim.minio.bucket", SettingKind.TEXT, "openim", "OpenIM's bucket.", "openim"),

    SERVER_DIR(
            "openim.server.dir",
            SettingKind.DIRECTORY,
            "",
            "OpenIMServer's directory on this machine; everything else is read from the files there.",
            "/opt/open-im-server"),
    CHAT_DIR("openim.chat.dir", SettingKind.DIRECTORY, "", "ChatServer's directory on this machine.", "/opt/chat"),
    DOCKER_DIR(
            "openim.docker.dir",
            SettingKind.DIRECTORY,
            "",
            "The directory of the compose project on this machine; everything else is read from the files there.",
            "/opt/openim-docker"),
    KUBERNETES_NAMESPACE(
            "openim.kubernetes.namespace",
            SettingKind.TEXT,
            "",
            "The namespace that the deployment runs in; everything else is read from the config maps and secrets"
                    + " there.",
            "openim"),
    KUBERNETES_KUBECONFIG(
            "openim.kubernetes.kubeconfig",
            SettingKind.FILE,
            "",
            "The file that says how the cluster is reached; without it the one that `kubectl` would take, and in a pod"
                    + " its own credentials.",
            "/home/ops/.kube/config"),
    KUBERNETES_CONTEXT(
            "openim.kubernetes.context",
            SettingKind.TEXT,
            "",
            "The context of that file, if not its current one.",
            "production"),
    KUBERNETES_WORKLOADS(
            "openim.kubernetes.workloads",
            SettingKind.WORKLOADS,
            "",
            "What parts are called there, where not as OpenIM's own manifests call them: the name of a Deployment or"
                    + " StatefulSet, or a label of it.",
            "openim-push=push,redis=app=cache"),

    DEADLINE_CALL("openim.deadline.call", SettingKind.DURATION, "4s", "For one request and its answer.", "6s"),
    DEADLINE_TRANSFER(
            "openim.deadline.transfer",
            SettingKind.DURATION,
            "8s",
            "For an upload or a download as a whole, its bytes and the completing included.",
            "20s"),
    DEADLINE_PUSH(
            "openim.deadline.push",
            SettingKind.DURATION,
            "5s",
            "From the acknowledgement of a message to its arrival at an open session.",
            "8s"),
    DEADLINE_STORED(
            "openim.deadline.stored",
            SettingKind.DURATION,
            "6s",
            "From the acknowledgement of a message to its being stored.",
            "10s"),
    DEADLINE_QUIET(
            "openim.deadline.quiet",
            SettingKind.DURATION,
            "1s",
            "How long no second copy may come before \"exactly once\" is believed.",
            "3s"),
    DEADLINE_SETTLE(
            "openim.deadline.settle",
            SettingKind.DURATION,
            "1300ms",
            "How long after a login a message is waited with at the most: the gateway needs so long before it pushes, and the"
                    + " server mostly shows sooner that those who push know of the session.",
            "2s"),
    DEADLINE_TOOL("openim.deadline.tool", SettingKind.DURATION, "8s", "For one call of `mage` or `docker`.", "15s"),
    DEADLINE_IDLE(
            "openim.deadline.idle",
            SettingKind.DURATION,
            "35s",
            "How long a session does nothing but ping before it must still be pushed to.",
            "2m"),
    DEADLINE_RUN("openim.deadline.run", SettingKind.DURATION, "17s", "For a whole run of the smoke suite.", "PT1M"),
    DEADLINE_FULL_RUN(
            "openim.deadline.full-run", SettingKind.DURATION, "120s", "For a whole run of the full suite.", "PT3M"),

    DEADLINE_STOP(
            "openim.deadline.stop",
            SettingKind.DURATION,
            "40s",
            "For `mage stop`, which waits 15 s for what does not end.",
            "60s"),
    DEADLINE_START(
            "openim.deadline.start",
            SettingKind.DURATION,
            "90s",
            "For `mage start` and `docker compose`; then the tool alone is ended.",
            "2m"),
    DEADLINE_RUNNING(
            "openim.deadline.running",
            SettingKind.DURATION,
            "20s",
            "From the end of a start to every process being seen.",
            "40s"),
    DEADLINE_COMPONENT(
            "openim.deadline.component",
            SettingKind.DURATION,
            "60s",
            "From the start of a component to its answer.",
            "90s"),

    GATE_LADDER(
            "openim.gate.ladder",
            SettingKind.LADDER,
            "3s,10s,30s,60s",
            "When the gate looks again, counted from the first green.",
            "10s,60s,300s"),
    GATE_AFTER_ETCD(
            "openim.gate.after-etcd",
            SettingKind.DURATION,
            "90s",
            "How long the gate watches at least after etcd came back.",
            "120s"),
    RECOVER_ATTEMPTS(
            "openim.recover.attempts",
            SettingKind.NUMBER,
            "2",
            "How often a component or a server is started or restarted within `openim.recover.window`.",
            "3"),
    RECOVER_WINDOW("openim.recover.window", SettingKind.DURATION, "30m", "In which those attempts are counted.", "60m"),
    START_MONGO(
            "openim.start.mongo",
            SettingKind.COMMAND,
            "",
            "What starts MongoDB here, if it has no container: a list of arguments in the settings file. It gets PATH,"
                    + " HOME, TZ, JAVA_HOME and the like of our environment, and nothing else; the program `env` before it"
                    + " can give it more.",
            "[\"systemctl\", \"start\", \"mongod\"]"),
    START_REDIS(
            "openim.start.redis",
            SettingKind.COMMAND,
            "",
            "The same for Redis.",
            "[\"systemctl\", \"start\", \"redis\"]"),
    START_KAFKA(
            "openim.start.kafka",
            SettingKind.COMMAND,
            "",
            "The same for Kafka.",
            "[\"systemctl\", \"start\", \"kafka\"]"),
    START_ETCD(
            "openim.start.etcd", SettingKind.COMMAND, "", "The same for etcd.", "[\"systemctl\", \"start\", \"etcd\"]"),
    START_MINIO(
            "openim.start.minio",
            SettingKind.COMMAND,
            "",
            "The same for MinIO.",
            "[\"systemctl\", \"start\", \"minio\"]"),
    RESTART_MONGO(
            "openim.restart.mongo",
            SettingKind.COMMAND,
            "",
            "What restarts MongoDB when it hangs, if it has no container; only run with `--beyond-runbook`.",
            "[\"systemctl\", \"restart\", \"mongod\"]"),
    RESTART_REDIS(
            "openim.restart.redis",
            SettingKind.COMMAND,
            "",
            "The same for Redis.",
            "[\"systemctl\", \"restart\", \"redis\"]"),
    RESTART_KAFKA(
            "openim.restart.kafka",
            SettingKind.COMMAND,
            "",
            "The same for Kafka.",
            "[\"systemctl\", \"restart\", \"kafka\"]"),
    RESTART_ETCD(
            "openim.restart.etcd",
            SettingKind.COMMAND,
            "",
            "The same for etcd.",
            "[\"systemctl\", \"restart\", \"etcd\"]"),
    RESTART_MINIO(
            "openim.restart.minio",
            SettingKind.COMMAND,
            "",
            "The same for MinIO.",
            "[\"systemctl\", \"restart\", \"minio\"]"),
    DRILL_ALLOWED(
            "openim.drill.allowed",
            SettingKind.FLAG,
            "false",
            "Whether `drill` may break parts of this deployment on purpose. Never needed for the rehearsal.",
            "true"),
    DRILL_STOP_MONGO(
            "openim.drill.stop.mongo",
            SettingKind.COMMAND,
            "",
            "What ends MongoDB as an outage does, for `drill` on a live deployment; without it that row is not tried.",
            "[\"systemctl\", \"kill\", \"-s\", \"KILL\", \"mongod\"]"),
    DRILL_STOP_REDIS(
            "openim.drill.stop.redis",
            SettingKind.COMMAND,
            "",
            "The same for Redis.",
            "[\"systemctl\", \"kill\", \"-s\", \"KILL\", \"redis\"]"),
    DRILL_STOP_KAFKA(
            "openim.drill.stop.kafka",
            SettingKind.COMMAND,
            "",
            "The same for Kafka.",
            "[\"systemctl\", \"kill\", \"-s\", \"KILL\", \"kafka\"]"),
    DRILL_STOP_ETCD(
            "openim.drill.stop.etcd",
            SettingKind.COMMAND,
            "",
            "The same for etcd.",
            "[\"systemctl\", \"kill\", \"-s\", \"KILL\", \"etcd\"]"),
    DRILL_STOP_MINIO(
            "openim.drill.stop.minio",
            SettingKind.COMMAND,
            "",
            "The same for MinIO.",
            "[\"systemctl\", \"kill\", \"-s\", \"KILL\", \"minio\"]"),

    VANTAGE(
            "openim.vantage",
            SettingKind.VANTAGE,
            "",
            "What the place is called from which this looks, where several places look at one deployment: it is named in"
                    + " figures, alerts, history and reports.",
            "office"),
    HISTORY_RUNS(
            "openim.history.runs",
            SettingKind.NUMBER,
            "1000",
            "How many runs of each suite the history keeps of a deployment.",
            "5000"),
    CANARY_SEARCHES(
            "openim.canary.searches",
            SettingKind.NUMBER,
            "144",
            "How often in a day, all rounds together, a canary has the server search its messages, which scans all of"
                    + " them; with `openim.mongo.uri` it need not.",
            "24"),
    LIMIT_ACKNOWLEDGE(
            "openim.limit.acknowledge-p95",
            SettingKind.LIMIT,
            "",
            "How long the acknowledgement of a message may take: over the first time it is said, over the second the"
                    + " run is unhealthy.",
            "300ms,1s"),
    LIMIT_PUSH(
            "openim.limit.push-p95",
            SettingKind.LIMIT,
            "",
            "The same from the sending of a message to its arrival at an open session.",
            "500ms,2s"),
    LIMIT_PULL("openim.limit.pull-p95", SettingKind.LIMIT, "", "The same for a pull of messages.", "300ms,1s"),
    LIMIT_STORED(
            "openim.limit.stored-p95",
            SettingKind.LIMIT,
            "",
            "The same from the sending of a message to the first look that finds it stored.",
            "2s,5s"),
    LIMIT_UPLOAD("openim.limit.upload-p95", SettingKind.LIMIT, "", "The same for an upload.", "1s,3s"),
    LIMIT_DOWNLOAD("openim.limit.download-p95", SettingKind.LIMIT, "", "The same for a download.", "1s,3s"),

    METRICS_LISTEN(
            "openim.metrics.listen",
            SettingKind.LISTEN,
            "",
            "Where a canary that goes on serves `/metrics`; without it nowhere.",
            "127.0.0.1:9464"),
    METRICS_TEXTFILE(
            "openim.metrics.textfile",
            SettingKind.PATH,
            "",
            "The file that a canary writes its metrics to after each round, for node-exporter; ends in .prom.",
            "/var/lib/node_exporter/textfile/openim-verify.prom"),
    METRICS_PUSHGATEWAY(
            "openim.metrics.pushgateway",
            SettingKind.HTTP_URL,
            "",
            "The Pushgateway that a canary of one round pushes its metrics to.",
            "http://10.0.0.9:9091"),
    ALERT_WEBHOOK(
            "openim.alert.webhook",
            SettingKind.SECRET_URL,
            "",
            "Where a canary posts what changed, as JSON; the URL often holds a token, so it is a secret.",
            ""),
    ALERT_COMMAND(
            "openim.alert.command",
            SettingKind.COMMAND,
            "",
            "What a canary runs when something changed; it gets the same JSON on its standard input.",
            "[\"/usr/local/bin/page\", \"openim\"]"),
    ALERT_REPEAT(
            "openim.alert.repeat",
            SettingKind.DURATION,
            "4h",
            "How long after having told of a trouble a canary tells of it again.",
            "1h"),

    RATE("openim.rate", SettingKind.NUMBER, "20", "The most requests in a second.", "5"),
    ACCOUNT_PREFIX(
            "openim.account-prefix",
            SettingKind.ACCOUNT_PREFIX,
            "oiv",
            "What the user ids of our own accounts begin with; where a vantage is named, by itself `oiv` and its name.",
            "oiv"),
    INSTANCES_A_RUN(
            "openim.instances-a-run",
            SettingKind.NUMBER,
            "50",
            "How many of openim-api, and of openim-msggateway, a run looks at one by one; of more, others have their turn"
                    + " each ten minutes.",
            "20"),
    PAIRS("openim.pairs", SettingKind.NUMBER, "8", "How many pairs of own accounts there are.", "8"),
    MULTI_LOGIN(
            "openim.multi-login.policy",
            SettingKind.MULTI_LOGIN,
            "1",
            "Which devices of a person may be online together (`multiLogin.policy` of share.yml).",
            "0"),
    CLIENTS_HERE(
            "openim.clients-here",
            SettingKind.FLAG,
            "false",
            "Whether all clients run on this machine, so that they may be given loopback addresses. True by itself"
                    + " where `openim.host` or `openim.api.url` is told to be a loopback address, where openim-api listens"
                    + " on one only, and for a rehearsal.",
            "true"),
    STRICT(
            "openim.strict",
            SettingKind.FLAG,
            "false",
            "Whether what the build was never able to keep counts as broken; else it is named as a weakness.",
            "true"),
    ACCEPTED_WEAKNESSES(
            "openim.accepted-weaknesses",
            SettingKind.LIST,
            "",
            "Checks that this build may be too weak for though the last good run saw them green: after a change of"
                    + " release.",
            "message.refused"),
    REHEARSAL_RELEASE(
            "openim.rehearsal.release",
            SettingKind.TEXT,
            "main",
            "Of which OpenIM release a rehearsal is: `main`, `3.8.3-patch.15`, `3.8.2` or `3.8.1`.",
            "3.8.3-patch.15"),
    REHEARSAL_INSTANCES(
            "openim.rehearsal.instances",
            SettingKind.NUMBER,
            "1",
            "How many of openim-api, and of openim-msggateway, a rehearsal has.",
            "3"),
    TRUSTED_HOSTS(
            "openim.trusted-hosts",
            SettingKind.LIST,
            "",
            "Hosts in closed networks that OpenIM may send this program to beside those that other settings name:"
                    + " names, `*.domains`, networks.",
            "files.internal,*.corp.example.com,10.1.0.0/16"),
    CA_FILE(
            "openim.ca-file",
            SettingKind.FILE,
            "",
            "Certificates (PEM) to trust besides those of the Java runtime.",
            "/etc/ssl/private-ca.pem"),
    REPORTS(
            "openim.reports",
            SettingKind.PATH,
            "reports",
            "The directory that results go to.",
            "/var/lib/openim-verify"),
    DATA_DIRS(
            "openim.data.dirs",
            SettingKind.LIST,
            "",
            "Directories on this machine in which components keep their data: it is looked whether their disks are"
                    + " full.",
            "/data/mongo,/data/minio"),
    LEAST_DISK(
            "openim.disk.least-mib",
            SettingKind.NUMBER,
            "256",
            "A disk with less than so many MiB free, or less than a hundredth of it, is taken for full.",
            "2048"),
    MAGE(
            "openim.mage",
            SettingKind.TEXT,
            "mage",
            "The command `mage`, if it is not on the path.",
            "/usr/local/bin/mage"),
    DOCKER(
            "openim.docker",
            SettingKind.TEXT,
            "docker",
            "The command `docker`, if it is not on the path.",
            "/usr/bin/docker");

    /** What is said of a thing that the release does not have. */
    public static final String NONE = "none";

    private final String key;
    private final SettingKind kind;
    private final String standard;
    private final String sentence;
    private final String example;

    SettingKey(String key, SettingKind kind, String standard, String sentence, String example) {
        this.key = key;
        this.kind = kind;
        this.standard = standard;
        this.sentence = sentence;
        this.example = example;
    }

    /** As it is typed, such as {@code openim.api.url}. */
    public String key() {
        return key;
    }

    /** The same as an environment variable, such as {@code OPENIM_API_URL}. */
    public String environmentName() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Whether it is taken from the environment and from files only. */
    public boolean isSecret() {
        return kind.isSecret();
    }

    /** Its value when nobody says otherwise; empty if there is none. */
    public Optional<String> defaultValue() {
        return standard.isEmpty() ? Optional.empty() : Optional.of(standard);
    }

    /** What it means. */
    public String sentence() {
        return sentence;
    }

    /** A value that would do; empty for secrets. */
    public String example() {
        return example;
    }

    public SettingKind kind() {
        return kind;
    }

    /** Whether it says where a deployment is: one of these is enough to mean a real one. */
    public boolean namesDeployment() {
        return switch (this) {
            case HOST,
                    API_URL,
                    GATEWAY_URL,
                    API_URLS,
                    GATEWAY_URLS,
                    CHAT_URL,
                    ADMIN_URL,
                    BOT_URL,
                    SERVER_DIR,
                    CHAT_DIR,
                    DOCKER_DIR,
                    KUBERNETES_NAMESPACE -> true;
            default -> false;
        };
    }

    /** Whether it says something of a deployment, or who we are to it; the rest says how to go about it. */
    public boolean describesDeployment() {
        return this != TARGET && compareTo(DEADLINE_CALL) < 0;
    }

    /** The value as it may be shown. */
    public String printable(String value) {
        return kind.printable(value);
    }

    /** The key of that name. */
    public static Optional<SettingKey> named(String key) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.key.equals(key))
                .findFirst();
    }

    /** All that may be given on a command line. */
    public static List<SettingKey> openToEveryone() {
        return Arrays.stream(values())
                .filter(candidate -> !candidate.isSecret())
                .toList();
    }
}
