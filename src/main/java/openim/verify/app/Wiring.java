package openim.verify.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import openim.verify.app.program.UsageException;
import openim.verify.client.AccountGuard;
import openim.verify.client.Latencies;
import openim.verify.client.Platform;
import openim.verify.client.RateCap;
import openim.verify.client.SearchCap;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.WayIn;
import openim.verify.client.api.AdminApi;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.ApiClient;
import openim.verify.client.api.AuthApi;
import openim.verify.client.api.BotApi;
import openim.verify.client.api.ChatApi;
import openim.verify.client.component.Component;
import openim.verify.client.component.ContainedComponent;
import openim.verify.client.component.EtcdComponent;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.KafkaComponent;
import openim.verify.client.component.MinioComponent;
import openim.verify.client.component.MongoComponent;
import openim.verify.client.component.OwnClient;
import openim.verify.client.component.RedisComponent;
import openim.verify.client.component.ShownLogin;
import openim.verify.client.docker.ContainerNames;
import openim.verify.client.docker.Docker;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.Session;
import openim.verify.client.gateway.Waits;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.client.user.Drivers;
import openim.verify.config.Credentials;
import openim.verify.config.Endpoints;
import openim.verify.config.Instances;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;
import openim.verify.host.Mage;
import openim.verify.target.Backends;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.HostTools;
import openim.verify.target.PublicDoors;
import openim.verify.target.ServerInstances;
import openim.verify.target.Turn;
import openim.verify.target.account.Cleanup;
import openim.verify.target.account.NotedGroups;

/** Makes the drivers that settings ask for, and a deployment of them. Contacts nothing. */
public final class Wiring {

    private static final int MONGO = 27_017;
    private static final int REDIS = 6_379;
    private static final int KAFKA = 9_094;
    private static final int ETCD = 2_379;
    private static final int MINIO = 9_000;

    private final Settings settings;
    private final Tls tls;
    private final RateCap writes;
    private final AccountGuard circle;
    private final Latencies latencies = new Latencies();
    private final KeptConnections connections = new KeptConnections();

    private Wiring(Settings settings, Tls tls) {
        this.settings = settings;
        this.tls = tls;
        this.writes = RateCap.perSecond(settings.limits().ratePerSecond());
        this.circle = AccountGuard.ofPool(settings.limits().accountPrefix());
    }

    public static Deployment forSettings(Settings settings) {
        return forSettings(settings, SearchCap.none());
    }

    /**
     * The same for whoever looks again and again.
     *
     * @param searches how often messages may be searched
     */
    public static Deployment forSettings(Settings settings, SearchCap searches) {
        return forSettings(settings, searches, Turn.at(Instant.now()));
    }

    /**
     * The same.
     *
     * @param turn of which of very many instances it is
     */
    public static Deployment forSettings(Settings settings, SearchCap searches, Turn turn) {
        return new Wiring(settings, tls(settings.caFile())).deployment(searches, turn);
    }

    /** What clears away after runs in the deployment that settings name. */
    public static Cleanup sweep(Settings settings, Deployment openim) {
        return new Cleanup(
                openim.im(),
                OwnPlaces.pool(settings),
                notedGroups(settings),
                new History(settings.reports()).of(settings.endpoints().api(), false));
    }

    /** The groups of that deployment that may still be there. */
    public static NotedGroups notedGroups(Settings settings) {
        return new NotedGroups(
                settings.reports(), History.nameOf(settings.endpoints().api()));
    }

    /** A driver of openim-api that shares nothing with others. */
    public static ApiClient api(Settings settings) {
        return new Wiring(settings, tls(settings.caFile()))
                .rest(settings.endpoints().api());
    }

    private static Tls tls(Optional<Path> ca) {
        try {
            return ca.isPresent() ? Tls.trustingAlso(ca.get()) : Tls.ofTheJdk();
        } catch (IOException unreadable) {
            throw new UsageException("openim.ca: " + ca.orElseThrow() + " cannot be read: " + unreadable.getMessage());
        }
    }

