package openim.verify.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values that must appear in nothing that is written.
 *
 * <p>Beside each secret stand the forms in which it travels: percent-encoded, and as the hex MD5 that chat-api and admin-api
 * take for a password. A login inside a connection string stands for itself too.
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
        return new Secrets(Stream.concat(secrets.flatMap(Optional::stream), settings.own().secrets().stream())
                .map(Secret::reveal)
                .flatMap(Secrets::withLogin));
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
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(secret, encoded, encoded.replace("+", "%20"), md5(secret));
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }
}
