package openim.verify.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.Values.Layer;
import openim.verify.config.deployment.ChatServer;
import openim.verify.config.deployment.ClusterFiles;
import openim.verify.config.deployment.DeploymentFacts;
import openim.verify.config.deployment.DeploymentFiles;
import openim.verify.config.deployment.Directories;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.reach.Addresses;
import openim.verify.config.reach.Loopback;
import openim.verify.config.reach.SameMachine;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.setting.Limits;
import openim.verify.config.setting.Port;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SettingsException;
import openim.verify.config.setting.Sourced;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;

/** Reads all places that settings come from. Contacts nothing; reads files only. */
public final class SettingsLoader {

    /** The endpoints that follow from a host, with scheme and port. */
    private static final Map<SettingKey, String> USUAL_ENDPOINTS = Map.of(
            SettingKey.API_URL, "http://%s:" + Port.API,
            SettingKey.GATEWAY_URL, "ws://%s:" + Port.GATEWAY,
            SettingKey.CHAT_URL, "http://%s:" + Port.CHAT,
            SettingKey.ADMIN_URL, "http://%s:" + Port.ADMIN);

    private static final Map<SettingKey, SettingKey> FIRST_OF =
            Map.of(SettingKey.API_URL, SettingKey.API_URLS, SettingKey.GATEWAY_URL, SettingKey.GATEWAY_URLS);

    private final Inputs inputs;
    private final Problems problems = new Problems();

    private SettingsLoader(Inputs inputs) {
        this.inputs = inputs;
    }

    /**
     * Reads the settings.
     *
     * @throws SettingsException with everything that is wrong with them
     */
    public static Settings load(Inputs inputs) {
        return new SettingsLoader(inputs).load();
    }

    /** Of which release a rehearsal is to be, which has to be known before there is one. */
    public static String rehearsedRelease(Inputs inputs) {
        return GivenSettings.read(inputs, new Problems())
                .values()
                .withDefaults()
                .text(SettingKey.REHEARSAL_RELEASE)
                .orElseThrow();
    }

    /** How many of openim-api and of openim-msggateway a rehearsal is to have. */
    public static int rehearsedInstances(Inputs inputs) {
        return GivenSettings.read(inputs, new Problems())
                .values()
                .withDefaults()
                .get(SettingKey.REHEARSAL_INSTANCES, Reading::positive)
                .orElse(1);
    }

    private Settings load() {
        GivenSettings given = GivenSettings.read(inputs, problems);
        Values named = withFirstOfSeveral(given.values());
        Directories directories = new Directories(
                directory(named, SettingKey.SERVER_DIR),
                directory(named, SettingKey.CHAT_DIR),
                directory(named, SettingKey.DOCKER_DIR));
        Optional<String> host = named.get(SettingKey.HOST, Reading::host);
        DeploymentFacts facts = kubernetes(named)
                .map(where -> ofCluster(where, named))
                .orElseGet(() -> DeploymentFiles.read(
                        directories,
                        named.withDefaults().text(SettingKey.DOCKER).orElseThrow(),
                        inputs,
                        host,
                        problems))
                .usable(named, problems);
        Values read = named.with(Layer.DEPLOYMENT_FILES, facts.values());
        Values values = read.with(Layer.DERIVED, derived(read, given)).withDefaults();
        values.check(problems);
        ChatServer chat = chatServer(values, named, facts);
        new SettingsRules(values, inputs, facts, chat, problems).check(given.target());
        problems.throwIfAny();
        ProgramCall.of(inputs)
                .leftOut()
                .forEach(key -> problems.warn(
                        key.key(),
                        "may hold a secret, and so the commands that are printed are without it: whoever types one of them gives"
                                + " it again"));
        return settings(values, directories, facts, chat);
    }

    /** The tree of settings, from values that passed {@link SettingsRules}. */
    private Settings settings(Values values, Directories directories, DeploymentFacts facts, ChatServer chat) {
        return new Settings(
                values.get(SettingKey.TARGET, Reading::target),
                values.get(SettingKey.HOST, Reading::host),
                Endpoints.of(values, facts),
                Credentials.of(values),
                new StoreValues(values).stores(),
                values.get(SettingKey.EXTERNAL_ADDRESS, Reading::externalAddress),
                directories,
                kubernetes(values)
                        .map(where -> where.with(
                                facts.cluster(),
                                values.get(SettingKey.ETCD_SERVICES, Reading::list)
                                        .orElse(List.of()))),
                facts.release(),
                chat,
                facts.own(),
                Deadlines.of(values),
                new Limits(
                        values.required(SettingKey.RATE, Reading::positive),
                        values.required(SettingKey.ACCOUNT_PREFIX),
                        values.required(SettingKey.PAIRS, Reading::positive),
                        values.required(SettingKey.INSTANCES_A_RUN, Reading::positive)),
                Repair.of(values),
                Drilling.of(values),
                MonitoringSettings.of(values, inputs),
                values.required(SettingKey.MULTI_LOGIN, Reading::multiLogin),
                Strictness.of(values),
                values.required(SettingKey.CLIENTS_HERE, Reading::flag),
                values.get(SettingKey.TRUSTED_HOSTS, Reading::list).orElse(List.of()),
                Room.of(values, inputs),
                values.path(SettingKey.CA_FILE, inputs),
                values.path(SettingKey.REPORTS, inputs).orElseThrow(),
                Tools.of(values),
                ProgramCall.of(inputs),
                values.origins(),
                problems.warnings());
    }

