package openim.verify.redaction;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A shape in which secrets are written, and what is written instead.
 *
 * @param maybe whether it can be in a text at all, which is told sooner than where
 * @param shape where it is found
 * @param replacement what to write, with the groups of the shape
 */
record SecretPattern(Predicate<String> maybe, Pattern shape, String replacement) {

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
            shape("\\beyJ[\\w-]{4,}+\\.[\\w-]{4,}+(?:\\.[\\w-]*+)?", Redaction.MASK),
            // Authorization: Bearer x, and with quotes when headers are printed as a map.
            shape("(\\bauthorization\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)[^\\r\\n\"'<>\\\\]++", "$1" + Redaction.MASK),
            // The schemes alone. A plain word behind them is no credential: "Basic verification".
            shape("\\b((?-i:Bearer|Basic)\\s+)(?=\\S*(?-i:[A-Z0-9=]))[\\w+/=.~-]{8,}+", "$1" + Redaction.MASK),
            // "token":"x"
            shape("(" + KEY + "\"\\s*:\\s*\")(?:[^\"\\\\]++|\\\\.)*+", "$1" + Redaction.MASK),
            // In JSON inside JSON: \"token\":\"x\"
            shape("(" + KEY + "(\\\\+)\"\\s*:\\s*\\2\")[^\"\\\\]*+", "$1" + Redaction.MASK),
            // "password":123456
            shape("(" + KEY + "\"\\s*:\\s*)-?\\d[\\d.]*+", "$1\"" + Redaction.MASK + "\""),
            // token=x, X-Amz-Signature=x, password="x", and the same inside an encoded URL.
            shape("(" + KEY + "(?:\\s?=\\s?|%3D)[\"']?)" + VALUE, "$1" + Redaction.MASK),
            // --openim.secret x on a command line.
            shape("(--[\\w.-]{0,60}" + KEY + "\\s+)" + VALUE, "$1" + Redaction.MASK),
            // scheme://user:password@host
            shape(
                    "(\\b[a-z][a-z0-9+.-]{0,30}://[^\\s/:@?#\"'<>\\\\]*+:)[^\\s/\"'<>\\\\]+(?=@)",
                    "$1" + Redaction.MASK));

    /**
     * What looks like a secret in the words of a server, which are often no JSON and no query: {@code token: x}, and whatever
     * follows the question mark of a URL.
     */
    static final List<SecretPattern> OF_OTHERS = List.of(
            shape("eyJ[\\w-]{8,}(?:\\.[\\w-]*){0,2}", Redaction.MASK),
            shape(
                    "(?<=(?:token|secret|password|signature|authorization)\\\\?[\"']?\\s?[=:]\\s?\\\\?[\"']?)[^\\s\"'&,}\\\\]+",
                    Redaction.MASK),
            shape("(?<=://[^\\s\"'?]{1,400}\\?)[^\\s\"']+", Redaction.MASK));

    private static SecretPattern shape(String regex, String replacement) {
        return new SecretPattern(text -> true, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), replacement);
    }

    /** One of these texts, the first of those that fit. */
    static SecretPattern anyOf(List<String> texts) {
        return new SecretPattern(
                text -> texts.stream().anyMatch(text::contains),
                Pattern.compile(texts.stream().map(Pattern::quote).collect(Collectors.joining("|"))),
                Redaction.MASK);
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