    private Deployment deployment(SearchCap searches, Turn turn) {
        Endpoints endpoints = settings.endpoints();
        Credentials credentials = settings.credentials();
        Duration call = settings.deadlines().call();
        ApiClient api = rest(way(endpoints.api(), endpoints.apis(), this::judges));
        AdminSession administrator = new AdminSession(
                api, new UserId(credentials.imAdminUser()), credentials.secret().reveal());
        Waits waits = new Waits(call, settings.deadlines().settle());
        GatewayClient gateway = gateway(way(endpoints.gateway(), endpoints.gateways(), this::shakesHands), waits);
        Drivers im = drivers(api, administrator, gateway, searches);
        return new Deployment(
                settings,
                tls,
                administrator,
                im,
                ServerInstances.of(
                        endpoints,
                        new ServerInstances.Makers(
                                settings.limits().instances(),
                                turn,
                                url -> {
                                    ApiClient other = rest(url);
                                    return drivers(other, administrator.through(other), gateway, searches);
                                },
                                url -> im.at(gateway(url, waits)))),
                PublicDoors.of(
                        endpoints.outside(),
                        url -> {
                            ApiClient other = rest(url);
                            return drivers(other, administrator.through(other), gateway, searches);
                        },
                        url -> im.at(gateway(url, waits)),
                        url -> new ChatApi(rest(url))),
                new ChatApi(rest(endpoints.chat())),
                new AdminApi(rest(endpoints.admin())),
                endpoints.bot().map(this::rest).map(BotApi::new),
                underneath(settings.stores()),
                new HostTools(Mage.named(settings.tools().mage()), docker(), namespace()),
                latencies,
                connections);
    }

    private GatewayClient gateway(URI url, Waits waits) {
        return gateway(WayIn.at(url), waits);
    }

    private GatewayClient gateway(WayIn way, Waits waits) {
        return new GatewayClient(way, tls, waits, writes, circle, latencies);
    }

    /**
     * To the server that stands for all: of several that are known one by one to one that answers, and else to the proxy before them,
     * or to the only one.
     */
    private WayIn way(URI one, Instances all, Function<URI, WayIn.Sign> asks) {
        if (!all.urls().contains(one)) {
            return WayIn.at(one);
        }
        List<URI> others = all.urls().stream()
                .filter(url -> !url.equals(one))
                .limit(settings.limits().instances())
                .toList();
        return WayIn.firstOf(Stream.concat(Stream.of(one), others.stream()).toList(), asks);
    }

    /** Whoever says a word of OpenIM's is alive, whatever that word is. */
    private WayIn.Sign judges(URI url) {
        ApiClient api = new ApiClient(url, tls, patience(), writes, connections);
        return WayIn.Sign.of(new AuthApi(api, new AdminSession(api, nobody(), "")).judgesJunk());
    }

    private WayIn.Sign shakesHands(URI url) {
        Waits waits = new Waits(patience(), settings.deadlines().settle());
        Handshake handshake = gateway(url, waits).connect(nobody(), new Token("junk"), Platform.WEB);
        if (handshake instanceof Session session) {
            session.close();
        }
        return WayIn.Sign.of(handshake.answer());
    }

    /** An account that nobody has. */
    private UserId nobody() {
        return new UserId(settings.limits().accountPrefix() + "-nobody");
    }

    /** Until another one is asked: a part of what a call may take. */
    private Duration patience() {
        return settings.deadlines().call().dividedBy(3);
    }

    private Drivers drivers(ApiClient api, AdminSession administrator, GatewayClient gateway, SearchCap searches) {
        return Drivers.of(
                api,
                administrator,
                gateway,
                circle,
                notedGroups(settings),
                tls,
                OwnHosts.of(settings),
                settings.deadlines().transfer(),
                latencies,
                searches);
    }