    /** The namespace, where one is named. */
    private Optional<Kubernetes> kubernetes(Values values) {
        return values.text(SettingKey.KUBERNETES_NAMESPACE)
                .map(namespace -> new Kubernetes(
                        namespace,
                        values.path(SettingKey.KUBERNETES_KUBECONFIG, inputs),
                        values.text(SettingKey.KUBERNETES_CONTEXT),
                        values.get(SettingKey.KUBERNETES_WORKLOADS, Reading::workloads)
                                .orElse(Map.of()),
                        Kubernetes.Found.NOTHING));
    }

    /** Whoever names each of several by itself has named the first of them. */
    private static Values withFirstOfSeveral(Values given) {
        Map<SettingKey, Sourced> firsts = new EnumMap<>(SettingKey.class);
        FIRST_OF.forEach((one, several) -> {
            if (!given.has(one)) {
                given.find(several)
                        .ifPresent(urls -> Reading.list(urls.value()).stream()
                                .findFirst()
                                .ifPresent(
                                        first -> firsts.put(one, new Sourced(first, "the first of " + several.key()))));
            }
        });
        return given.with(Layer.FOLLOWING, firsts);
    }

    private DeploymentFacts ofCluster(Kubernetes where, Values named) {
        List<SettingKey> elsewhere = Stream.of(SettingKey.SERVER_DIR, SettingKey.CHAT_DIR, SettingKey.DOCKER_DIR)
                .filter(named::has)
                .toList();
        if (!elsewhere.isEmpty()) {
            problems.add(
                    SettingKey.KUBERNETES_NAMESPACE,
                    "contradicts " + elsewhere.get(0).key()
                            + ": a deployment runs in a cluster or out of a directory; name"
                            + " the one that is meant");
            return DeploymentFacts.NONE;
        }
        Optional<Path> unreadable = where.kubeconfig().filter(file -> !Files.isReadable(file));
        if (unreadable.isPresent()) {
            problems.add(SettingKey.KUBERNETES_KUBECONFIG, "there is no file to be read at " + unreadable.get());
            return DeploymentFacts.NONE;
        }
        return ClusterFiles.read(where, inputs.cluster(), problems);
    }

    private Optional<Path> directory(Values values, SettingKey key) {
        return values.path(key, inputs).filter(path -> {
            boolean usable = Files.isDirectory(path) && Files.isReadable(path);
            if (!usable) {
                problems.add(key, "there is no directory to be read at " + path);
            }
            return usable;
        });
    }

    /** Whoever names a part of it means that it is there; else files tell, and without any a host has both servers. */
    private ChatServer chatServer(Values values, Values named, DeploymentFacts facts) {
        Optional<Boolean> told =
                values.get(SettingKey.CHAT_PRESENT, Reading::presence).flatMap(answer -> answer);
        if (told.isPresent()) {
            return new ChatServer(
                    told.get() ? ChatServer.Standing.THERE : ChatServer.Standing.ABSENT,
                    SettingKey.CHAT_PRESENT.key() + " is " + told.get());
        }
        return Stream.of(
                        SettingKey.CHAT_URL,
                        SettingKey.ADMIN_URL,
                        SettingKey.CHAT_DIR,
                        SettingKey.CHAT_PASSWORD,
                        SettingKey.ADMIN_PASSWORD)
                .filter(named::has)
                .findFirst()
                .map(key -> new ChatServer(ChatServer.Standing.THERE, key.key() + " is given"))
                .or(facts::chat)
                .orElse(new ChatServer(ChatServer.Standing.THERE, "nothing says that there is none"));
    }

    /** What follows from other settings. */
    private Map<SettingKey, Sourced> derived(Values values, GivenSettings given) {
        Map<SettingKey, Sourced> derived = new EnumMap<>(SettingKey.class);
        if (!values.has(SettingKey.TARGET)) {
            target(given).ifPresent(mode -> derived.put(SettingKey.TARGET, mode));
        }
        if (!values.has(SettingKey.CLIENTS_HERE)) {
            clientsHere(given).ifPresent(here -> derived.put(SettingKey.CLIENTS_HERE, here));
        }
        if (!values.has(SettingKey.ACCOUNT_PREFIX)) {
            values.get(SettingKey.VANTAGE, Reading::vantage)
                    .ifPresent(place -> derived.put(
                            SettingKey.ACCOUNT_PREFIX,
                            new Sourced(
                                    Limits.prefixAt(place),
                                    SettingKey.VANTAGE.key() + ": those at other places have accounts of their own")));
        }
        Optional<String> named = values.get(SettingKey.HOST, Reading::host);
        boolean source = values.has(SettingKey.SERVER_DIR) || values.has(SettingKey.CHAT_DIR);
        if (!values.has(SettingKey.HOST) && (source || values.has(SettingKey.DOCKER_DIR))) {
            derived.put(
                    SettingKey.HOST,
                    new Sourced(SameMachine.LOOPBACK, "the deployment's directory is on this machine"));
        }
        // A compose project publishes what it publishes: from its directory alone no usual port follows.
        Optional<String> host = named.or(() -> source ? Optional.of(SameMachine.LOOPBACK) : Optional.empty());
        host.ifPresent(name -> USUAL_ENDPOINTS.forEach((key, form) -> {
            if (!values.has(key)) {
                derived.put(key, new Sourced(form.formatted(Addresses.inUrl(name)), "openim.host and the usual port"));
            }
        }));
        return derived;
    }

