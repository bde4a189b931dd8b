package openim.verify.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openim.verify.config.deployment.ChatServer;
import openim.verify.config.deployment.DeploymentFacts;
import openim.verify.config.deployment.Directories;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.SameMachine;
import openim.verify.config.secret.Login;
import openim.verify.config.secret.Secret;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.setting.Limits;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Problem;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SpeedLimit;
import openim.verify.config.setting.TargetMode;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;

/** Puts the tree of settings together from values that passed {@link SettingsRules}. */
record SettingsAssembly(Values values, Inputs inputs, Directories directories, DeploymentFacts facts, ChatServer chat) {

    private static final Map<String, SettingKey> STARTS = Map.of(
            "mongo", SettingKey.START_MONGO,
            "redis", SettingKey.START_REDIS,
            "kafka", SettingKey.START_KAFKA,
            "etcd", SettingKey.START_ETCD,
            "minio", SettingKey.START_MINIO);

    private static final Map<String, SettingKey> STOPS = Map.of(
            "mongo", SettingKey.DRILL_STOP_MONGO,
            "redis", SettingKey.DRILL_STOP_REDIS,
            "kafka", SettingKey.DRILL_STOP_KAFKA,
            "etcd", SettingKey.DRILL_STOP_ETCD,
            "minio", SettingKey.DRILL_STOP_MINIO);

    private static final Map<String, SettingKey> RESTARTS = Map.of(
            "mongo", SettingKey.RESTART_MONGO,
            "redis", SettingKey.RESTART_REDIS,
            "kafka", SettingKey.RESTART_KAFKA,
            "etcd", SettingKey.RESTART_ETCD,
            "minio", SettingKey.RESTART_MINIO);

    private static final String LIMIT = "openim.limit.";

    private static final Pattern WITH_AREA_CODE = Pattern.compile("(\\+\\d{1,4})[\\s-]+(\\S.*)");

    Settings assemble(Optional<TargetMode> target, List<Problem> warnings) {
        return new Settings(
                target,
                values.get(SettingKey.HOST, Reading::host),
                endpoints(),
                credentials(),
                stores(),
                values.get(SettingKey.EXTERNAL_ADDRESS, Reading::externalAddress),
                directories,
                kubernetes(values, inputs)
                        .map(where -> where.with(
                                facts.cluster(),
                                values.get(SettingKey.ETCD_SERVICES, Reading::list)
                                        .orElse(List.of()))),
                facts.release(),
                chat,
                facts.own(),
                deadlines(),
                new Limits(
                        required(SettingKey.RATE, Reading::positive),
                        text(SettingKey.ACCOUNT_PREFIX),
                        required(SettingKey.PAIRS, Reading::positive),
                        required(SettingKey.INSTANCES_A_RUN, Reading::positive)),
                repair(),
                new Drilling(required(SettingKey.DRILL_ALLOWED, Reading::flag), commands(STOPS)),
                watch(),
                required(SettingKey.MULTI_LOGIN, Reading::multiLogin),
                new Strictness(
                        required(SettingKey.STRICT, Reading::flag),
                        Set.copyOf(values.get(SettingKey.ACCEPTED_WEAKNESSES, Reading::list)
                                .orElse(List.of()))),
                required(SettingKey.CLIENTS_HERE, Reading::flag),
                values.get(SettingKey.TRUSTED_HOSTS, Reading::list).orElse(List.of()),
                new Room(
                        values.get(SettingKey.DATA_DIRS, Reading::list).orElse(List.of()).stream()
                                .map(inputs::resolve)
                                .toList(),
                        required(SettingKey.LEAST_DISK, Reading::positive)),
                values.path(SettingKey.CA_FILE, inputs),
                values.path(SettingKey.REPORTS, inputs).orElseThrow(),
                new Tools(text(SettingKey.MAGE), text(SettingKey.DOCKER)),
                ProgramCall.of(inputs),
                values.origins(),
                warnings);
    }

    /** The namespace, where one is named. */
    static Optional<Kubernetes> kubernetes(Values values, Inputs inputs) {
        return values.text(SettingKey.KUBERNETES_NAMESPACE)
                .map(namespace -> new Kubernetes(
                        namespace,
                        values.path(SettingKey.KUBERNETES_KUBECONFIG, inputs),
                        values.text(SettingKey.KUBERNETES_CONTEXT),
                        values.get(SettingKey.KUBERNETES_WORKLOADS, Reading::workloads)
                                .orElse(Map.of()),
                        Kubernetes.Found.NOTHING));
    }

