package openim.verify.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.setting.Reading;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Mongo;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;

/** The machines that settings and the deployment's own files name, in whatever setting. */
public final class ConnectionHosts {

    private ConnectionHosts() {}

    /** Their names and numbers. */
    public static Stream<String> of(Settings settings) {
        Endpoints endpoints = settings.endpoints();
        Stores stores = settings.stores();
        Stream<URI> urls = Stream.of(
                        Stream.of(endpoints.api(), endpoints.gateway(), endpoints.chat(), endpoints.admin()),
                        endpoints.bot().stream(),
                        endpoints.apis().urls().stream(),
                        endpoints.gateways().urls().stream(),
                        endpoints.outside().api().stream(),
                        endpoints.outside().gateway().stream(),
                        endpoints.outside().chat().stream(),
                        settings.externalAddress().stream(),
                        stores.redis().map(Redis::address).stream(),
                        stores.minio().map(Minio::endpoint).stream(),
                        stores.etcd().map(Etcd::endpoints).stream().flatMap(List::stream))
                .flatMap(each -> each);
        Stream<String> hostPorts = Stream.concat(
                stores.kafka().map(Kafka::bootstrap).stream().flatMap(List::stream),
                stores.mongo().map(Mongo::hosts).map(Reading::list).stream().flatMap(List::stream));
        return Stream.of(
                        settings.host().stream(),
                        urls.flatMap(url -> Optional.ofNullable(url.getRawAuthority()).stream())
                                .map(ConnectionHosts::withoutPort),
                        hostPorts.map(ConnectionHosts::withoutPort))
                .flatMap(each -> each);
    }

    private static String withoutPort(String hostPort) {
        return hostPort.replaceFirst(":\\d{1,5}$", "");
    }
}