    /** That a directory is on this machine says nothing of where its users are; who names a loopback address says it. */
    private static Optional<Sourced> clientsHere(GivenSettings given) {
        if (given.target().isPresent()) {
            return Optional.of(new Sourced("true", "a rehearsal was started"));
        }
        return Stream.of(
                        given.values().get(SettingKey.HOST, Reading::host),
                        given.values().get(SettingKey.API_URL, Reading::httpUrl).map(URI::getHost))
                .flatMap(Optional::stream)
                .filter(Loopback::isHost)
                .findFirst()
                .map(host -> new Sourced("true", "the deployment is named as " + host));
    }

    private static Optional<Sourced> target(GivenSettings given) {
        if (given.target().isPresent()) {
            return Optional.of(new Sourced("embedded", "a rehearsal was started"));
        }
        Values named = given.values();
        for (SettingKey key : SettingKey.values()) {
            if (key.namesDeployment() && named.has(key)) {
                return Optional.of(new Sourced("live", "because of " + key.key()));
            }
        }
        return Optional.empty();
    }

    /**
     * Where the components are, and how they are logged in to.
     *
     * @param values that passed {@link SettingsRules}
     */
    private record StoreValues(Values values) {

        Stores stores() {
            Redis.Mode redisMode =
                    values.required(SettingKey.REDIS_MODE, mode -> Reading.choice(Redis.Mode.class, mode));
            return new Stores(
                    values.get(SettingKey.KAFKA_BOOTSTRAP, Reading::hostPorts).map(this::kafka),
                    values.get(
                            SettingKey.MONGO_URI,
                            uri -> Reading.mongo(uri, values.required(SettingKey.MONGO_DATABASE))),
                    values.get(SettingKey.REDIS_URL, url -> Reading.redis(url, redisMode)),
                    values.get(SettingKey.ETCD_URL, Reading::httpUrls).map(this::etcd),
                    values.get(SettingKey.MINIO_ENDPOINT, Reading::componentUrl).map(this::minio));
        }

        private Kafka kafka(List<String> bootstrap) {
            return new Kafka(
                    bootstrap,
                    login(SettingKey.KAFKA_USER, SettingKey.KAFKA_PASSWORD),
                    values.required(SettingKey.KAFKA_MECHANISM, Reading::mechanism),
                    values.required(SettingKey.KAFKA_TLS, Reading::flag),
                    new Kafka.Topics(
                            values.required(SettingKey.KAFKA_TOPIC_REDIS),
                            values.required(SettingKey.KAFKA_TOPIC_PUSH),
                            values.required(SettingKey.KAFKA_TOPIC_MONGO),
                            unlessNone(SettingKey.KAFKA_TOPIC_OFFLINE)),
                    new Kafka.ConsumerGroups(
                            values.required(SettingKey.KAFKA_GROUP_REDIS),
                            values.required(SettingKey.KAFKA_GROUP_PUSH),
                            values.required(SettingKey.KAFKA_GROUP_MONGO),
                            unlessNone(SettingKey.KAFKA_GROUP_OFFLINE)));
        }

        private Optional<String> unlessNone(SettingKey key) {
            return Optional.of(values.required(key)).filter(name -> !name.equals(SettingKey.NONE));
        }

        private Etcd etcd(List<URI> endpoints) {
            return new Etcd(
                    endpoints,
                    values.required(SettingKey.ETCD_ROOT),
                    login(SettingKey.ETCD_USER, SettingKey.ETCD_PASSWORD),
                    values.get(SettingKey.ETCD_SERVICES, Reading::list).orElse(List.of()));
        }

        private Minio minio(URI endpoint) {
            return new Minio(
                    endpoint,
                    values.text(SettingKey.MINIO_ACCESS_KEY)
                            .flatMap(id -> values.secret(SettingKey.MINIO_SECRET_KEY)
                                    .map(secret -> new Minio.AccessKey(id, secret))),
                    values.required(SettingKey.MINIO_BUCKET));
        }

        private Optional<UserPassword> login(SettingKey user, SettingKey password) {
            return values.text(user)
                    .flatMap(name -> values.secret(password).map(secret -> new UserPassword(name, secret)));
        }
    }
}