    private Endpoints endpoints() {
        URI api = required(SettingKey.API_URL, Reading::httpUrl);
        URI gateway = required(SettingKey.GATEWAY_URL, Reading::webSocketUrl);
        return new Endpoints(
                api,
                gateway,
                ofChat(SettingKey.CHAT_URL, Port.CHAT),
                ofChat(SettingKey.ADMIN_URL, Port.ADMIN),
                values.get(SettingKey.BOT_URL, Reading::httpUrl),
                instances(SettingKey.API_URLS, Reading::serverUrls, api),
                instances(SettingKey.GATEWAY_URLS, Reading::webSocketUrls, gateway),
                new PublicUrls(
                        values.get(SettingKey.PUBLIC_API_URL, Reading::httpUrl),
                        values.get(SettingKey.PUBLIC_GATEWAY_URL, Reading::webSocketUrl),
                        values.get(SettingKey.PUBLIC_CHAT_URL, Reading::httpUrl)));
    }

    /** Where people named them, nobody else is asked whether that is all. */
    private Instances instances(SettingKey key, Function<String, List<URI>> reading, URI only) {
        boolean told = values.has(key) && !facts.decide(key, values);
        return new Instances(
                values.get(key, reading).orElse(List.of(only)),
                told ? Optional.empty() : Optional.ofNullable(facts.unknown().get(key)));
    }

    /** Where there is no ChatServer nobody may have said where: it would be at its usual port. */
    private URI ofChat(SettingKey key, int usualPort) {
        return values.get(key, Reading::httpUrl)
                .orElseGet(() -> URI.create("http://"
                        + Addresses.inUrl(
                                values.get(SettingKey.HOST, Reading::host).orElse(SameMachine.LOOPBACK))
                        + ":" + usualPort));
    }

    private Credentials credentials() {
        return new Credentials(
                values.secret(SettingKey.SECRET_KEY).orElseThrow(),
                text(SettingKey.IM_ADMIN_USER),
                values.secret(SettingKey.ADMIN_PASSWORD)
                        .map(password -> new Login(text(SettingKey.ADMIN_ACCOUNT), "", password)),
                values.secret(SettingKey.CHAT_PASSWORD).map(this::person));
    }

    private Login person(Secret password) {
        Matcher matcher = WITH_AREA_CODE.matcher(text(SettingKey.CHAT_ACCOUNT));
        return matcher.matches()
                ? new Login(matcher.group(2), matcher.group(1), password)
                : new Login(text(SettingKey.CHAT_ACCOUNT), text(SettingKey.CHAT_AREA_CODE), password);
    }

    Stores stores() {
        Redis.Mode redisMode = required(SettingKey.REDIS_MODE, mode -> Reading.choice(Redis.Mode.class, mode));
        return new Stores(
                values.get(SettingKey.KAFKA_BOOTSTRAP, Reading::hostPorts).map(this::kafka),
                values.get(SettingKey.MONGO_URI, uri -> Reading.mongo(uri, text(SettingKey.MONGO_DATABASE))),
                values.get(SettingKey.REDIS_URL, url -> Reading.redis(url, redisMode)),
                values.get(SettingKey.ETCD_URL, Reading::httpUrls).map(this::etcd),
                values.get(SettingKey.MINIO_ENDPOINT, Reading::componentUrl).map(this::minio));
    }

    private Kafka kafka(List<String> bootstrap) {
        return new Kafka(
                bootstrap,
                login(SettingKey.KAFKA_USER, SettingKey.KAFKA_PASSWORD),
                required(SettingKey.KAFKA_MECHANISM, Reading::mechanism),
                required(SettingKey.KAFKA_TLS, Reading::flag),
                new Kafka.Topics(
                        text(SettingKey.KAFKA_TOPIC_REDIS),
                        text(SettingKey.KAFKA_TOPIC_PUSH),
                        text(SettingKey.KAFKA_TOPIC_MONGO),
                        unlessNone(SettingKey.KAFKA_TOPIC_OFFLINE)),
                new Kafka.ConsumerGroups(
                        text(SettingKey.KAFKA_GROUP_REDIS),
                        text(SettingKey.KAFKA_GROUP_PUSH),
                        text(SettingKey.KAFKA_GROUP_MONGO),
                        unlessNone(SettingKey.KAFKA_GROUP_OFFLINE)));
    }

