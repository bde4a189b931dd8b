package openim.verify.redaction;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces secrets in a text by {@value #MASK}: those it was told of, in each form in which they travel, and what has the shape of
 * one.
 *
 * <p>A told secret is found as it stands, escaped, URL-encoded, in base64 (also inside a longer text) and as the hex MD5
 * that OpenIM takes for a password. A secret of fewer than {@value SecretForms#SHORT} characters would shred every sentence,
 * so it is masked only where it stands as a value: alone, in quotes, or behind {@code =} or {@code :}.
 *
 * <p>Redacting twice changes nothing more. What is replaced never reaches over a quote, a backslash or an angle bracket, so
 * that JSON, XML and HTML stay well-formed. Immutable and safe for all threads.
 */
public final class Redaction {

    /** What stands in a secret's place. */
    public static final String MASK = "***";

    private static final Redaction OF_OTHERS =
            new Redaction(Stream.concat(SecretPattern.SHAPES.stream(), SecretPattern.OF_OTHERS.stream())
                    .toList());

    private final List<SecretPattern> patterns;

    private Redaction(List<SecretPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * One that knows these secrets, and all the shapes.
     *
     * @param secrets their plain values; blank ones are left out
     */
    public static Redaction of(Collection<String> secrets) {
        Set<String> known = secrets.stream().filter(s -> !s.isBlank()).collect(Collectors.toSet());
        // Longest first: a secret that begins with another one would otherwise leave its tail behind.
        List<String> forms = known.stream()
                .flatMap(SecretForms::of)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        Stream<SecretPattern> told = forms.isEmpty() ? Stream.empty() : Stream.of(SecretPattern.anyOf(forms));
        Stream<SecretPattern> tiny =
                known.stream().filter(s -> s.length() < SecretForms.SHORT).map(SecretPattern::asValue);
        return new Redaction(Stream.of(told, tiny, SecretPattern.SHAPES.stream())
                .flatMap(s -> s)
                .toList());
    }

    /** One for words of servers, which say things in more ways than we do; it knows no secret, only shapes. */
    public static Redaction ofOthers() {
        return OF_OTHERS;
    }

    public String redact(String text) {
        String clean = text;
        for (SecretPattern pattern : patterns) {
            clean = pattern.mask(clean);
        }
        return clean;
    }

    /** Whether what has that name is a secret: {@code token}, {@code X-Amz-Signature}. */
    public static boolean isSecretName(String name) {
        return SecretPattern.isSecretName(name);
    }

    /**
     * A shape in which secrets are written, and what is written instead.
     *
     * @param maybe whether it can be in a text at all, which is told sooner than where
     * @param shape where it is found
     * @param replacement what to write, with the groups of the shape
     */
    private record SecretPattern(Predicate<String> maybe, Pattern shape, String replacement) {

        /** How names end whose value is a secret: {@code token}, {@code X-Amz-Signature}, {@code adminToken}. */
        private static final String KEY = "(?=[acpst])(?:token|secret|passw(?:or)?d|passphrase|pwd|signature|credential"
                + "|(?:access|secret|api|private)[-_]?key(?:[-_]?id)?)";

        /**
         * Ends at whatever could end a value in a query, a sentence, JSON (also nested, and as Go escapes it), XML or HTML.
         *
         * <p>Loops are possessive here and below: others recurse, and the words of a broken server can be long.
         */
        private static final String VALUE = "(?:[^%\\s&\"'<>\\\\,;)\\]}]++|%(?!26))++";

        private static final Pattern SECRET_NAME = Pattern.compile("[\\w.-]*" + KEY, Pattern.CASE_INSENSITIVE);

        /** What looks like a secret, whoever's it is. */
        static final List<SecretPattern> SHAPES = List.of(
                // A JSON Web Token: begins with {" in base64.
                shape("\\beyJ[\\w-]{4,}+\\.[\\w-]{4,}+(?:\\.[\\w-]*+)?", Redaction.MASK)
                        .onlyWith("."),
                // Authorization: Bearer x, and with quotes when headers are printed as a map.
                shape("(\\bauthorization\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)[^\\r\\n\"'<>\\\\]++", "$1" + Redaction.MASK)
                        .onlyWith(":", "="),
                // The schemes alone. A plain word behind them is no credential: "Basic verification".
                shape("\\b((?-i:Bearer|Basic)\\s+)(?=\\S*(?-i:[A-Z0-9=]))[\\w+/=.~-]{8,}+", "$1" + Redaction.MASK)
                        .onlyWith("Bearer", "Basic"),
                // "token":"x"
                shape("(" + KEY + "\"\\s*:\\s*\")(?:[^\"\\\\]++|\\\\.)*+", "$1" + Redaction.MASK)
                        .onlyWith("\""),
                // In JSON inside JSON: \"token\":\"x\"
                shape("(" + KEY + "(\\\\+)\"\\s*:\\s*\\2\")[^\"\\\\]*+", "$1" + Redaction.MASK)
                        .onlyWith("\\\""),
                // "password":123456
                shape("(" + KEY + "\"\\s*:\\s*)-?\\d[\\d.]*+", "$1\"" + Redaction.MASK + "\"")
                        .onlyWith("\""),
                // token=x, X-Amz-Signature=x, password="x", and the same inside an encoded URL.
                shape("(" + KEY + "(?:\\s?=\\s?|%3D)[\"']?)" + VALUE, "$1" + Redaction.MASK)
                        .onlyWith("=", "%"),
                // --openim.secret x on a command line.
                shape("(--[\\w.-]{0,60}" + KEY + "\\s+)" + VALUE, "$1" + Redaction.MASK)
                        .onlyWith("--"),
                // scheme://user:password@host
                shape(
                                "(\\b[a-z][a-z0-9+.-]{0,30}://[^\\s/:@?#\"'<>\\\\]*+:)[^\\s/\"'<>\\\\]+(?=@)",
                                "$1" + Redaction.MASK)
                        .onlyWith("@"));

        /** The end of a name, in quotes or not, whose value is a secret in the words of a server. */
        private static final String NAME = "(?:token|secret|password|signature|authorization)\\\\?[\"']?";

        /**
         * What looks like a secret in the words of a server, which are often no JSON and no query: {@code token: x}, and whatever
         * follows the question mark of a URL.
         */
        static final List<SecretPattern> OF_OTHERS = List.of(
                shape("eyJ[\\w-]{8,}(?:\\.[\\w-]*){0,2}", Redaction.MASK),
                shape("(?<=" + NAME + "\\s?=\\s?\\\\?[\"']?)[^\\s\"'&,}\\\\]+", Redaction.MASK),
                // Go has its own words after a URL in quotes: Post "http://im/auth/user_token": dial tcp ...
                shape(
                        "(?<=(?<![/\\w.-])[\\w.-]{0,60}" + NAME + "\\s?:\\s?\\\\?[\"']?)[^\\s\"'&,}\\\\]+",
                        Redaction.MASK),
                shape("(?<=://[^\\s\"'?]{1,400}\\?)[^\\s\"']+", Redaction.MASK));

        private static SecretPattern shape(String regex, String replacement) {
            return new SecretPattern(text -> true, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), replacement);
        }

        /** The same, looked for only where one of these stands, without which it cannot be: most texts have none. */
        private SecretPattern onlyWith(String... signs) {
            List<String> needed = List.of(signs);
            return new SecretPattern(text -> needed.stream().anyMatch(text::contains), shape, replacement);
        }

        /** One of these texts, the first of those that fit. */
        static SecretPattern anyOf(List<String> texts) {
            Pattern any = Pattern.compile(texts.stream().map(Pattern::quote).collect(Collectors.joining("|")));
            return new SecretPattern(text -> true, any, Redaction.MASK).onlyWith(texts.toArray(String[]::new));
        }

        /** The secret where it stands as a value and nowhere else. */
        static SecretPattern asValue(String secret) {
            String quoted = Pattern.quote(secret);
            return new SecretPattern(
                    text -> text.contains(secret),
                    Pattern.compile("(^|[=:]\\s?[\"']?|[\"'])" + quoted + "(?=$|[\\s\"'&,;<)\\]}\\\\])"),
                    "$1" + Redaction.MASK);
        }

        static boolean isSecretName(String name) {
            return SECRET_NAME.matcher(name).matches();
        }

        String mask(String text) {
            if (!maybe.test(text)) {
                return text;
            }
            Matcher found = shape.matcher(text);
            return found.find() ? found.replaceAll(replacement) : text;
        }
    }
}
