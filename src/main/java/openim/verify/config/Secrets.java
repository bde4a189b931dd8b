package openim.verify.config;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.config.secret.Login;
import openim.verify.config.secret.Secret;
import openim.verify.config.secret.UserPassword;
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
 * The values that must appear in nothing that is written.
 *
 * <p>Beside each secret stand the forms in which it travels. A login inside a connection string stands for itself too, and so does
 * what looks like a secret among the arguments of a command.
 */
public final class Secrets {

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
