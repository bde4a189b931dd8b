package openim.verify.redaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The forms in which a secret travels. */
public final class SecretForms {

    /** Below this length a secret is too common a piece of text to be masked wherever it stands. */
    public static final int SHORT = 4;

    /** A piece of base64 shorter than this is found in anybody's base64. */
    private static final int TELLING_BASE64 = 8;

    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

    private SecretForms() {}

    /** All forms of a secret that can be masked wherever they stand. */
    public static Stream<String> of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Stream<String> derived = Stream.of(md5(bytes), base64(bytes)).flatMap(s -> s);
        if (secret.length() < SHORT) {
            return derived;
        }
        return Stream.of(Stream.of(secret), escaped(secret), urlEncoded(secret), derived)
                .flatMap(s -> s);
    }

    private static Stream<String> escaped(String secret) {
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String go = json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
        String markup = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Stream.of(
                json,
                json.replace("/", "\\/"),
                go,
                markup,
                markup.replace("\"", "&quot;").replace("'", "&#39;"),
                markup.replace("\"", "&#34;").replace("'", "&#39;"));
    }

    private static Stream<String> urlEncoded(String secret) {
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(form, form.replace("+", "%20"))
                .flatMap(s -> Stream.of(
                        s, PERCENT.matcher(s).replaceAll(m -> m.group().toLowerCase(Locale.ROOT))));
    }

    private static Stream<String> md5(byte[] secret) {
        try {
            String hex =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(secret));
            return Stream.of(hex, hex.toUpperCase(Locale.ROOT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /**
     * What the secret looks like in base64, alone or inside something longer, such as {@code user:password}.
     *
     * <p>Three bytes make four characters, so there are three ways in which it can lie; in each, the characters at the edges
     * that also carry a neighbour's bits are left out.
     */
    private static Stream<String> base64(byte[] secret) {
        Stream<String> inside = IntStream.range(0, 3).mapToObj(shift -> {
            byte[] shifted = new byte[shift + secret.length];
            System.arraycopy(secret, 0, shifted, shift, secret.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = (shift * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            return text.substring(Math.min(from, to), to);
        });
        Stream<String> alone = Stream.of(Base64.getEncoder().encodeToString(Arrays.copyOf(secret, secret.length)));
        return Stream.concat(alone, inside)
                .flatMap(s -> Stream.of(s, s.replace('+', '-').replace('/', '_')))
                .filter(s -> s.length() >= TELLING_BASE64);
    }
}
