package openim.verify.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.deployment.ChatServer;
import openim.verify.config.deployment.Directories;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.deployment.OwnFiles;
import openim.verify.config.release.Release;
import openim.verify.config.setting.Limits;
import openim.verify.config.setting.MultiLogin;
import openim.verify.config.setting.Origins;
import openim.verify.config.setting.Problem;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.TargetMode;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Mongo;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;

/**
 * Everything this program was told. Immutable; no part of it prints a secret.
 *
 * @param target what is verified: as it was named, or live where a host, an endpoint or a directory was named
 * @param host the machine that the deployment runs on, where it was named or follows from a directory here
 * @param externalAddress where clients should find files, where it was named or the deployment's files have it; may be the
 *     placeholder that OpenIM ships with
 * @param kubernetes the namespace that the deployment runs in, where one was named
 * @param release which releases it is made of, where its files tell
 * @param chatServer whether there is a ChatServer; where there is none, {@code endpoints} say where it would be
 * @param own what the deployment's own files told beside the values of settings
 * @param watch how it is watched from run to run
 * @param multiLogin which devices of a person may be online together
 * @param strictness how a weakness of the build is taken
 * @param clientsHere whether all clients run on this machine, so that they may be given loopback addresses
 * @param trustedHosts more hosts of the deployment: names, {@code *.domains}, networks
 * @param room how much room there has to be on this machine
 * @param caFile certificates to trust besides those of the Java runtime
 * @param reports the directory that results go to; absolute
 * @param invocation how this program was called, for commands that call it again
 * @param origins where each value came from
 * @param warnings what is odd about the settings, but prevents nothing
 */
public record Settings(
        Optional<TargetMode> target,
        Optional<String> host,
        Endpoints endpoints,
        Credentials credentials,
        Stores stores,
        Optional<URI> externalAddress,
        Directories directories,
        Optional<Kubernetes> kubernetes,
        Release release,
        ChatServer chatServer,
        OwnFiles own,
        Deadlines deadlines,
        Limits limits,
        Repair repair,
        Drilling drilling,
        MonitoringSettings watch,
        MultiLogin multiLogin,
        Strictness strictness,
        boolean clientsHere,
        List<String> trustedHosts,
        Room room,
        Optional<Path> caFile,
        Path reports,
        Tools tools,
        ProgramCall invocation,
        Origins origins,
        List<Problem> warnings) {

    public Settings {
        trustedHosts = List.copyOf(trustedHosts);
        warnings = List.copyOf(warnings);
    }

    /** Every secret in here, for the one who searches what is about to be written. */
    public Secrets secrets() {
        return Secrets.of(this);
    }

    /** The machines that these settings and the deployment's own files name, in whatever setting: their names and numbers. */
    public Stream<String> machines() {
        Stream<URI> urls = Stream.of(
                        Stream.of(endpoints.api(), endpoints.gateway(), endpoints.chat(), endpoints.admin()),
                        endpoints.bot().stream(),
                        endpoints.apis().urls().stream(),
                        endpoints.gateways().urls().stream(),
                        endpoints.outside().api().stream(),
                        endpoints.outside().gateway().stream(),
                        endpoints.outside().chat().stream(),
                        externalAddress.stream(),
                        stores.redis().map(Redis::address).stream(),
                        stores.minio().map(Minio::endpoint).stream(),
                        stores.etcd().map(Etcd::endpoints).stream().flatMap(List::stream))
                .flatMap(each -> each);
        Stream<String> hostPorts = Stream.concat(
                stores.kafka().map(Kafka::bootstrap).stream().flatMap(List::stream),
                stores.mongo().map(Mongo::hosts).map(Reading::list).stream().flatMap(List::stream));
        return Stream.of(
                        host.stream(),
                        urls.flatMap(url -> Optional.ofNullable(url.getRawAuthority()).stream())
                                .map(Settings::withoutPort),
                        hostPorts.map(Settings::withoutPort))
                .flatMap(each -> each);
    }

    private static String withoutPort(String hostPort) {
        return hostPort.replaceFirst(":\\d{1,5}$", "");
    }
}
