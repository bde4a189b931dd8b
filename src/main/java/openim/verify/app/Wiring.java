package openim.verify.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import openim.verify.client.Circle;
import openim.verify.client.Latencies;
import openim.verify.client.RateCap;
import openim.verify.client.SearchCap;
import openim.verify.client.UserId;
import openim.verify.client.api.AdminApi;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.ApiClient;
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
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.gateway.Waits;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.client.ops.Docker;
import openim.verify.client.ops.Mage;
import openim.verify.client.user.Drivers;
import openim.verify.config.ContainerStores;
import openim.verify.config.Credentials;
import openim.verify.config.Directories;
import openim.verify.config.Endpoints;
import openim.verify.config.Secret;
import openim.verify.config.SettingKey;
import openim.verify.config.Settings;
import openim.verify.config.Stores;
import openim.verify.target.Deployment;
import openim.verify.target.History;
import openim.verify.target.NotedGroups;
import openim.verify.target.Sweep;
import openim.verify.target.Tools;
import openim.verify.target.Underneath;

/** Makes the drivers that settings ask for, and a deployment of them. Contacts nothing. */
final class Wiring {

    private final Settings settings;
    private final Tls tls;
    private final RateCap writes;
    private final Circle circle;
    private final Latencies latencies = new Latencies();

    private Wiring(Settings settings, Tls tls) {
        this.settings = settings;
        this.tls = tls;
        this.writes = RateCap.perSecond(settings.limits().ratePerSecond());
        this.circle = Circle.ofPool(settings.limits().accountPrefix());
    }

    static Deployment forSettings(Settings settings) {
        return forSettings(settings, SearchCap.none());
    }

    /**
     * The same for whoever looks again and again.
     *
     * @param searches how often messages may be searched
     */
    static Deployment forSettings(Settings settings, SearchCap searches) {
        return new Wiring(settings, tls(settings.caFile())).deployment(searches);
    }

    /** What clears away after runs in the deployment that settings name. */
    static Sweep sweep(Settings settings, Deployment openim) {
        return new Sweep(
                openim.im(),
                SuiteRun.pool(settings),
                notedGroups(settings),
                new History(settings.reports()).of(settings.endpoints().api(), false));
    }

    /** The groups of that deployment that may still be there. */
    static NotedGroups notedGroups(Settings settings) {
        return new NotedGroups(
                settings.reports(), History.nameOf(settings.endpoints().api()));
    }