    private Backends underneath(Stores stores) {
        Tls inside = tls.finding(names());
        Optional<Path> ca = settings.caFile();
        return new Backends(
                inside,
                component(
                        "MongoDB",
                        "mongo",
                        stores.mongo()
                                .map(mongo ->
                                        HostPort.parseAll(mongo.hosts(), MONGO).get(0)),
                        inside.names(),
                        stores.mongo()
                                .map(mongo -> new MongoComponent(
                                        mongo, inside, login(SettingKey.MONGO_URI, mongo.hasLogin()))),
                        port -> OwnClient.ofMongo(port.orElse(MONGO))),
                component(
                        "Redis",
                        "redis",
                        stores.redis().map(redis -> new HostPort(redis.host(), redis.port())),
                        inside.names(),
                        stores.redis()
                                .map(redis -> new RedisComponent(
                                        redis,
                                        inside,
                                        login(
                                                SettingKey.REDIS_URL,
                                                redis.password().isPresent()))),
                        port -> OwnClient.ofRedis(
                                port.orElse(REDIS),
                                stores.redis().flatMap(Redis::password).map(Secret::reveal))),
                component(
                        "Kafka",
                        "kafka",
                        stores.kafka()
                                .map(kafka -> HostPort.parse(kafka.bootstrap().get(0))),
                        inside.names(),
                        stores.kafka()
                                .map(kafka -> new KafkaComponent(
                                        kafka,
                                        ca,
                                        inside.names(),
                                        login(
                                                kafka.login().isPresent()
                                                        ? SettingKey.KAFKA_PASSWORD
                                                        : SettingKey.KAFKA_BOOTSTRAP,
                                                kafka.login().isPresent()))),
                        port -> OwnClient.ofKafka(port.orElse(KAFKA))),
                component(
                        "etcd",
                        "etcd",
                        stores.etcd().flatMap(etcd -> at(etcd.endpoints().get(0))),
                        inside.names(),
                        stores.etcd()
                                .map(etcd -> new EtcdComponent(
                                        etcd,
                                        inside,
                                        login(
                                                etcd.login().isPresent()
                                                        ? SettingKey.ETCD_PASSWORD
                                                        : SettingKey.ETCD_URL,
                                                etcd.login().isPresent()))),
                        port -> OwnClient.ofEtcd(port.orElse(ETCD))),
                component(
                        "MinIO",
                        "minio",
                        stores.minio().flatMap(minio -> at(minio.endpoint())),
                        inside.names(),
                        stores.minio()
                                .map(minio -> new MinioComponent(
                                        minio,
                                        inside,
                                        login(
                                                SettingKey.MINIO_SECRET_KEY,
                                                minio.keys().isPresent()))),
                        port -> OwnClient.ofMinio(port.orElse(MINIO))),
                stores.etcd().map(etcd -> new EtcdRegistrations(etcd, inside)),
                stores.kafka().map(kafka -> new KafkaReader(kafka, ca, inside.names())));
    }

    /** Who wrote down what a component is shown, and whether OpenIM has the same. */
    private ShownLogin login(SettingKey key, boolean isThere) {
        return settings.origins()
                .of(key)
                .map(origin -> new ShownLogin(
                        origin.ofDeployment() ? origin.source() : key.key() + " (" + origin.source() + ")",
                        origin.ofDeployment(),
                        isThere))
                .orElseGet(() -> new ShownLogin(
                        "the deployment's files",
                        settings.directories().docker().isPresent(),
                        isThere));
    }

    /** Those of containers, where these are on this machine and this process is not among them. */
    private KnownNames names() {
        Map<String, String> services = settings.own().inside();
        return settings.directories()
                .docker()
                .filter(project -> !services.isEmpty())
                .<KnownNames>map(project -> new ContainerNames(
                        docker(),
                        project,
                        services,
                        settings.own().publisher(),
                        System.getenv(),
                        settings.deadlines().tool()))
                .orElse(KnownNames.NONE);
    }

    private static Optional<HostPort> at(URI url) {
        return Optional.ofNullable(url.getRawAuthority())
                .filter(authority -> authority.matches(".*:\\d{1,5}"))
                .map(HostPort::parse);
    }

    /** One that publishes no port, or of which nothing says where it is, has perhaps a container on this machine. */
    private Optional<Component> component(
            String title,
            String service,
            Optional<HostPort> address,
            KnownNames names,
            Optional<? extends Component> driver,
            Function<Optional<Integer>, OwnClient> own) {
        Directories directories = settings.directories();
        Optional<String> inside = address.flatMap(there -> settings.own().service(there.host()));
        boolean known = driver.isPresent() && inside.isEmpty();
        if (known || directories.docker().isEmpty() || directories.server().isPresent()) {
            return driver.map(Component.class::cast);
        }
        return Optional.of(new ContainedComponent(
                title,
                inside.orElse(service),
                directories.docker().get(),
                docker(),
                names,
                driver.map(Component.class::cast),
                () -> own.apply(address.map(HostPort::port))));
    }

    private Optional<Namespace> namespace() {
        return settings.kubernetes()
                .map(where -> new Namespace(where, settings.deadlines().tool()));
    }

    private Docker docker() {
        return Docker.named(settings.tools().docker());
    }

    private ApiClient rest(URI base) {
        return rest(WayIn.at(base));
    }

    private ApiClient rest(WayIn way) {
        return new ApiClient(way, tls, settings.deadlines().call(), writes, connections);
    }
}
