package openim.verify.config.store;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name and a password as they stand in a connection string of MongoDB: percent-encoded, or a fault.
 *
 * @param user as written
 * @param password as written
 */
public record MongoLogin(String user, String password) {

    private static final String SEPARATOR = "://";

    /** What is a percent sign and no encoded character. */
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** What MongoDB's drivers take for the end of the name, of the password, or of the login. */
    private static final Pattern DELIMITER = Pattern.compile("[:/@]");

    /** What has to be encoded to be on the safe side. */
    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9._~%-]|%(?![0-9A-Fa-f]{2})");

    /** The login in a connection string; a name and a password that are empty if there is none. */
    public static MongoLogin of(String uri) {
        int start = uri.indexOf(SEPARATOR) + SEPARATOR.length();
        int at = uri.lastIndexOf('@');
        String login = at < start ? "" : uri.substring(start, at);
        int colon = login.indexOf(':');
        return new MongoLogin(
                colon < 0 ? login : login.substring(0, colon), colon < 0 ? "" : login.substring(colon + 1));
    }

    /**
     * Why no driver can read it, and what to write instead; empty if one can. Ends a sentence about the login, and tells of it no
     * more than which special characters are in it.
     */
    public Optional<String> complaint() {
        if (isReadable(user) && isReadable(password)) {
            return Optional.empty();
        }
        String all = user + password;
        String spelling = SPECIAL.matcher(all)
                .results()
                .map(match -> match.group())
                .distinct()
                .map(character -> "'" + character + "' as " + percentEncoded(character))
                .collect(Collectors.joining(", "));
        return Optional.of("holds characters that have to be written percent-encoded there: " + spelling);
    }

    private static boolean isReadable(String text) {
        return !DELIMITER.matcher(text).find() && !STRAY_PERCENT.matcher(text).find();
    }

    /** As it has to be written; what is encoded already stays as it is, unless nobody could read it. */
    public String encoded() {
        boolean readable = complaint().isEmpty();
        return percentEncoded(readable ? decoded(user) : user) + ":"
                + percentEncoded(readable ? decoded(password) : password);
    }

    /** The connection string that it was taken from, with the login as it has to be written. */
    public String encodedIn(String uri) {
        int start = uri.indexOf(SEPARATOR) + SEPARATOR.length();
        int at = uri.lastIndexOf('@');
        return complaint().isEmpty() ? uri : uri.substring(0, start) + encoded() + uri.substring(at);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    /** Neither of the two. */
    @Override
    public String toString() {
        return "a login of MongoDB";
    }
}