    /** A driver of openim-api that shares nothing with others. */
    static ApiClient api(Settings settings) {
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

    private Deployment deployment(SearchCap searches) {
        Endpoints endpoints = settings.endpoints();
        Credentials credentials = settings.credentials();
        Duration call = settings.deadlines().call();
        ApiClient api = rest(endpoints.api());
        AdminSession administrator = new AdminSession(
                api, new UserId(credentials.imAdminUser()), credentials.secret().reveal());
        Waits waits = new Waits(call, settings.deadlines().settle());
        GatewayClient gateway = new GatewayClient(endpoints.gateway(), tls, waits, writes, circle, latencies);
        return new Deployment(
                settings,
                tls,
                administrator,
                Drivers.of(
                        api,
                        administrator,
                        gateway,
                        circle,
                        notedGroups(settings),
                        tls,
                        OwnHosts.of(settings),
                        settings.deadlines().transfer(),
                        latencies,
                        searches),
                new ChatApi(rest(endpoints.chat())),
                new AdminApi(rest(endpoints.admin())),
                endpoints.bot().map(this::rest).map(BotApi::new),
                underneath(settings.stores()),
                new Tools(
                        Mage.named(settings.tools().mage()),
                        Docker.named(settings.tools().docker())),
                latencies);
    }

    private Underneath underneath(Stores stores) {
        return new Underneath(
                mongo(stores).or(() -> contained("MongoDB", "mongo", this::mongo, Wiring::ownOfMongo)),
                redis(stores).or(() -> contained("Redis", "redis", this::redis, Wiring::ownOfRedis)),
                kafka(stores).or(() -> contained("Kafka", "kafka", this::kafka, Wiring::ownOfKafka)),
                etcd(stores).or(() -> contained("etcd", "etcd", this::etcd, Wiring::ownOfEtcd)),
                minio(stores).or(() -> contained("MinIO", "minio", this::minio, Wiring::ownOfMinio)),
                stores.etcd().map(etcd -> new EtcdRegistrations(etcd, tls)),
                stores.kafka().map(kafka -> new KafkaReader(kafka, settings.caFile())));
    }

    private Optional<Component> mongo(Stores stores) {
        return stores.mongo()
                .map(mongo -> new MongoComponent(mongo, tls, login(SettingKey.MONGO_URI, mongo.hasLogin())));
    }

    private Optional<Component> redis(Stores stores) {
        return stores.redis()
                .map(redis -> new RedisComponent(
                        redis, tls, login(SettingKey.REDIS_URL, redis.password().isPresent())));
    }

    private Optional<Component> kafka(Stores stores) {
        return stores.kafka()
                .map(kafka -> new KafkaComponent(
                        kafka,
                        settings.caFile(),
                        login(
                                kafka.login().isPresent() ? SettingKey.KAFKA_PASSWORD : SettingKey.KAFKA_BOOTSTRAP,
                                kafka.login().isPresent())));
    }

    private Optional<Component> etcd(Stores stores) {
        return stores.etcd()
                .map(etcd -> new EtcdComponent(
                        etcd,
                        tls,
                        login(
                                etcd.login().isPresent() ? SettingKey.ETCD_PASSWORD : SettingKey.ETCD_URL,
                                etcd.login().isPresent())));
    }

    private Optional<Component> minio(Stores stores) {
        return stores.minio()
                .map(minio -> new MinioComponent(
                        minio,
                        tls,
                        login(SettingKey.MINIO_SECRET_KEY, minio.keys().isPresent())));
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

    private static OwnClient ownOfMongo(Stores inside) {
        return OwnClient.ofMongo(port(inside.mongo().map(mongo -> mongo.hosts()), 27_017));
    }

    private static OwnClient ownOfRedis(Stores inside) {
        return OwnClient.ofRedis(
                inside.redis().map(redis -> redis.address().getPort()).orElse(6_379),
                inside.redis().flatMap(redis -> redis.password()).map(Secret::reveal));
    }

    private static OwnClient ownOfKafka(Stores inside) {
        return OwnClient.ofKafka(
                port(inside.kafka().map(kafka -> kafka.bootstrap().get(0)), 9_094));
    }

    private static OwnClient ownOfEtcd(Stores inside) {
        return OwnClient.ofEtcd(
                inside.etcd().map(etcd -> etcd.endpoints().get(0).getPort()).orElse(2_379));
    }

    private static OwnClient ownOfMinio(Stores inside) {
        return OwnClient.ofMinio(
                inside.minio().map(minio -> minio.endpoint().getPort()).orElse(9_000));
    }

    private static int port(Optional<String> hostPort, int usual) {
        return hostPort.map(text -> text.replaceFirst(".*:(\\d{1,5})$", "$1"))
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(usual);
    }

    /** One that publishes no port, where its container is on this machine. */
    private Optional<Component> contained(
            String title,
            String service,
            Function<Stores, Optional<Component>> driver,
            Function<Stores, OwnClient> own) {
        Directories directories = settings.directories();
        return directories
                .docker()
                .filter(project -> directories.server().isEmpty())
                .map(project -> new ContainedComponent(
                        title,
                        service,
                        project,
                        Docker.named(settings.tools().docker()),
                        address -> driver.apply(inside(service, address)),
                        () -> own.apply(inside(service, "127.0.0.1"))));
    }

    private Stores inside(String service, String address) {
        return ContainerStores.of(
                settings.directories(), name -> Optional.of(address).filter(there -> name.equals(service)));
    }

    private ApiClient rest(URI base) {
        return new ApiClient(base, tls, settings.deadlines().call(), writes);
    }
}