    private Optional<String> unlessNone(SettingKey key) {
        return Optional.of(text(key)).filter(name -> !name.equals(SettingKey.NONE));
    }

    private Etcd etcd(List<URI> endpoints) {
        return new Etcd(
                endpoints,
                text(SettingKey.ETCD_ROOT),
                login(SettingKey.ETCD_USER, SettingKey.ETCD_PASSWORD),
                values.get(SettingKey.ETCD_SERVICES, Reading::list).orElse(List.of()));
    }

    private Minio minio(URI endpoint) {
        return new Minio(
                endpoint,
                values.text(SettingKey.MINIO_ACCESS_KEY)
                        .flatMap(id -> values.secret(SettingKey.MINIO_SECRET_KEY)
                                .map(secret -> new Minio.AccessKey(id, secret))),
                text(SettingKey.MINIO_BUCKET));
    }

    private Optional<UserPassword> login(SettingKey user, SettingKey password) {
        return values.text(user).flatMap(name -> values.secret(password).map(secret -> new UserPassword(name, secret)));
    }

    private Deadlines deadlines() {
        return new Deadlines(
                duration(SettingKey.DEADLINE_CALL),
                duration(SettingKey.DEADLINE_TRANSFER),
                duration(SettingKey.DEADLINE_PUSH),
                duration(SettingKey.DEADLINE_STORED),
                duration(SettingKey.DEADLINE_QUIET),
                duration(SettingKey.DEADLINE_SETTLE),
                duration(SettingKey.DEADLINE_TOOL),
                duration(SettingKey.DEADLINE_IDLE),
                duration(SettingKey.DEADLINE_RUN),
                duration(SettingKey.DEADLINE_FULL_RUN));
    }

    private Repair repair() {
        return new Repair(
                required(SettingKey.GATE_LADDER, Reading::ladder),
                duration(SettingKey.GATE_AFTER_ETCD),
                required(SettingKey.RECOVER_ATTEMPTS, Reading::positive),
                duration(SettingKey.RECOVER_WINDOW),
                duration(SettingKey.DEADLINE_STOP),
                duration(SettingKey.DEADLINE_START),
                duration(SettingKey.DEADLINE_RUNNING),
                duration(SettingKey.DEADLINE_COMPONENT),
                commands(STARTS),
                commands(RESTARTS));
    }

    private Map<String, List<String>> commands(Map<String, SettingKey> keys) {
        Map<String, List<String>> commands = new TreeMap<>();
        keys.forEach((component, key) ->
                values.get(key, Reading::command).ifPresent(arguments -> commands.put(component, arguments)));
        return commands;
    }

    private MonitoringSettings watch() {
        Map<String, SpeedLimit> limits = new TreeMap<>();
        Stream.of(SettingKey.values())
                .filter(key -> key.key().startsWith(LIMIT))
                .forEach(key -> values.get(key, Reading::limit)
                        .ifPresent(limit -> limits.put(key.key().substring(LIMIT.length()), limit)));
        return new MonitoringSettings(
                values.get(SettingKey.VANTAGE, Reading::vantage),
                required(SettingKey.HISTORY_RUNS, Reading::positive),
                required(SettingKey.CANARY_SEARCHES, Reading::positive),
                limits,
                new MonitoringSettings.Metrics(
                        values.get(SettingKey.METRICS_LISTEN, Reading::listen),
                        values.path(SettingKey.METRICS_TEXTFILE, inputs),
                        values.get(SettingKey.METRICS_PUSHGATEWAY, Reading::httpUrl)),
                new MonitoringSettings.Alerts(
                        values.secret(SettingKey.ALERT_WEBHOOK),
                        values.get(SettingKey.ALERT_COMMAND, Reading::command).orElse(List.of()),
                        duration(SettingKey.ALERT_REPEAT)));
    }

    private Duration duration(SettingKey key) {
        return required(key, Reading::duration);
    }

    private String text(SettingKey key) {
        return required(key, Function.identity());
    }

    private <T> T required(SettingKey key, Function<String, T> reading) {
        return values.get(key, reading).orElseThrow(() -> new IllegalStateException(key.key() + " was not checked"));
    }
}
