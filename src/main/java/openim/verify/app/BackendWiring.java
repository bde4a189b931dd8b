package openim.verify.app;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import openim.verify.client.component.Component;
import openim.verify.client.component.Component.KafkaComponent;
import openim.verify.client.component.Component.MinioComponent;
import openim.verify.client.component.Component.MongoComponent;
import openim.verify.client.component.ContainedComponent;
import openim.verify.client.component.EtcdComponent;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.OwnClient;
import openim.verify.client.component.RedisComponent;
import openim.verify.client.component.ShownLogin;
import openim.verify.client.docker.ContainerNames;
import openim.verify.client.docker.Docker;
import openim.verify.client.kafka.KafkaReader;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.KnownNames;
import openim.verify.client.net.Tls;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Directories;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;
import openim.verify.target.Backends;

/** Makes the drivers of the components that OpenIM stands on, and of their containers. Contacts nothing. */
final class BackendWiring {

    private static final int MONGO = 27_017;
    private static final int REDIS = 6_379;
    private static final int KAFKA = 9_094;
    private static final int ETCD = 2_379;
    private static final int MINIO = 9_000;

    private final Settings settings;
    private final Stores stores;
    private final Docker docker;
    private final Tls inside;

    BackendWiring(Settings settings, Tls tls, Docker docker) {
        this.settings = settings;
        this.stores = settings.stores();
        this.docker = docker;
        this.inside = tls.finding(names());
    }

    /** Those that settings name, and those that have a container on this machine. */
    Backends backends() {
        return new Backends(
                inside,
                mongo(),
                redis(),
                kafka(),
                etcd(),
                minio(),
                stores.etcd().map(etcd -> new EtcdRegistrations(etcd, inside)),
                stores.kafka().map(kafka -> new KafkaReader(kafka, settings.caFile(), inside.names())));
    }

    private Optional<Component> mongo() {
        return component(
                "MongoDB",
                "mongo",
                stores.mongo()
                        .map(mongo -> HostPort.parseAll(mongo.hosts(), MONGO).get(0)),
                stores.mongo()
                        .map(mongo -> new MongoComponent(mongo, inside, login(SettingKey.MONGO_URI, mongo.hasLogin()))),
                port -> OwnClient.ofMongo(port.orElse(MONGO)));
    }

    private Optional<Component> redis() {
        return component(
                "Redis",
                "redis",
                stores.redis().map(redis -> new HostPort(redis.host(), redis.port())),
                stores.redis()
                        .map(redis -> new RedisComponent(
                                redis,
                                inside,
                                login(SettingKey.REDIS_URL, redis.password().isPresent()))),
                port -> OwnClient.ofRedis(
                        port.orElse(REDIS),
                        stores.redis().flatMap(Redis::password).map(Secret::reveal)));
    }

    private Optional<Component> kafka() {
        return component(
                "Kafka",
                "kafka",
                stores.kafka().map(kafka -> HostPort.parse(kafka.bootstrap().get(0))),
                stores.kafka()
                        .map(kafka -> new KafkaComponent(
                                kafka,
                                settings.caFile(),
                                inside.names(),
                                login(SettingKey.KAFKA_PASSWORD, SettingKey.KAFKA_BOOTSTRAP, kafka.login()))),
                port -> OwnClient.ofKafka(port.orElse(KAFKA)));
    }

    private Optional<Component> etcd() {
        return component(
                "etcd",
                "etcd",
                stores.etcd().flatMap(etcd -> at(etcd.endpoints().get(0))),
                stores.etcd()
                        .map(etcd -> new EtcdComponent(
                                etcd, inside, login(SettingKey.ETCD_PASSWORD, SettingKey.ETCD_URL, etcd.login()))),
                port -> OwnClient.ofEtcd(port.orElse(ETCD)));
    }

    private Optional<Component> minio() {
        return component(
                "MinIO",
                "minio",
                stores.minio().flatMap(minio -> at(minio.endpoint())),
                stores.minio()
                        .map(minio -> new MinioComponent(
                                minio,
                                inside,
                                login(SettingKey.MINIO_SECRET_KEY, minio.keys().isPresent()))),
                port -> OwnClient.ofMinio(port.orElse(MINIO)));
    }

    /** Of a component whose address says nothing of its login. */
    private ShownLogin login(SettingKey password, SettingKey address, Optional<?> login) {
        return login(login.isPresent() ? password : address, login.isPresent());
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
                        docker,
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
            Optional<? extends Component> driver,
            Function<Optional<Integer>, OwnClient> own) {
        Directories directories = settings.directories();
        Optional<String> contained = address.flatMap(there -> settings.own().service(there.host()));
        boolean known = driver.isPresent() && contained.isEmpty();
        if (known || directories.docker().isEmpty() || directories.server().isPresent()) {
            return driver.map(Component.class::cast);
        }
        return Optional.of(new ContainedComponent(
                title,
                contained.orElse(service),
                directories.docker().get(),
                docker,
                inside.names(),
                driver.map(Component.class::cast),
                () -> own.apply(address.map(HostPort::port))));
    }
}
