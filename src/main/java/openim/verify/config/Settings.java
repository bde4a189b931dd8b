package openim.verify.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.config.deployment.ChatServer;
import openim.verify.config.deployment.Directories;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.deployment.OwnFiles;
import openim.verify.config.release.Release;
import openim.verify.config.secret.Login;
import openim.verify.config.secret.Secret;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.setting.Limits;
import openim.verify.config.setting.MultiLogin;
import openim.verify.config.setting.Origins;
import openim.verify.config.setting.Problem;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.TargetMode;
import openim.verify.config.store.ConnectionString;
import openim.verify.config.store.Etcd;
import openim.verify.config.store.Kafka;
import openim.verify.config.store.Minio;
import openim.verify.config.store.Mongo;
import openim.verify.config.store.Redis;
import openim.verify.config.store.Stores;
import openim.verify.redaction.Redaction;
import openim.verify.redaction.SecretForms;

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

    /**
     * The values that must appear in nothing that is written.
     *
     * <p>Beside each secret stand the forms in which it travels. A login inside a connection string stands for itself too, and so does
     * what looks like a secret among the arguments of a command.
     */
    public static final class Secrets {

        private final List<String> values;

        private Secrets(Stream<String> plain) {
            values = plain.flatMap(Secrets::forms)
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                    .toList();
        }

        static Secrets of(Settings settings) {
            Credentials credentials = settings.credentials();
            Stores stores = settings.stores();
            Stream<Optional<Secret>> secrets = Stream.of(
                    Optional.of(credentials.secret()),
                    settings.watch().alerts().webhook(),
                    credentials.admin().map(Login::password),
                    credentials.chat().map(Login::password),
                    stores.kafka().flatMap(Kafka::login).map(UserPassword::password),
                    stores.mongo().map(Mongo::uri),
                    stores.redis().flatMap(Redis::password),
                    stores.etcd().flatMap(Etcd::login).map(UserPassword::password),
                    stores.minio().flatMap(Minio::keys).map(Minio.AccessKey::secret));
            Stream<String> plain = Stream.concat(secrets.flatMap(Optional::stream), settings.own().secrets().stream())
                    .map(Secret::reveal)
                    .flatMap(Secrets::withLogin);
            return new Secrets(Stream.concat(plain, commands(settings).flatMap(SecretArguments::of)));
        }

        private static Stream<List<String>> commands(Settings settings) {
            return Stream.of(
                            settings.repair().starts().values().stream(),
                            settings.repair().restarts().values().stream(),
                            settings.drilling().stops().values().stream(),
                            Stream.of(settings.watch().alerts().command()))
                    .flatMap(each -> each)
                    .filter(command -> !command.isEmpty());
        }

        /** Of a connection string its password too. */
        private static Stream<String> withLogin(String secret) {
            try {
                return Stream.concat(Stream.of(secret), ConnectionString.parse(secret).password().stream());
            } catch (IllegalArgumentException noConnectionString) {
                return Stream.of(secret);
            }
        }

        /** All of them, the longest first, so that replacing one by one leaves no half of a longer one. */
        public List<String> reveal() {
            return values;
        }

        /** How many they are, and none of them. */
        @Override
        public String toString() {
            return values.size() + " secrets";
        }

        private static Stream<String> forms(String secret) {
            return Stream.concat(Stream.of(secret), SecretForms.of(secret));
        }

        /**
         * What looks like a secret among the arguments of a command that people give, such as
         * {@code ["curl", "-H", "Authorization: Bearer ..."]}. Plans show the command, because somebody may have to type it.
         */
        static final class SecretArguments {

            private static final Set<String> HEADERS = Set.of("-H", "--header");
            private static final Set<String> LOGINS = Set.of("-u", "--user");

            /** What nobody types: long, with letters and digits. */
            private static final Pattern TOKEN = Pattern.compile(
                    "(?<![A-Za-z0-9_])(?=[A-Za-z_]*\\d\\w*\\d)(?=\\w*[A-Za-z]\\w*[A-Za-z])[A-Za-z0-9_]{20,}+");

            private static final Pattern HEADER_VALUE = Pattern.compile("^[\\w-]+:\\s*(?:(?:Bearer|Basic|Token)\\s+)?");

            private SecretArguments() {}

            public static Stream<String> of(List<String> command) {
                return IntStream.range(1, command.size())
                        .mapToObj(i -> among(command, i))
                        .flatMap(found -> found)
                        .filter(found -> !found.isBlank());
            }

            private static Stream<String> among(List<String> command, int at) {
                String argument = command.get(at);
                String before = command.get(at - 1);
                Stream<String> tokens = TOKEN.matcher(argument).results().map(match -> match.group());
                return Stream.concat(tokens, named(command.get(0), before, argument));
            }

            private static Stream<String> named(String program, String before, String argument) {
                if (HEADERS.contains(before)) {
                    return Stream.of(HEADER_VALUE.matcher(argument).replaceFirst(""));
                }
                if (LOGINS.contains(before)) {
                    return argument.contains(":")
                            ? Stream.of(argument.substring(argument.indexOf(':') + 1))
                            : Stream.empty();
                }
                boolean isFlag = before.startsWith("-") && Redaction.isSecretName(before.replaceFirst("^-+", ""));
                if (isFlag || (before.equals("-a") && isRedis(program))) {
                    return Stream.of(argument);
                }
                int equals = argument.indexOf('=');
                if (equals > 0
                        && Redaction.isSecretName(argument.substring(0, equals).replaceFirst("^-+", ""))) {
                    return Stream.of(argument.substring(equals + 1));
                }
                return Stream.empty();
            }

            private static boolean isRedis(String program) {
                return String.valueOf(Path.of(program).getFileName()).equals("redis-cli");
            }
        }
    }
}
